using ShmStore.Benchmarks.Contenders;
using ShmStore.Benchmarks.Contenders.Keyed;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads.Keyed;

/// <summary>Objects under keys that hold none yet.</summary>
internal sealed class Inserting() : KeyedChange("insert")
{
    private static readonly Account[] Values = Rotation.Of<Account>();

    /// <inheritdoc/>
    public override Contender Of<TStore>(TStore store, KeySet keys) =>
        Contender.OfChange(TStore.Name, new Operation<TStore>(store, keys.Spare), OperationsAtMost(keys.Spare));

    /// <inheritdoc/>
    public override void Check(KeyedContender contender, KeySet keys, int turn, long number)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(number, 1, contender.Name);
        CodecContenders<Account>.Expect(contender.Name, Rotation.At(Values, turn), contender.Reader.Materialise(KeySet.At(keys.Spare, turn)));
    }

    private struct Operation<TStore>(TStore store, string[] keys) : IChange
        where TStore : struct, IKeyedStore
    {
        public long Run(int turn) => store.TryAdd(KeySet.At(keys, turn), Rotation.At(Values, turn)) ? 1 : 0;

        public void Undo(int turn)
        {
            if (!store.Remove(KeySet.At(keys, turn)))
                MissingKey.Throw(TStore.Name, KeySet.At(keys, turn));
        }
    }
}
