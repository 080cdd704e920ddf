using ShmStore.Benchmarks.Contenders.Keyed;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads.Keyed;

/// <summary>A way of reading under keys.</summary>
/// <param name="title">Title of the table.</param>
internal abstract class KeyedReading(string title) : KeyedOperation(title)
{
    /// <inheritdoc/>
    public sealed override Contender Of(KeyedContender contender, KeySet keys) => contender.Reading(this, keys);

    /// <summary>A contender that reads in this way.</summary>
    public abstract Contender Of<TReader>(TReader reader, KeySet keys)
        where TReader : struct, IKeyedReader;
}
