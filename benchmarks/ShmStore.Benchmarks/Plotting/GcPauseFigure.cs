using ShmStore.Benchmarks.Contenders.Keyed;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Samples;
using ShmStore.Benchmarks.Workloads.Keyed;

namespace ShmStore.Benchmarks.Plotting;

/// <summary>The pause of a full collection, against the objects that are held.</summary>
internal sealed class GcPauseFigure : IFigure
{
    private static readonly int[] Counts = [1_000, 10_000, 100_000, 1_000_000, 10_000_000];

    /// <inheritdoc/>
    public IEnumerable<Chart> Draw(Effort effort)
    {
        int[] counts = [.. Counts.Where(count => count <= effort.ObjectsAtMost)];
        return
        [
            new Chart("gc-pause", "Pause of a full blocking collection", "objects held", "ms",
            [
                new Series(ShmStoreMap.Name, [.. counts.Select(static count => (count, Pause(() => new ShmStoreMap(KeyedItems.Of(count)))))]),
                new Series(DictionaryStore.Name, [.. counts.Select(static count => (count, Pause(() => new DictionaryStore(KeyedItems.Of(count), count))))]),
            ]),
        ];
    }

    private static double Pause(Func<IDisposable> hold) => FullCollection.While(hold).Pause.TotalMilliseconds;
}
