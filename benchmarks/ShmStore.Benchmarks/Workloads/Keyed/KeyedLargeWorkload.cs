using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Reporting;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads.Keyed;

/// <summary>Ten million objects under keys: the dictionaries, which share their objects, this project's map and one other contender at a time, because not all fit into memory together.</summary>
internal sealed class KeyedLargeWorkload : IWorkload
{
    private const int Count = 10_000_000;

    private static readonly Func<KeyedContenders, KeyedContenders>[] Others =
    [
        static contenders => contenders.AddLmdb(),
        static contenders => contenders.AddFaster(),
    ];

    /// <inheritdoc/>
    public string Name => "keyed-10m";

    /// <inheritdoc/>
    public IEnumerable<Table> Run(Effort effort)
    {
        if (effort.ObjectsAtMost < Count)
        {
            yield return Table.Skipped($"{Count:N0} objects: skipped, --quick holds {effort.ObjectsAtMost:N0} at most");
            yield break;
        }

        var keys = new KeySet(Count);
        using KeyedContenders held = new KeyedContenders(keys).AddDictionaries().AddMap();
        foreach (Func<KeyedContenders, KeyedContenders> add in Others)
        {
            using KeyedContenders other = add(new KeyedContenders(keys));
            foreach (KeyedTable table in KeyedTables.TenMillion)
                yield return held.ComparedWith(other).TableOf(table, effort);
        }
    }
}
