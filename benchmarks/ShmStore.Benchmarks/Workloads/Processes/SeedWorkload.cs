using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using ShmStore.Benchmarks.Contenders.Keyed;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Reporting;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads.Processes;

/// <summary>The JavaScript library <c>shm-store</c> in a worker thread of Node, beside this project's map: an object by its key, materialised.</summary>
internal sealed class SeedWorkload : IWorkload
{
    private const int Count = 1000;
    private const int WarmUpRounds = 8;
    private const int Rounds = 21;
    private const int ReadsBetweenLooks = 64;
    private const double TimesAtLeast = 20;
    private const string Seed = "npm shm-store in Node";
    private const string Node = "node";

    private static readonly string[] Columns = ["read by", "ns/op", "ratio", "spread", "target"];
    private static readonly TimeSpan RoundTime = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    public string Name => "seed";

    // Where the interop tests have installed the package.
    private static string PackageFolder => typeof(SeedWorkload).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "NodeFolder").Value!;

    /// <inheritdoc/>
    public IEnumerable<Table> Run(Effort effort)
    {
        if (!Directory.Exists(Path.Combine(PackageFolder, "node_modules", "shm-store")))
        {
            yield return Table.Skipped($"{Seed} is absent: install it by npm ci --prefix tests/ShmStore.Interop.Tests/node");
            yield break;
        }

        var keys = new KeySet(Count);
        using IKeyedStore map = new ShmStoreMap(keys.Items);
        using var folder = new TemporaryFolder();
        using ChildProcess node = Start(keys, folder.Path);
        var own = new RoundFigures(Rounds);
        var seed = new RoundFigures(Rounds);
        for (int round = -WarmUpRounds; round < Rounds; round++)
        {
            own.Note(round, Measure((ShmStoreMap)map, keys));
            node.WriteLine("go");
            seed.Note(round, double.Parse(node.ReadLine().Split(' ')[0], CultureInfo.InvariantCulture));
        }

        double times = seed.Median / own.Median;
        yield return new Table(
            $"{Count:N0} objects: one by its key, materialised (ratio to: {ShmStoreMap.Name})",
            Columns,
            [RowOf(ShmStoreMap.Name, own, 1, Verdict.AtLeast(times, TimesAtLeast, $"times as fast as {Seed}")), RowOf(Seed, seed, times, Verdict.None)]);
    }

    private static ChildProcess Start(KeySet keys, string folder)
    {
        SharedObjectStore packed = SharedObjectStore.FromObjects(keys.Items.Select(static item => KeyValuePair.Create(item.Key, SharedObject.FromObject(item.Value))));
        string buffer = Path.Combine(folder, "buffer");
        string map = Path.Combine(folder, "map.json");
        File.WriteAllBytes(buffer, packed.SharedMemory.Span);
        File.WriteAllText(map, packed.GetMemoryMap().ToJson());
        return ChildProcess.Start(Node, Path.Combine(PackageFolder, "measure.mjs"), buffer, map);
    }

    private static double Measure(ShmStoreMap map, KeySet keys)
    {
        int turns = 0;
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < RoundTime)
        {
            for (int read = 0; read < ReadsBetweenLooks; read++)
                Sink.Keep(map.Materialise(KeySet.At(keys.Order, turns++)));
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / turns;
    }

    private static Row RowOf(string name, RoundFigures figures, double ratio, Verdict verdict) => new(
        [name, figures.Median.ToString("0.0", CultureInfo.InvariantCulture), ratio.ToString("0.0", CultureInfo.InvariantCulture), figures.Spread, verdict.Text],
        verdict.FallsShort);
}
