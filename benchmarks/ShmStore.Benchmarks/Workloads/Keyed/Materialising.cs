using ShmStore.Benchmarks.Contenders;
using ShmStore.Benchmarks.Contenders.Keyed;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads.Keyed;

/// <summary>An object of one's own with what is under keys in random order; a dictionary copies its object.</summary>
internal sealed class Materialising() : KeyedReading("materialise")
{
    /// <inheritdoc/>
    public override Contender Of<TReader>(TReader reader, KeySet keys) => Contender.Of(TReader.Name, new Operation<TReader>(reader, keys.Order));

    /// <inheritdoc/>
    public override void Check(KeyedContender contender, KeySet keys, int turn, long number) =>
        CodecContenders<Account>.Expect(contender.Name, KeyedItems.ValueOf(KeySet.At(keys.Order, turn)), (Account)Sink.Kept!);

    private struct Operation<TReader>(TReader reader, string[] order) : IOperation
        where TReader : struct, IKeyedReader
    {
        public long Run(int turn) => Sink.Keep(reader.Materialise(KeySet.At(order, turn)));
    }
}
