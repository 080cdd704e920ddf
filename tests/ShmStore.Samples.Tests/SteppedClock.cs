namespace ShmStore.Samples.Tests;

/// <summary>A clock that stands until it is set forward.</summary>
internal sealed class SteppedClock : TimeProvider
{
    /// <summary>The time.</summary>
    public DateTimeOffset Now { get; private set; } = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Sets it forward.</summary>
    public void Advance(double seconds) => Now += TimeSpan.FromSeconds(seconds);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Now;
}
