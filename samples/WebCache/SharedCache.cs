using Microsoft.Extensions.Caching.Distributed;
using ShmStore;

namespace WebCache;

/// <summary>A distributed cache in shared memory: all processes that name the same store look up without a lock, set, and evict.</summary>
/// <remarks>Thread-safe. Nothing waits for a network or a disk, so the asynchronous methods are done when they return. Counts hits and misses: <see cref="CacheMeter"/>.</remarks>
public sealed class SharedCache : IDistributedCache, IDisposable
{
    private readonly CacheStore.Writer _store;
    private readonly CacheMeter _meter;
    private readonly TimeProvider _clock;

    /// <summary>Makes the store, or attaches to it as one of its writers.</summary>
    /// <param name="path">A path, or a bare name in shared memory.</param>
    /// <param name="options">Null for the defaults.</param>
    public SharedCache(string path, SharedCacheOptions? options = null)
    {
        options ??= new SharedCacheOptions();
        _clock = options.TimeProvider;
        _store = CacheStore.CreateWriter(path, options.ToStoreOptions());
        _store.Values.Limits = new MapLimits { MaximumBytes = options.MaximumBytes };
        _meter = new CacheMeter(() => _store.Values.Statistics);
    }

    /// <summary>Where the store is.</summary>
    public string Path => _store.Path!;

    /// <summary>What is in the cache, whoever has set it.</summary>
    public MapStatistics Statistics => _store.Values.Statistics;

    /// <inheritdoc/>
    public byte[]? Get(string key)
    {
        CachedValue? value = Use(key);
        _meter.Count(isHit: value is not null);
        return value?.Bytes.ToArray();
    }

    /// <inheritdoc/>
    public Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        token.ThrowIfCancellationRequested();
        return Task.FromResult(Get(key));
    }

    /// <inheritdoc/>
    public void Refresh(string key) => Use(key);

    /// <inheritdoc/>
    public Task RefreshAsync(string key, CancellationToken token = default)
    {
        token.ThrowIfCancellationRequested();
        Refresh(key);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Remove(string key) => _store.Values.Remove(key);

    /// <inheritdoc/>
    public Task RemoveAsync(string key, CancellationToken token = default)
    {
        token.ThrowIfCancellationRequested();
        Remove(key);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Set(string key, byte[] value, DistributedCacheEntryOptions options)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(options);
        DateTimeOffset now = _clock.GetUtcNow();
        var expiration = Expiration.Of(options, now);
        _store.Values.Set(key, new CachedValue(expiration.SlidingMilliseconds, expiration.EndMilliseconds, value), expiration.TimeToLive(now));
    }

    /// <inheritdoc/>
    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        token.ThrowIfCancellationRequested();
        Set(key, value, options);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // First what still asks the store.
        _meter.Dispose();
        _store.Dispose();
    }

    private CachedValue? Use(string key)
    {
        if (!_store.Values.TryGetValue(key, out CachedValue? value, out long version))
            return null;
        var expiration = new Expiration(value.SlidingMilliseconds, value.EndMilliseconds);
        if (expiration.SlidingMilliseconds > 0 && _store.Values.TryGetTimeToLive(key, out TimeSpan left) && expiration.TryRenew(left, _clock.GetUtcNow(), out TimeSpan time))
        {
            // Only what was read: if another process has set the key since, its value has a time of its own.
            _store.Values.TrySet(key, value, version, time);
        }

        return value;
    }
}
