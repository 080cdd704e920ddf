namespace ShmStore.Memory;

/// <summary>
/// Waits by looking at the counter between sleeps of 1 to 16 ms, where nothing better is to be had. <see cref="Signal"/> does nothing. All members are thread-safe.
/// </summary>
internal sealed unsafe class PollingWaitChannel(Region region, long counterOffset) : WaitChannel
{
    private const int LongestSleep = 16;

    private readonly object _sleep = new();

    /// <inheritdoc/>
    public override void Signal()
    {
    }

    /// <inheritdoc/>
    protected override void Block(ulong seen, int generation)
    {
        for (int sleep = 1; ReadCounter() == seen; sleep = Math.Min(2 * sleep, LongestSleep))
        {
            lock (_sleep)
            {
                if (IsInterrupted(generation))
                    return;
                Monitor.Wait(_sleep, sleep);
            }
        }
    }

    /// <inheritdoc/>
    protected override void WakeAll()
    {
        lock (_sleep)
            Monitor.PulseAll(_sleep);
    }

    private ulong ReadCounter()
    {
        // The region may move as it grows; the counter is inside it at any time.
        ulong value = Volatile.Read(ref *(ulong*)(region.Origin + counterOffset));
        GC.KeepAlive(region);
        return value;
    }
}
