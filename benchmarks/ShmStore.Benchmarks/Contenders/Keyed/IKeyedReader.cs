using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Contenders.Keyed;

/// <summary>
/// Something that holds objects under keys and reads them. Implemented by structs, so that the loop around an operation is compiled for it. For one thread; every method throws
/// <see cref="KeyNotFoundException"/> for a key that is not held.
/// </summary>
internal interface IKeyedReader : IDisposable
{
    /// <summary>The library, and how it is used.</summary>
    static abstract string Name { get; }

    /// <summary>One member of the object under a key, by the cheapest way there is.</summary>
    long ReadDelta(string key);

    /// <summary>The sum of the member over several keys, by the cheapest way to ask for several.</summary>
    long ReadDeltas(ReadOnlySpan<string> keys);

    /// <summary>An object of one's own with what is held under a key.</summary>
    Account Materialise(string key);

    /// <summary>The sum of the member over all objects.</summary>
    long SumDeltas();
}
