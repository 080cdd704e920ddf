namespace ShmStore.Tests.Store.Maps.Kinds;

/// <summary>What a map of numbers without bounds holds, and until when.</summary>
internal sealed class NumberModel(TimeProvider clock, TimeSpan? timeToLive)
{
    private readonly Dictionary<string, (long Number, DateTimeOffset Expiry)> _entries = new(StringComparer.Ordinal);

    /// <summary>The number of a key; null if it is missing.</summary>
    public long? this[string key] => _entries.TryGetValue(key, out (long Number, DateTimeOffset Expiry) entry) && entry.Expiry > clock.GetUtcNow() ? entry.Number : null;

    /// <summary>A copy, for a commit that may be given up.</summary>
    public NumberModel Copy()
    {
        var copy = new NumberModel(clock, timeToLive);
        foreach ((string key, (long, DateTimeOffset) entry) in _entries)
            copy._entries.Add(key, entry);
        return copy;
    }

    /// <summary>A key was set.</summary>
    public void Set(string key, long number, TimeSpan? time) =>
        _entries[key] = (number, (time ?? timeToLive) is { } living && living != Timeout.InfiniteTimeSpan ? clock.GetUtcNow() + living : DateTimeOffset.MaxValue);

    /// <summary>A key was updated, or added: without a time, what was there keeps its own.</summary>
    public void Update(string key, long number, TimeSpan? time)
    {
        if (time is null && this[key] is not null)
            _entries[key] = _entries[key] with { Number = number };
        else
            Set(key, number, time);
    }

    /// <summary>A key was removed.</summary>
    public void Remove(string key) => _entries.Remove(key);

    /// <summary>Asserts that the map holds this, by every way to look at it.</summary>
    public void AssertHolds(INumberMap map)
    {
        Assert.Equal(_entries.Keys.Where(key => this[key] is not null).ToDictionary(static key => key, key => _entries[key].Number), map.All);
        foreach ((string key, (_, DateTimeOffset expiry)) in _entries)
        {
            Assert.Equal((this[key] is not null, this[key] ?? 0), (map.TryGet(key, out long number, out _), number));
            Assert.Equal((this[key] is not null, this[key] ?? 0), (map.TryGet(key.AsSpan(), out number), number));
            Assert.Equal((this[key] is not null, this[key] ?? 0), (map.TryGet(System.Text.Encoding.UTF8.GetBytes(key), out number), number));
            Assert.Equal(this[key] is not null, map.TryGetTimeToLive(key, out TimeSpan left));
            if (this[key] is not null)
                Assert.Equal(expiry == DateTimeOffset.MaxValue ? Timeout.InfiniteTimeSpan : expiry - clock.GetUtcNow(), left);
        }
    }
}
