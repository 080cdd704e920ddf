using ShmStore.Benchmarks.Contenders.Keyed;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads.Keyed;

/// <summary>A way of changing what is under keys. It is taken back after each batch, so that all batches meet the same objects.</summary>
/// <param name="title">Title of the table.</param>
internal abstract class KeyedChange(string title) : KeyedOperation(title)
{
    // What is changed in a batch is never as much as a quarter of the objects.
    private const int PartOfKeys = 4;

    /// <inheritdoc/>
    public sealed override Contender? Of(KeyedContender contender, KeySet keys) => contender.Changing(this, keys);

    /// <summary>A contender that makes this change.</summary>
    public abstract Contender Of<TStore>(TStore store, KeySet keys)
        where TStore : struct, IKeyedStore;

    /// <summary>How many changes a batch may make, each under another of these keys.</summary>
    protected static int OperationsAtMost(string[] keys) => keys.Length / PartOfKeys;
}
