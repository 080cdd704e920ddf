using ShmStore.Benchmarks.Contenders.Keyed;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads.Keyed;

/// <summary>Contenders with the objects of a workload in them.</summary>
/// <param name="keys">The keys of the objects.</param>
internal sealed class KeyedContenders(KeySet keys) : IDisposable
{
    private readonly List<KeyedContender> _present = [];
    private readonly List<AbsentContender> _absent = [];

    /// <summary>Compares them.</summary>
    public KeyedComparison Compared => new(keys, _present, _absent);

    /// <summary>Adds this project's map.</summary>
    public KeyedContenders AddMap() => Add(new ShmStoreMap(keys.Items));

    /// <summary>Adds the dictionary.</summary>
    public KeyedContenders AddDictionary() => Add(new DictionaryStore(keys.Items, keys.Count));

    /// <summary>Adds the dictionary, and the frozen one with the same objects.</summary>
    public KeyedContenders AddDictionaries()
    {
        var dictionary = new DictionaryStore(keys.Items, keys.Count);
        Add(dictionary);
        _present.Add(KeyedContender.OfReader(new FrozenReader(dictionary.Objects)));
        return this;
    }

    /// <summary>Adds the dictionary that stores references alone, which only updates differ in.</summary>
    public KeyedContenders AddReplacingDictionary() => Add(new ReplacingDictionary(keys.Items, keys.Count));

    /// <summary>Adds FASTER.</summary>
    public KeyedContenders AddFaster() => Add(new FasterStore(keys.Items, keys.Count));

    /// <summary>Adds LMDB where there is its library.</summary>
    public KeyedContenders AddLmdb() => AddUnless(LmdbLibrary.Absence, () => new LmdbStore(keys.Items));

    /// <summary>Adds Redis where there is a server.</summary>
    public KeyedContenders AddRedis() => AddUnless(RedisServer.Absence, () => new RedisStore(keys.Items));

    /// <summary>Compares them, with others beside them.</summary>
    public KeyedComparison ComparedWith(KeyedContenders others) => new(keys, [.. _present, .. others._present], [.. _absent, .. others._absent]);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (KeyedContender contender in _present)
            contender.Dispose();
    }

    private KeyedContenders AddUnless<TStore>(string? absence, Func<TStore> create)
        where TStore : struct, IKeyedStore
    {
        if (absence is null)
            return Add(create());
        _absent.Add(new AbsentContender(TStore.Name, absence));
        return this;
    }

    private KeyedContenders Add<TStore>(TStore store)
        where TStore : struct, IKeyedStore
    {
        _present.Add(KeyedContender.Of(store));
        return this;
    }
}
