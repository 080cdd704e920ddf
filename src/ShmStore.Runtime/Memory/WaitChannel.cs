namespace ShmStore.Memory;

/// <summary>What all wait channels share: who is inside <see cref="Wait"/>, and interrupting them. All members are thread-safe.</summary>
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
    public void Wait(ulong seen, long interruptions, TimeSpan timeout)
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
            Block(seen, interruptions, timeout);
        }
        finally
        {
            Leave(interruptions);
        }
    }

    /// <inheritdoc/>
    public void Interrupt()
    {
        lock (_interrupting)
        {
            lock (_state)
            {
                Dismiss();
            }

            Evict();
        }
    }

    /// <summary>Makes every blocked wait return; so do those whose interruptions were noted before, and later ones throw <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        lock (_interrupting)
        {
            lock (_state)
            {
                _disposed = true;
                Dismiss();
            }

            Evict();
        }
    }

    /// <summary>
    /// Blocks until the counter differs from <paramref name="seen"/>, <see cref="IsInterrupted"/> says so, the time is up, or spuriously. May miss an interruption
    /// that comes just before it blocks, as long as it does not miss a later <see cref="WakeAll"/>.
    /// </summary>
    protected abstract void Block(ulong seen, long interruptions, TimeSpan timeout);

    /// <summary>Wakes what is blocked in <see cref="Block"/> at this moment.</summary>
    protected abstract void WakeAll();

    /// <summary>True if the wait for which so many interruptions were noted has been interrupted.</summary>
    protected bool IsInterrupted(long interruptions) => Volatile.Read(ref _interruptions) != interruptions;

    /// <summary>The shorter of two times.</summary>
    protected static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    // Also when the thread is interrupted while it waits for the lock: who makes waits return waits until all have left.
    private void Leave(long interruptions)
    {
        bool interrupted = false;
        while (!TryLeave(interruptions, ref interrupted))
        {
        }

        if (interrupted)
            Thread.CurrentThread.Interrupt();
    }

    private bool TryLeave(long interruptions, ref bool interrupted)
    {
        try
        {
            lock (_state)
            {
                if (interruptions == _interruptions)
                    _waiting--;
                else
                    _leaving--;
            }

            return true;
        }
        catch (ThreadInterruptedException)
        {
            interrupted = true;
            return false;
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
}
