using System.Diagnostics;
using System.Globalization;
using ShmStore.Benchmarks.Contenders.Keyed;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Reporting;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads.Keyed;

/// <summary>From nothing to the first object that is read, where the objects are there already: a gigabyte of them, and a few.</summary>
internal sealed class AttachWorkload : IWorkload
{
    private const int Count = 4_000_000;
    private const int FewCount = 1_000;
    private const int Loads = 3;
    private const int Attachments = 101;
    private const double MicrosecondsAtMost = 100;
    private const double RatioAtMost = 0.001;

    // Until the compiler has optimised what is done again and again.
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(1);

    private static readonly string[] Columns = ["attached by", "the first time, µs", "again, µs", "target"];

    /// <inheritdoc/>
    public string Name => "attach";

    /// <inheritdoc/>
    public IEnumerable<Table> Run(Effort effort)
    {
        int count = Math.Min(Count, effort.ObjectsAtMost);
        using var map = new ShmStoreMap(KeyedItems.Of(count));
        using var few = new ShmStoreMap(KeyedItems.Of(FewCount));
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "accounts");
        AccountFile.Write(file, KeyedItems.Of(count));
        string key = KeyedItems.KeyOf(count / 2);
        long expected = KeyedItems.DeltaOf(key);
        Attached load = Attached.Of(Loads, () => Load(file, count, key), expected);
        Attached open = Attached.Of(Attachments, () => Open(map.FileName, key), expected);
        string keyOfFew = KeyedItems.KeyOf(FewCount / 2);
        Attached openFew = Attached.Of(Attachments, () => Open(few.FileName, keyOfFew), KeyedItems.DeltaOf(keyOfFew));
        yield return new Table(
            $"{count:N0} objects, {new FileInfo(file).Length >> 20:N0} MB as bytes: attach and read one member",
            Columns,
            [
                RowOf("ConcurrentDictionary, loaded from a file", load, Verdict.None),
                RowOf(
                    ShmStoreMap.Name,
                    open,
                    Verdict.All([OfTime(open), Verdict.AtMost(open.Again / load.Again, RatioAtMost, "× loading")])),

                // After the other, so its first time finds all compiled.
                RowOf($"{ShmStoreMap.Name}, {FewCount:N0} objects", openFew, OfTime(openFew)),
            ]);
    }

    private static Verdict OfTime(Attached attached) => Verdict.AtMost(attached.Again.TotalMicroseconds, MicrosecondsAtMost, "µs again");

    private static long Open(string file, string key)
    {
        using KeyedStore store = KeyedStore.Open(file);
        return store.Accounts[key].Delta;
    }

    private static long Load(string file, int count, string key)
    {
        using var dictionary = new DictionaryStore(AccountFile.Read(file), count);
        return dictionary.ReadDelta(key);
    }

    private static Row RowOf(string name, Attached attached, Verdict verdict) =>
        new([name, Microseconds(attached.First), Microseconds(attached.Again), verdict.Text], verdict.FallsShort);

    private static string Microseconds(TimeSpan time) => time.TotalMicroseconds.ToString(time.TotalMicroseconds < 1000 ? "0.0" : "N0", CultureInfo.InvariantCulture);

    /// <summary>How long attaching takes.</summary>
    /// <param name="First">The first time in this process.</param>
    /// <param name="Again">Later: the median.</param>
    private sealed record Attached(TimeSpan First, TimeSpan Again)
    {
        public static Attached Of(int times, Func<long> attach, long expected)
        {
            TimeSpan first = Time(attach, expected);
            for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < WarmUpTime;)
                Time(attach, expected);
            TimeSpan[] again = [.. Enumerable.Range(0, times).Select(_ => Time(attach, expected)).Order()];
            return new Attached(first, Quantiles.At<TimeSpan>(again, 0.5));
        }

        private static TimeSpan Time(Func<long> attach, long expected)
        {
            long start = Stopwatch.GetTimestamp();
            long delta = attach();
            TimeSpan time = Stopwatch.GetElapsedTime(start);
            ArgumentOutOfRangeException.ThrowIfNotEqual(delta, expected);
            return time;
        }
    }
}
