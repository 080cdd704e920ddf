using ShmStore.Benchmarks.Contenders.Keyed;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads.Keyed;

/// <summary>Something that holds the objects of a workload.</summary>
/// <param name="name">Its name in the tables.</param>
internal abstract class KeyedContender(string name) : IDisposable
{
    /// <summary>Its name in the tables.</summary>
    public string Name { get; } = name;

    /// <summary>Reads it to check what an operation did.</summary>
    public abstract IKeyedReader Reader { get; }

    /// <summary>Something that can only be read.</summary>
    public static KeyedContender OfReader<TReader>(TReader reader)
        where TReader : struct, IKeyedReader => new ReaderContender<TReader>(reader);

    /// <summary>Something that can be read and changed.</summary>
    public static KeyedContender Of<TStore>(TStore store)
        where TStore : struct, IKeyedStore => new StoreContender<TStore>(store);

    /// <summary>Reads it in this way.</summary>
    public abstract Contender Reading(KeyedReading reading, KeySet keys);

    /// <summary>Changes it in this way; null when it cannot be changed.</summary>
    public abstract Contender? Changing(KeyedChange change, KeySet keys);

    /// <inheritdoc/>
    public void Dispose() => Reader.Dispose();

    private class ReaderContender<TReader>(TReader reader) : KeyedContender(TReader.Name)
        where TReader : struct, IKeyedReader
    {
        public sealed override IKeyedReader Reader { get; } = reader;

        public sealed override Contender Reading(KeyedReading reading, KeySet keys) => reading.Of((TReader)Reader, keys);

        public override Contender? Changing(KeyedChange change, KeySet keys) => null;
    }

    private sealed class StoreContender<TStore>(TStore store) : ReaderContender<TStore>(store)
        where TStore : struct, IKeyedStore
    {
        public override Contender Changing(KeyedChange change, KeySet keys) => change.Of((TStore)Reader, keys);
    }
}
