using System.Diagnostics;
using ShmStore.Benchmarks.Measuring;

namespace ShmStore.Benchmarks.Samples;

/// <summary>Writing and reading as fast as possible.</summary>
internal static class FullSpeed
{
    private const int SetsBetweenLooks = 64;
    private const int ReadsBetweenLooks = 256;

    /// <summary>Sets rotating values until it is stopped, on the processor beside the one that measures.</summary>
    public static void Write(BenchmarkStore.Writer writer, CancellationToken stop)
    {
        PinnedThread.Pin(PinnedThread.Beside);
        Account[] values = Rotation.Of<Account>();
        MutableAccount[] mutable = [.. values.Select(MutableAccount.From)];
        for (int turn = 0; !stop.IsCancellationRequested; turn++)
        {
            for (int set = 0; set < SetsBetweenLooks; set++)
            {
                writer.Account.Set(Rotation.At(values, set));
                writer.Mutable.Set(Rotation.At(mutable, set));
            }
        }
    }

    /// <summary>Reads an object until a time stamp of <see cref="Stopwatch"/>. How many times it did.</summary>
    public static long Read(SharedEntry<MutableAccount> entry, long end)
    {
        long reads = 0;
        for (; Stopwatch.GetTimestamp() < end; reads += ReadsBetweenLooks)
        {
            for (int read = 0; read < ReadsBetweenLooks; read++)
                Sink.Keep(entry.Value);
        }

        return reads;
    }

    /// <summary>The time stamp of <see cref="Stopwatch"/> that is so much later than now.</summary>
    public static long After(TimeSpan time) => Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);

    /// <summary>Whether the members of a value belong together: all are made of one number.</summary>
    public static bool IsWhole(MutableAccount value) =>
        value.Level == value.Rank * 3 && value.Count == value.Rank + 1000 && value.Delta == value.Rank * 1_000_003L && value.Name[^1] == '0' + value.Rank && value.Note[^1] == '0' + value.Rank;
}
