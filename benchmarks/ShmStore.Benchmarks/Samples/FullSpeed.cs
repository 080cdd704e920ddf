using ShmStore.Benchmarks.Measuring;

namespace ShmStore.Benchmarks.Samples;

/// <summary>Writing as fast as possible, on the processor beside the one that measures.</summary>
internal static class FullSpeed
{
    private const int SetsBetweenLooks = 64;

    /// <summary>Sets rotating values until it is stopped.</summary>
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

    /// <summary>Whether the members of a value belong together: all are made of one number.</summary>
    public static bool IsWhole(MutableAccount value) =>
        value.Level == value.Rank * 3 && value.Count == value.Rank + 1000 && value.Delta == value.Rank * 1_000_003L && value.Name[^1] == '0' + value.Rank && value.Note[^1] == '0' + value.Rank;
}
