using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads.Keyed;

/// <summary>What is done under keys, and compared in a table.</summary>
/// <param name="title">Title of the table.</param>
internal abstract class KeyedOperation(string title)
{
    /// <summary>Title of the table.</summary>
    public string Title { get; } = title;

    /// <summary>A contender that does this; null for one that cannot.</summary>
    public abstract Contender? Of(KeyedContender contender, KeySet keys);

    /// <summary>Throws unless a turn that returned this number did the right thing.</summary>
    public abstract void Check(KeyedContender contender, KeySet keys, int turn, long number);

    /// <summary>How long to measure it.</summary>
    public virtual Effort EffortOf(Effort effort, int count) => effort;
}
