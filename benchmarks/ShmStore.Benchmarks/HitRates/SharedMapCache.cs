using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.HitRates;

/// <summary>A map with bounds; looked up in a reader, set by one of its writers after the other.</summary>
internal sealed class SharedMapCache : ICache
{
    private static readonly Position Value = Position.Create(1);

    private readonly TemporaryFile _file = new();
    private readonly CacheStore.Writer[] _writers;
    private readonly CacheStore _reader;
    private int _turn;

    /// <summary>A cache of so many entries.</summary>
    /// <param name="entries">How many.</param>
    /// <param name="writers">How many writers it has.</param>
    public SharedMapCache(int entries, int writers)
    {
        var options = new StoreOptions { Writers = writers == 1 ? WriterMode.Exclusive : WriterMode.Several };
        _writers = [.. Enumerable.Range(0, writers).Select(_ => CacheStore.CreateWriter(_file.Name, options))];
        foreach (CacheStore.Writer writer in _writers)
            writer.Positions.Limits = new MapLimits { MaximumEntries = entries };
        _reader = _writers[0].OpenReader();
    }

    /// <inheritdoc/>
    public string Name => _writers.Length == 1 ? "ShmStore" : $"{_writers.Length} writers";

    /// <inheritdoc/>
    public bool Request(string key)
    {
        if (_reader.Positions.ContainsKey(key))
            return true;
        _writers[_turn++ % _writers.Length].Positions.Set(key, Value);
        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        foreach (CacheStore.Writer writer in _writers)
            writer.Dispose();
        _file.Dispose();
    }
}
