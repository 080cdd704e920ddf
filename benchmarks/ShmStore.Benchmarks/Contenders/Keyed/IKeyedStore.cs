using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Contenders.Keyed;

/// <summary>Something that holds objects under keys and can be changed. What is given is copied: whoever gives it may change it.</summary>
internal interface IKeyedStore : IKeyedReader
{
    /// <summary>Puts an object under a key, in the place of what is there.</summary>
    void Set(string key, Account value);

    /// <summary>Changes the member that is read of the object under a key, and nothing else of it.</summary>
    void SetDelta(string key, long delta);

    /// <summary>Puts an object under a key that holds none.</summary>
    /// <returns>Whether it did.</returns>
    bool TryAdd(string key, Account value);

    /// <summary>Takes away what is under a key.</summary>
    /// <returns>Whether there was something.</returns>
    bool Remove(string key);
}
