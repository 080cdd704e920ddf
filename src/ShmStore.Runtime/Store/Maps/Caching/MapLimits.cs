using ShmStore.Store.Maps;

namespace ShmStore;

/// <summary>What a map may hold, and for how long: makes it a cache. Given by the map's writer, see <see cref="SharedMapWriter{TKey, TValue}.Limits"/>; nothing of it is kept in the store.</summary>
public sealed class MapLimits
{
    private readonly long? _maximumEntries;
    private readonly long? _maximumBytes;
    private readonly TimeSpan? _timeToLive;

    /// <summary>Most entries; null for any number. Entries that have expired count until they are removed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public long? MaximumEntries
    {
        get => _maximumEntries;
        init
        {
            if (value is { } entries)
                ArgumentOutOfRangeException.ThrowIfLessThan(entries, 1, nameof(MaximumEntries));
            _maximumEntries = value;
        }
    }

    /// <summary>Most bytes in the blocks of the entries; null for any number. A block is what an entry takes of the store: 20 bytes, key and document, rounded up to the next size of blocks, at most a fifth more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public long? MaximumBytes
    {
        get => _maximumBytes;
        init
        {
            if (value is { } bytes)
                ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1, nameof(MaximumBytes));
            _maximumBytes = value;
        }
    }

    /// <summary>How long an entry lives that is set without a time of its own; null for ever. In milliseconds, rounded up.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or negative.</exception>
    public TimeSpan? TimeToLive
    {
        get => _timeToLive;
        init
        {
            if (value is { } time)
                Expiry.Check(time);
            _timeToLive = value;
        }
    }

    /// <summary>Whether there is something to evict by.</summary>
    internal bool HasBounds => MaximumEntries is not null || MaximumBytes is not null;
}
