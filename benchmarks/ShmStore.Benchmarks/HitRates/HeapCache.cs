using Microsoft.Extensions.Caching.Memory;

namespace ShmStore.Benchmarks.HitRates;

/// <summary><see cref="MemoryCache"/> with a size limit: when it is full, it takes nothing and compacts itself in the background.</summary>
internal sealed class HeapCache(int entries) : ICache
{
    private static readonly object Value = new();
    private static readonly MemoryCacheEntryOptions One = new() { Size = 1 };

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = entries, CompactionPercentage = 0.05 });

    /// <inheritdoc/>
    public string Name => "MemoryCache";

    /// <inheritdoc/>
    public bool Request(string key)
    {
        if (_cache.TryGetValue(key, out _))
            return true;
        _cache.Set(key, Value, One);
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _cache.Dispose();
}
