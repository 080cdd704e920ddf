using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.HitRates;

/// <summary>A map with bounds; looked up in a reader, set by the writer.</summary>
internal sealed class SharedMapCache : ICache
{
    private static readonly Position Value = Position.Create(1);

    private readonly CacheStore.Writer _writer = CacheStore.CreateWriter();
    private readonly CacheStore _reader;

    /// <summary>A cache of so many entries.</summary>
    public SharedMapCache(int entries)
    {
        _writer.Positions.Limits = new MapLimits { MaximumEntries = entries };
        _reader = _writer.OpenReader();
    }

    /// <inheritdoc/>
    public string Name => "ShmStore";

    /// <inheritdoc/>
    public bool Request(string key)
    {
        if (_reader.Positions.ContainsKey(key))
            return true;
        _writer.Positions.Set(key, Value);
        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }
}
