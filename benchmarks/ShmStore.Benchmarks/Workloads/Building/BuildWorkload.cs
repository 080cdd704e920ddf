using System.Diagnostics;
using System.Globalization;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Reporting;
using ShmStore.Benchmarks.Samples;
using ShmStore.Benchmarks.Workloads.Processes;

namespace ShmStore.Benchmarks.Workloads.Building;

/// <summary>A store that another process fills with ten million objects while this one reads: what it takes, and how long reads are held up.</summary>
internal sealed class BuildWorkload : IWorkload
{
    private const int Count = 10_000_000;
    private const int WarmUpPart = 100;
    private const double Mebi = 1 << 20;

    /// <inheritdoc/>
    public string Name => "build-10m";

    /// <inheritdoc/>
    public IEnumerable<Table> Run(Effort effort)
    {
        int count = Math.Min(Count, effort.ObjectsAtMost);
        using var file = new TemporaryFile();
        using var child = new ChildProcess("build", file.Name, count.ToString(CultureInfo.InvariantCulture));
        using KeyedStore store = KeyedStore.Open(file.Name);

        // Until the compiler has nothing left to do, also for what is done when the region has grown.
        ReadFor(store, 1, TimeSpan.FromSeconds(1));
        child.WriteLine("build");
        Task<string> built = Task.Run(child.ReadLine);
        int Present() => (int)Math.Max(1, store.Built.Value);
        ReadPauses.While(store, Present, () => Present() > count / WarmUpPart || built.IsCompleted);
        ReadPauses growing = ReadPauses.While(store, Present, () => built.IsCompleted);
        double[] sizes = [.. built.Result.Split(' ').Select(static number => double.Parse(number, CultureInfo.InvariantCulture))];
        (double region, double before, double after, double seconds) = (sizes[0], sizes[1], sizes[2], sizes[3]);
        ReadPauses replacing = ReadFor(store, count, effort.WatchTime);
        child.Dispose();
        ReadPauses quiet = ReadFor(store, count, effort.WatchTime);

        double payload = (double)count * (KeyedStore.KeyLength + store.Accounts["account:0000000"].GetRaw().Length);
        yield return new Table(
            $"{count:N0} objects in {seconds:0.0} s ({1e9 * seconds / count:0} ns each, making them included)",
            ["", "MB", "", "target"],
            [
                RowOf("keys and BSON", payload / Mebi, "", Verdict.None),
                RowOf("region", region / Mebi, $"{region / payload:0.000} ×", Verdict.AtMost(region / payload, 1.35, "× keys and BSON")),
                RowOf("managed heap before", before / Mebi, "", Verdict.None),
                RowOf("managed heap after", after / Mebi, "", Verdict.AtMost((after - before) / Mebi, 1, "MB more")),
            ]);
        yield return new Table(
            "reads beside it, in another process",
            ["", "reads", "longest, ms", "over 1 ms", "longest of the processor, ms", "target"],
            [
                RowOf("while it is built", growing, Verdict.AtMost(growing.LongestWork, 1, "ms")),
                RowOf("while objects are replaced", replacing, Verdict.None),
                RowOf("nobody writes", quiet, Verdict.None),
            ]);
    }

    private static ReadPauses ReadFor(KeyedStore store, int count, TimeSpan time)
    {
        long start = Stopwatch.GetTimestamp();
        return ReadPauses.While(store, () => count, () => Stopwatch.GetElapsedTime(start) >= time);
    }

    private static Row RowOf(string what, double megabytes, string ratio, Verdict verdict) =>
        new([what, megabytes.ToString("N1", CultureInfo.InvariantCulture), ratio, verdict.Text], verdict.FallsShort);

    private static Row RowOf(string when, ReadPauses pauses, Verdict verdict) => new(
        [
            when,
            pauses.Reads.ToString("N0", CultureInfo.InvariantCulture),
            pauses.LongestTime.ToString("0.000", CultureInfo.InvariantCulture),
            pauses.SlowReads.ToString("N0", CultureInfo.InvariantCulture),
            pauses.LongestWork.ToString("0.000", CultureInfo.InvariantCulture),
            verdict.Text,
        ],
        verdict.FallsShort);
}
