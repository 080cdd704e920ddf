using System.Diagnostics;
using System.Runtime.InteropServices;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads.Building;

/// <summary>How long reads took that took longest. On a machine that others use, a thread is stopped by the scheduler for milliseconds: what a read costs itself is the processor time of its thread.</summary>
/// <param name="Reads">How many were timed, all of them.</param>
/// <param name="LongestTime">The longest read by the clock, in milliseconds.</param>
/// <param name="SlowReads">How many took more than a millisecond by the clock.</param>
/// <param name="LongestWork">The longest by the processor time of the thread, which goes on while it waits for a lock by spinning, in a system call, and in a page fault; in milliseconds.</param>
internal sealed partial record ReadPauses(long Reads, double LongestTime, long SlowReads, double LongestWork)
{
    private const int Together = 64;
    private const int ThreadTime = 3;
    private const double Slow = 1;

    /// <summary>Reads objects at random until told to stop.</summary>
    /// <param name="store">The store.</param>
    /// <param name="count">How many objects there are now, from the first on.</param>
    /// <param name="stop">Whether to stop.</param>
    public static ReadPauses While(KeyedStore store, Func<int> count, Func<bool> stop)
    {
        Span<char> key = stackalloc char[KeyedStore.KeyLength];
        var random = new Random(1);
        var pauses = new ReadPauses(0, 0, 0, 0);
        double tick = 1e3 / Stopwatch.Frequency;
        while (!stop())
        {
            int objects = count();

            // Looked at around a few reads and around every one that is long, because looking costs more than a read.
            double work = WorkOfThread();
            for (int i = 0; i < Together; i++)
            {
                int number = random.Next(objects);
                KeyedStore.WriteKey(number, key);
                long start = Stopwatch.GetTimestamp();
                long delta = store.Accounts.TryGet(key, out SharedMapEntry<Account> entry) ? entry.Delta : throw new InvalidOperationException($"Object {number} of {objects} is missing.");
                double time = (Stopwatch.GetTimestamp() - start) * tick;
                ArgumentOutOfRangeException.ThrowIfNotEqual(delta, KeyedItems.DeltaOf(number));
                if (time > pauses.LongestTime)
                    pauses = pauses with { LongestTime = time };
                if (time > Slow)
                    pauses = pauses with { SlowReads = pauses.SlowReads + 1 };
            }

            pauses = pauses with { Reads = pauses.Reads + Together, LongestWork = Math.Max(pauses.LongestWork, WorkOfThread() - work) };
        }

        return pauses;
    }

    // Processor time of this thread, in milliseconds.
    private static double WorkOfThread()
    {
        _ = ReadClock(ThreadTime, out TimeSpec time);
        return (time.Seconds * 1e3) + (time.Nanoseconds / 1e6);
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ReadClock(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}
