namespace ShmStore.Tests.Store.Maps.Caching;

/// <summary>A clock that stands until it is set forward.</summary>
internal sealed class ManualClock : TimeProvider
{
    private DateTimeOffset _now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>How often it was looked at.</summary>
    public long Looks { get; private set; }

    /// <summary>Sets it forward.</summary>
    public void Advance(TimeSpan time) => _now += time;

    /// <summary>Sets it forward by seconds.</summary>
    public void Advance(double seconds) => Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>Sets it, back or forward.</summary>
    public void Set(DateTimeOffset now) => _now = now;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        Looks++;
        return _now;
    }
}
