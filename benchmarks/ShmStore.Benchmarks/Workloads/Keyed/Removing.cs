using ShmStore.Benchmarks.Contenders.Keyed;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads.Keyed;

/// <summary>Objects taken away under keys in random order.</summary>
internal sealed class Removing() : KeyedChange("remove")
{
    /// <inheritdoc/>
    public override Contender Of<TStore>(TStore store, KeySet keys) =>
        Contender.OfChange(TStore.Name, new Operation<TStore>(store, keys.Removable), OperationsAtMost(keys.Removable));

    /// <inheritdoc/>
    public override void Check(KeyedContender contender, KeySet keys, int turn, long number) => ArgumentOutOfRangeException.ThrowIfNotEqual(number, 1, contender.Name);

    private struct Operation<TStore>(TStore store, string[] keys) : IChange
        where TStore : struct, IKeyedStore
    {
        public long Run(int turn) => store.Remove(KeySet.At(keys, turn)) ? 1 : 0;

        public void Undo(int turn)
        {
            string key = KeySet.At(keys, turn);
            if (!store.TryAdd(key, KeyedItems.ValueOf(key)))
                throw new InvalidOperationException($"'{TStore.Name}' still holds '{key}', which was removed.");
        }
    }
}
