namespace ShmStore.Store.Snapshots;

/// <summary>A clock that stands still between two moments: within one attempt at a snapshot an entry has expired or has not. One thread at a time.</summary>
internal sealed class MomentClock(TimeProvider clock) : TimeProvider
{
    private DateTimeOffset? _moment;

    /// <summary>Lets it show the time at which it is looked at next.</summary>
    public void Advance() => _moment = null;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _moment ??= clock.GetUtcNow();
}
