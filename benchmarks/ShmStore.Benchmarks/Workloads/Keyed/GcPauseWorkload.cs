using System.Globalization;
using ShmStore.Benchmarks.Contenders.Keyed;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Reporting;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads.Keyed;

/// <summary>How long a full collection stops the process while objects are held; one contender at a time, with nothing else on the heap.</summary>
internal sealed class GcPauseWorkload : IWorkload
{
    private const int Count = 10_000_000;

    private const double MillisecondsAtMost = 0.5;
    private const double RatioAtMost = 0.001;

    private static readonly string[] Columns = ["held by", "pause, ms", "heap, MB", "ratio", "target"];

    /// <inheritdoc/>
    public string Name => "gc-pause";

    /// <inheritdoc/>
    public IEnumerable<Table> Run(Effort effort)
    {
        int count = Math.Min(Count, effort.ObjectsAtMost);
        FullCollection nothing = FullCollection.While(static () => null);
        FullCollection map = FullCollection.While(() => new ShmStoreMap(KeyedItems.Of(count)));
        FullCollection dictionary = FullCollection.While(() => new DictionaryStore(KeyedItems.Of(count), count));
        yield return new Table(
            $"{count:N0} objects: pause of a full blocking collection (ratio to: {DictionaryStore.Name})",
            Columns,
            [
                RowOf("nothing", nothing, dictionary, Verdict.None),
                RowOf(DictionaryStore.Name, dictionary, dictionary, Verdict.None),
                RowOf(ShmStoreMap.Name, map, dictionary, VerdictOn(map, dictionary, count)),
                RowUnless(LmdbStore.Name, LmdbLibrary.Absence, () => new LmdbStore(KeyedItems.Of(count)), dictionary),
                RowOf(FasterStore.Name, FullCollection.While(() => new FasterStore(KeyedItems.Of(count), count)), dictionary, Verdict.None),
            ]);
    }

    // A collection takes a while even with nothing on the heap: with fewer objects than that, the ratio says nothing.
    private static Verdict VerdictOn(FullCollection map, FullCollection dictionary, int count)
    {
        var pause = Verdict.AtMost(map.Pause.TotalMilliseconds, MillisecondsAtMost, "ms");
        return count < Count ? pause : Verdict.All([pause, Verdict.AtMost(map.Pause / dictionary.Pause, RatioAtMost, $"× {DictionaryStore.Name}")]);
    }

    private static Row RowUnless(string name, string? absence, Func<IDisposable> hold, FullCollection dictionary) =>
        absence is null ? RowOf(name, FullCollection.While(hold), dictionary, Verdict.None) : new Row([name, "", "", "", $"absent: {absence}"], FallsShort: false);

    private static Row RowOf(string name, FullCollection collection, FullCollection dictionary, Verdict verdict) => new(
        [
            name,
            collection.Pause.TotalMilliseconds.ToString("0.000", CultureInfo.InvariantCulture),
            (collection.HeapBytes >> 20).ToString("N0", CultureInfo.InvariantCulture),
            (collection.Pause / dictionary.Pause).ToString("0.0000", CultureInfo.InvariantCulture),
            verdict.Text,
        ],
        verdict.FallsShort);
}
