using System.Diagnostics;

namespace ShmStore.Memory;

/// <summary>
/// Waits by looking at the counter between sleeps of 1 to 16 ms, where nothing better is to be had. All members are thread-safe.
/// </summary>
/// <param name="region">The region.</param>
/// <param name="counterOffset">Where the counter is.</param>
/// <param name="wakeOthers">What a signal does: wakes those who sleep in channels of another kind. Null where there are none.</param>
internal sealed unsafe class PollingWaitChannel(Region region, long counterOffset, Action? wakeOthers = null) : WaitChannel
{
    private static readonly TimeSpan ShortestSleep = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMilliseconds(16);

    private readonly object _sleep = new();

    /// <inheritdoc/>
    public override void Signal(ulong counter) => wakeOthers?.Invoke();

    /// <inheritdoc/>
    protected override void Block(ulong seen, long interruptions, TimeSpan timeout, CancellableWait? wait)
    {
        long start = Stopwatch.GetTimestamp();
        for (TimeSpan sleep = ShortestSleep; ReadCounter() == seen; sleep = Shorter(2 * sleep, LongestSleep))
        {
            lock (_sleep)
            {
                if (IsEnded(interruptions, wait) || Stopwatch.GetElapsedTime(start) is var elapsed && elapsed >= timeout)
                    return;

                // Whole milliseconds: less would not sleep at all.
                TimeSpan left = timeout - elapsed;
                Monitor.Wait(_sleep, left < ShortestSleep ? ShortestSleep : Shorter(left, sleep));
            }
        }
    }

    /// <inheritdoc/>
    protected override void WakeAll()
    {
        lock (_sleep)
            Monitor.PulseAll(_sleep);
    }

    /// <inheritdoc/>
    protected override void Wake(CancellableWait wait) => WakeAll();

    private ulong ReadCounter()
    {
        // The region may move as it grows; the counter is inside it at any time.
        ulong value = Volatile.Read(ref *(ulong*)(region.Origin + counterOffset));
        GC.KeepAlive(region);
        return value;
    }
}
