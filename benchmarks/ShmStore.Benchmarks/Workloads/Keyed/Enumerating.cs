using ShmStore.Benchmarks.Contenders.Keyed;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads.Keyed;

/// <summary>One member of each object, from the first to the last.</summary>
internal sealed class Enumerating() : KeyedReading("enumerate, for each object")
{
    private const int ObjectsOfFullEffort = 1000;
    private const int RoundsAtLeast = 5;

    /// <inheritdoc/>
    public override Contender Of<TReader>(TReader reader, KeySet keys) =>
        Contender.Of(TReader.Name, new Operation<TReader>(reader), unitsPerOperation: keys.Count, operationsAtMost: 1);

    /// <inheritdoc/>
    public override void Check(KeyedContender contender, KeySet keys, int turn, long number) =>
        ArgumentOutOfRangeException.ThrowIfNotEqual(number, KeyedItems.SumOfDeltas(keys.Count), contender.Name);

    /// <inheritdoc/>
    public override Effort EffortOf(Effort effort, int count) =>
        effort with { Rounds = Math.Max(RoundsAtLeast, (int)((long)effort.Rounds * ObjectsOfFullEffort / count)) };

    private struct Operation<TReader>(TReader reader) : IOperation
        where TReader : struct, IKeyedReader
    {
        public long Run(int turn) => reader.SumDeltas();
    }
}
