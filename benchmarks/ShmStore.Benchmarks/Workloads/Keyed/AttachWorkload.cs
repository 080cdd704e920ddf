using System.Diagnostics;
using System.Globalization;
using ShmStore.Benchmarks.Contenders.Keyed;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Reporting;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads.Keyed;

/// <summary>From nothing to the first object that is read, where the objects are there already: a gigabyte of them.</summary>
internal sealed class AttachWorkload : IWorkload
{
    private const int Count = 4_000_000;
    private const int Loads = 3;

    private static readonly string[] Columns = ["attached by", "the first time, µs", "again, µs", "target"];

    /// <inheritdoc/>
    public string Name => "attach";

    /// <inheritdoc/>
    public IEnumerable<Table> Run(Effort effort)
    {
        int count = Math.Min(Count, effort.ObjectsAtMost);
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "accounts");
        AccountFile.Write(file, KeyedItems.Of(count));
        string key = KeyedItems.KeyOf(count / 2);
        yield return new Table(
            $"{count:N0} objects, {new FileInfo(file).Length >> 20:N0} MB as bytes: attach and read one member",
            Columns,
            [RowOf("ConcurrentDictionary, loaded from a file", Loads, () => Load(file, count, key), KeyedItems.DeltaOf(key), Verdict.None)]);
    }

    private static long Load(string file, int count, string key)
    {
        using var dictionary = new DictionaryStore(AccountFile.Read(file), count);
        return dictionary.ReadDelta(key);
    }

    private static Row RowOf(string name, int times, Func<long> attach, long expected, Verdict verdict)
    {
        double[] samples = [.. Enumerable.Range(0, times).Select(_ => Time(name, attach, expected))];
        double[] again = [.. samples.Skip(1).Order()];
        return new Row([name, Microseconds(samples[0]), Microseconds(Quantiles.At<double>(again, 0.5)), verdict.Text], verdict.FallsShort);
    }

    private static double Time(string name, Func<long> attach, long expected)
    {
        long start = Stopwatch.GetTimestamp();
        long delta = attach();
        double time = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        ArgumentOutOfRangeException.ThrowIfNotEqual(delta, expected, name);
        return time;
    }

    private static string Microseconds(double value) => value.ToString(value < 1000 ? "0.0" : "N0", CultureInfo.InvariantCulture);
}
