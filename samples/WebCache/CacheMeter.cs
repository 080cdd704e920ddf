using System.Diagnostics.Metrics;
using ShmStore;

namespace WebCache;

/// <summary>The instruments of a cache. Thread-safe.</summary>
/// <remarks>Hits and misses are those of this process; the rest is of the store, the same in all processes.</remarks>
public sealed class CacheMeter : IDisposable
{
    /// <summary>Name of the meter, for those who listen.</summary>
    public const string Name = "WebCache";

    /// <summary>Look-ups that found a value.</summary>
    public const string Hits = "webcache.hits";

    /// <summary>Look-ups that found none.</summary>
    public const string Misses = "webcache.misses";

    /// <summary>Entries of the store.</summary>
    public const string Entries = "webcache.entries";

    /// <summary>Bytes that these take.</summary>
    public const string Bytes = "webcache.bytes";

    /// <summary>Entries that have made way for others.</summary>
    public const string Evictions = "webcache.evictions";

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _hits;
    private readonly Counter<long> _misses;

    internal CacheMeter(Func<MapStatistics> statistics)
    {
        _hits = _meter.CreateCounter<long>(Hits);
        _misses = _meter.CreateCounter<long>(Misses);

        // Asked whenever somebody collects: what a map counts of itself is as quick as its number of entries.
        _meter.CreateObservableGauge(Entries, () => statistics().Count);
        _meter.CreateObservableGauge(Bytes, () => statistics().Bytes, "By");
        _meter.CreateObservableCounter(Evictions, () => statistics().Evicted);
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal void Count(bool isHit) => (isHit ? _hits : _misses).Add(1);
}
