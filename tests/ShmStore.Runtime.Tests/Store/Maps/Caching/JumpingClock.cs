namespace ShmStore.Tests.Store.Maps.Caching;

/// <summary>A clock that stands, and is an hour later from one of the looks at it on.</summary>
internal sealed class JumpingClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>How many looks are before the hour.</summary>
    public int LooksUntilLater { get; set; } = int.MaxValue;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        if (LooksUntilLater-- == 0)
            _now += TimeSpan.FromHours(1);
        return _now;
    }
}
