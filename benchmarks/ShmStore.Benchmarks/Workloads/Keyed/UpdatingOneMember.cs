using ShmStore.Benchmarks.Contenders;
using ShmStore.Benchmarks.Contenders.Keyed;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads.Keyed;

/// <summary>Another value of one member of objects under keys in random order; a dictionary gets a copy with it, since its objects do not change under those who read them.</summary>
internal sealed class UpdatingOneMember() : KeyedChange("update one member")
{
    /// <inheritdoc/>
    public override Contender Of<TStore>(TStore store, KeySet keys) =>
        Contender.OfChange(TStore.Name, new Operation<TStore>(store, keys.Order), keys.Order.Length);

    /// <inheritdoc/>
    public override void Check(KeyedContender contender, KeySet keys, int turn, long number)
    {
        string key = KeySet.At(keys.Order, turn);
        CodecContenders<Account>.Expect(contender.Name, KeyedItems.ValueOf(key) with { Delta = turn }, contender.Reader.Materialise(key));
    }

    private struct Operation<TStore>(TStore store, string[] keys) : IChange
        where TStore : struct, IKeyedStore
    {
        public long Run(int turn)
        {
            store.SetDelta(KeySet.At(keys, turn), turn);
            return 0;
        }

        public void Undo(int turn)
        {
            string key = KeySet.At(keys, turn);
            store.SetDelta(key, KeyedItems.DeltaOf(key));
        }
    }
}
