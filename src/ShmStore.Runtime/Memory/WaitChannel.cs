namespace ShmStore.Memory;

/// <summary>What all wait channels share: who is inside <see cref="Wait"/>, and ending the waits of all or of one. All members are thread-safe.</summary>
internal abstract class WaitChannel : IWaitChannel
{
    private readonly Lock _state = new();
    private readonly Lock _interrupting = new();
    private long _interruptions;
    private int _waiting;
    private int _leaving;
    private bool _disposed;

    /// <inheritdoc/>
    public long Interruptions => Volatile.Read(ref _interruptions);

    /// <summary>Checks the arguments of <see cref="IRegionProvider.OpenWaitChannel"/>.</summary>
    public static void CheckCounter(Region region, long offset)
    {
        region.ThrowIfDisposed();
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNotEqual(offset % sizeof(ulong), 0, nameof(offset));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, region.Committed - sizeof(ulong));
    }

    /// <inheritdoc/>
    public abstract void Signal(ulong counter);

    /// <inheritdoc/>
    public void Wait(ulong seen, long interruptions, TimeSpan timeout, CancellableWait? wait = null)
    {
        lock (_state)
        {
            if (interruptions != _interruptions)
                return;
            ObjectDisposedException.ThrowIf(_disposed, this);
            _waiting++;
        }

        try
        {
            if (wait is null || wait.TryEnter())
                Block(seen, interruptions, timeout, wait);
        }
        finally
        {
            wait?.Leave();

            // Also when the thread is interrupted while it waits for the lock: who makes waits return waits until all have left.
            Uninterrupted.Run((this, interruptions), static leaving => leaving.Item1.Leave(leaving.interruptions));
        }
    }

    /// <inheritdoc/>
    public void Interrupt() => Uninterrupted.Run((this, false), static end => end.Item1.EndWaits(end.Item2));

    /// <inheritdoc/>
    public void Cancel(CancellableWait wait)
    {
        wait.NoteCancelled();
        Uninterrupted.Run((this, wait), static cancelled => cancelled.Item1.Evict(cancelled.wait));
    }

    /// <summary>Makes every blocked wait return; so do those whose interruptions were noted before, and later ones throw <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose() => Uninterrupted.Run((this, true), static end => end.Item1.EndWaits(end.Item2));

    /// <summary>
    /// Blocks until the counter differs from <paramref name="seen"/>, <see cref="IsEnded"/> says so, the time is up, or spuriously. May miss an interruption or cancellation
    /// that comes just before it blocks, as long as it does not miss a later <see cref="WakeAll"/>, or <see cref="Wake"/> of this wait.
    /// </summary>
    protected abstract void Block(ulong seen, long interruptions, TimeSpan timeout, CancellableWait? wait);

    /// <summary>Wakes a wait that is blocked in <see cref="Block"/> at this moment. May wake others too.</summary>
    protected abstract void Wake(CancellableWait wait);

    /// <summary>Wakes what is blocked in <see cref="Block"/> at this moment.</summary>
    protected abstract void WakeAll();

    /// <summary>Gives up memory that nobody waits on any more: the channel is disposed, and all waits have left. Signals may still come. May be called again.</summary>
    protected virtual void LetGo()
    {
    }

    /// <summary>True if a wait for which so many interruptions were noted has been interrupted, or is cancelled.</summary>
    protected bool IsEnded(long interruptions, CancellableWait? wait) => Volatile.Read(ref _interruptions) != interruptions || wait is { IsCancelled: true };

    /// <summary>The shorter of two times.</summary>
    protected static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private void Leave(long interruptions)
    {
        lock (_state)
        {
            if (interruptions == _interruptions)
                _waiting--;
            else
                _leaving--;
        }
    }

    // A second time, because the thread was interrupted, is one interruption more.
    private void EndWaits(bool forEver)
    {
        lock (_interrupting)
        {
            lock (_state)
            {
                _disposed |= forEver;
                Dismiss();
            }

            Evict();
            if (forEver)
                LetGo();
        }
    }

    private void Dismiss()
    {
        _interruptions++;
        _leaving += _waiting;
        _waiting = 0;
    }

    // Between a waiter's look at the interruptions and its going to sleep, a wake-up finds nobody. So it is repeated until all of them have left.
    private void Evict()
    {
        var pause = default(SpinWait);
        while (Volatile.Read(ref _leaving) > 0)
        {
            WakeAll();
            pause.SpinOnce();
        }
    }

    private void Evict(CancellableWait wait)
    {
        var pause = default(SpinWait);
        while (wait.IsInside)
        {
            Wake(wait);
            pause.SpinOnce();
        }
    }
}
