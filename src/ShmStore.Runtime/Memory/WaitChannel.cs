namespace ShmStore.Memory;

/// <summary>What all wait channels share: who is inside <see cref="Wait"/>, and interrupting them. All members are thread-safe.</summary>
internal abstract class WaitChannel : IWaitChannel
{
    private readonly Lock _state = new();
    private readonly Lock _interrupting = new();
    private int _generation;
    private int _waiting;
    private int _leaving;
    private bool _pending;
    private bool _disposed;

    /// <summary>Checks the arguments of <see cref="IRegionProvider.OpenWaitChannel"/>.</summary>
    public static void CheckCounter(Region region, long offset)
    {
        ObjectDisposedException.ThrowIf(region.IsDisposed, region);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNotEqual(offset % sizeof(ulong), 0, nameof(offset));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, region.Committed - sizeof(ulong));
    }

    /// <inheritdoc/>
    public abstract void Signal();

    /// <inheritdoc/>
    public void Wait(ulong seen)
    {
        int generation;
        lock (_state)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_pending)
            {
                _pending = false;
                return;
            }

            _waiting++;
            generation = _generation;
        }

        try
        {
            Block(seen, generation);
        }
        finally
        {
            lock (_state)
            {
                if (generation == _generation)
                    _waiting--;
                else
                    _leaving--;
            }
        }
    }

    /// <inheritdoc/>
    public void Interrupt()
    {
        lock (_interrupting)
        {
            lock (_state)
            {
                _pending = _waiting == 0;
                Dismiss();
            }

            Evict();
        }
    }

    /// <summary>Makes every blocked wait return; later ones throw <see cref="ObjectDisposedException"/>.</summary>
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
    /// Blocks until the counter differs from <paramref name="seen"/>, <see cref="IsInterrupted"/> says so, or spuriously. May miss an interruption
    /// that comes just before it blocks, as long as it does not miss a later <see cref="WakeAll"/>.
    /// </summary>
    protected abstract void Block(ulong seen, int generation);

    /// <summary>Wakes what is blocked in <see cref="Block"/> at this moment.</summary>
    protected abstract void WakeAll();

    /// <summary>True if the wait that began in this generation has been interrupted.</summary>
    protected bool IsInterrupted(int generation) => Volatile.Read(ref _generation) != generation;

    private void Dismiss()
    {
        _generation++;
        _leaving += _waiting;
        _waiting = 0;
    }

    // Between a waiter's look at the generation and its going to sleep, a wake-up finds nobody. So it is repeated until all of them have left.
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
