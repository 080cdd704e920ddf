using ShmStore.Benchmarks.Contenders.Keyed;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads.Keyed;

/// <summary>One member under several keys in one call.</summary>
internal sealed class ReadingMany() : KeyedReading("one member, 16 keys a call, for each key")
{
    private const int KeysPerCall = 16;

    /// <inheritdoc/>
    public override Contender Of<TReader>(TReader reader, KeySet keys) => Contender.Of(TReader.Name, new Operation<TReader>(reader, keys.Order), KeysPerCall);

    /// <inheritdoc/>
    public override void Check(KeyedContender contender, KeySet keys, int turn, long number) =>
        ArgumentOutOfRangeException.ThrowIfNotEqual(number, Keys(keys.Order, turn).ToArray().Sum(KeyedItems.DeltaOf), contender.Name);

    private static ReadOnlySpan<string> Keys(string[] order, int turn) => order.AsSpan((turn * KeysPerCall) & (order.Length - 1), KeysPerCall);

    private struct Operation<TReader>(TReader reader, string[] order) : IOperation
        where TReader : struct, IKeyedReader
    {
        public long Run(int turn) => reader.ReadDeltas(Keys(order, turn));
    }
}
