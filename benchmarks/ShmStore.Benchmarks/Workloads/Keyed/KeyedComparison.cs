using ShmStore.Benchmarks.Contenders.Keyed;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Reporting;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads.Keyed;

/// <summary>Contenders that hold the same objects at the same time.</summary>
/// <param name="keys">The keys of the objects.</param>
/// <param name="contenders">Who holds them; the dictionary among them.</param>
/// <param name="absent">Who is missing.</param>
internal sealed class KeyedComparison(KeySet keys, IReadOnlyList<KeyedContender> contenders, IReadOnlyList<AbsentContender> absent)
{
    // Redis is asked for a page of keys and then for their objects, in seconds for a million.
    private const int EnumeratedByRedisAtMost = 100_000;

    /// <summary>Measures an operation and makes its table.</summary>
    public Table TableOf(KeyedTable table, Effort effort)
    {
        KeyedOperation operation = table.Operation;
        var holders = contenders.ToDictionary(static contender => contender.Name);
        ILookup<bool, Contender> measured = contenders
            .Where(contender => TakesPart(contender, operation))
            .Select(contender => operation.Of(contender, keys))
            .OfType<Contender>()
            .ToLookup(static contender => contender.Name == RedisStore.Name);
        var comparison = new Comparison(
            $"{keys.Count:N0} objects: {operation.Title}",
            DictionaryStore.Name,
            [.. measured[false]])
        {
            Apart = [.. measured[true]],
            Targets = table.Targets,
            Check = (contender, turn, number) => operation.Check(holders[contender.Name], keys, turn, number),
            Absent = absent,
        };
        return ComparisonTable.Of(comparison, operation.EffortOf(effort, keys.Count));
    }

    /// <summary>Measures a way of reading, without a table and without ratios.</summary>
    public IReadOnlyList<Measurement> Measure(KeyedReading reading, Effort effort)
    {
        var holders = contenders.ToDictionary(static contender => contender.Name);
        return InterleavedRun.Measure(
            new Comparison(reading.Title, contenders[0].Name, [.. contenders.Select(contender => contender.Reading(reading, keys))])
            {
                Check = (contender, turn, number) => reading.Check(holders[contender.Name], keys, turn, number),
            },
            effort);
    }

    private bool TakesPart(KeyedContender contender, KeyedOperation operation) =>
        (operation is not Enumerating || contender.Name != RedisStore.Name || keys.Count <= EnumeratedByRedisAtMost)
        && (operation is Updating || contender.Name != ReplacingDictionary.Name);
}
