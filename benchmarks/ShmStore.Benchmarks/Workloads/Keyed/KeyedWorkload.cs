using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Reporting;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads.Keyed;

/// <summary>Objects under keys; all contenders hold them at the same time.</summary>
/// <param name="name">Its name after <c>--only</c>.</param>
/// <param name="count">How many objects.</param>
/// <param name="tables">What is compared.</param>
internal sealed class KeyedWorkload(string name, int count, IReadOnlyList<KeyedTable> tables) : IWorkload
{
    // A batch begins by fetching what the others have put out of the caches: this is not to be most of it.
    private const int BatchLengthening = 4;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IEnumerable<Table> Run(Effort effort)
    {
        // What is only shown comes behind what is judged: with a million objects more in front of the store, removing from it was seen to take six times as long.
        using KeyedContenders contenders = new KeyedContenders(new KeySet(count)).AddDictionaries().AddMap().AddLmdb().AddFaster().AddReplacingDictionary().AddRedis();
        foreach (KeyedTable table in tables)
            yield return contenders.Compared.TableOf(table, effort with { BatchTime = effort.BatchTime * BatchLengthening });
    }
}
