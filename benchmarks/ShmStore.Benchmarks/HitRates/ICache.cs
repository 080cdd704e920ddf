namespace ShmStore.Benchmarks.HitRates;

/// <summary>A cache of a fixed number of entries, as a program uses it: what is not found is made and put in.</summary>
internal interface ICache : IDisposable
{
    /// <summary>What it is.</summary>
    string Name { get; }

    /// <summary>Looks a key up, and sets it if it is not there.</summary>
    /// <returns>Whether it was there.</returns>
    bool Request(string key);
}
