using ShmStore.Benchmarks.Contenders;
using ShmStore.Benchmarks.Contenders.Keyed;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads.Keyed;

/// <summary>Another object under keys in random order; a dictionary gets a copy, as it keeps what it gets, but for the one that stores references alone.</summary>
internal sealed class Updating() : KeyedChange("update the whole object")
{
    private static readonly Account[] Values = Rotation.Of<Account>();

    /// <inheritdoc/>
    public override Contender Of<TStore>(TStore store, KeySet keys) =>
        Contender.OfChange(TStore.Name, new Operation<TStore>(store, keys.Order), keys.Order.Length);

    /// <inheritdoc/>
    public override void Check(KeyedContender contender, KeySet keys, int turn, long number) =>
        CodecContenders<Account>.Expect(contender.Name, Rotation.At(Values, turn), contender.Reader.Materialise(KeySet.At(keys.Order, turn)));

    private struct Operation<TStore>(TStore store, string[] keys) : IChange
        where TStore : struct, IKeyedStore
    {
        public long Run(int turn)
        {
            store.Set(KeySet.At(keys, turn), Rotation.At(Values, turn));
            return 0;
        }

        public void Undo(int turn)
        {
            string key = KeySet.At(keys, turn);
            store.Set(key, KeyedItems.ValueOf(key));
        }
    }
}
