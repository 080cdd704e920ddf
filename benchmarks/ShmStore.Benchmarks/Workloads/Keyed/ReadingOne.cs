using ShmStore.Benchmarks.Contenders.Keyed;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads.Keyed;

/// <summary>One member under keys in random order: the processor may begin with the next while it waits for one.</summary>
internal sealed class ReadingOne() : KeyedReading("one member")
{
    /// <inheritdoc/>
    public override Contender Of<TReader>(TReader reader, KeySet keys) => Contender.Of(TReader.Name, new Operation<TReader>(reader, keys.Order));

    /// <inheritdoc/>
    public override void Check(KeyedContender contender, KeySet keys, int turn, long number) =>
        ArgumentOutOfRangeException.ThrowIfNotEqual(number, KeyedItems.DeltaOf(KeySet.At(keys.Order, turn)), contender.Name);

    private struct Operation<TReader>(TReader reader, string[] order) : IOperation
        where TReader : struct, IKeyedReader
    {
        public long Run(int turn) => reader.ReadDelta(KeySet.At(order, turn));
    }
}
