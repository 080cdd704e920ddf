using ShmStore.Benchmarks.Contenders.Keyed;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads.Keyed;

/// <summary>One member under keys in random order, where the next key is known when the member is: nothing overlaps.</summary>
internal sealed class ReadingDependent() : KeyedReading("one member, the next key depends on it")
{
    /// <inheritdoc/>
    public override Contender Of<TReader>(TReader reader, KeySet keys) => Contender.Of(TReader.Name, new Operation<TReader>(reader, keys.Order));

    /// <inheritdoc/>
    public override void Check(KeyedContender contender, KeySet keys, int turn, long number) =>
        ArgumentOutOfRangeException.ThrowIfNotEqual(number, KeyedItems.DeltaOf(KeySet.At(keys.Order, turn)), contender.Name);

    private struct Operation<TReader>(TReader reader, string[] order) : IOperation
        where TReader : struct, IKeyedReader
    {
        private int _skipped;

        public long Run(int turn)
        {
            long delta = reader.ReadDelta(KeySet.At(order, turn + _skipped));

            // Always 0, which only the objects know.
            _skipped += (int)(delta >>> 63);
            return delta;
        }
    }
}
