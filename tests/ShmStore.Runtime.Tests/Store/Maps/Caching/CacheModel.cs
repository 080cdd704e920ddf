using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Maps.Caching;

/// <summary>What a cache may hold: the last value of every key, and until when.</summary>
internal sealed class CacheModel(TimeProvider clock, MapLimits limits)
{
    private readonly Dictionary<string, (Sample Value, DateTimeOffset Expiry)> _entries = new(StringComparer.Ordinal);

    /// <summary>A key was set.</summary>
    public void Set(string key, Sample value, TimeSpan? time) =>
        _entries[key] = (value, (time ?? limits.TimeToLive) is { } living ? clock.GetUtcNow() + living : DateTimeOffset.MaxValue);

    /// <summary>A key that is there was updated: without a time it keeps its own.</summary>
    public void Update(string key, Sample value, TimeSpan? time = null)
    {
        if (time is null)
            _entries[key] = _entries[key] with { Value = value };
        else
            Set(key, value, time);
    }

    /// <summary>A key was removed.</summary>
    public void Remove(string key) => _entries.Remove(key);

    /// <summary>The last value of a key.</summary>
    public Sample ValueOf(string key) => _entries[key].Value;

    /// <summary>How long a key still lives.</summary>
    public TimeSpan TimeToLiveOf(string key) => _entries[key].Expiry == DateTimeOffset.MaxValue ? Timeout.InfiniteTimeSpan : _entries[key].Expiry - clock.GetUtcNow();

    /// <summary>Asserts that the map has nothing else, is within its bounds, and without bounds lacks nothing.</summary>
    public void AssertHolds(SharedMap<string, Sample> map)
    {
        KeyValuePair<string, Sample>[] entries = [.. map];
        long bytes = 0;
        foreach ((string key, Sample value) in entries)
        {
            Assert.True(_entries.TryGetValue(key, out (Sample Value, DateTimeOffset Expiry) expected), key);
            Assert.Equal(expected.Value, value);
            Assert.True(expected.Expiry > clock.GetUtcNow());
            bytes += CacheInspection.BytesOf(key, Sample.LengthOf(value.Text.Length), expected.Expiry != DateTimeOffset.MaxValue);
        }

        Assert.InRange(map.Count, entries.Length, limits.MaximumEntries ?? long.MaxValue);
        Assert.InRange(bytes, 0, limits.MaximumBytes ?? long.MaxValue);
        if (limits.MaximumEntries is null && limits.MaximumBytes is null)
            Assert.Equal(_entries.Count(entry => entry.Value.Expiry > clock.GetUtcNow()), entries.Length);
    }
}
