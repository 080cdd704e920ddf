using ShmStore.Store.Maps;

namespace ShmStore;

/// <summary>What a map may hold, and for how long: makes it a cache. Given by the map's writer, see <see cref="SharedMapWriter{TKey, TValue}.Limits"/>; nothing of it is kept in the store.</summary>
public sealed class MapLimits
{
    /// <summary>Most entries; null for any number. Entries that have expired count until they are removed.</summary>
    /// <remarks>What is remembered of what readers have found, and of what was evicted, takes 16 to 32 bytes for each of so many entries, or as many as the store has room for at 256 bytes, beside the store, up to 512 MiB: a bound that is out of reach costs memory.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public long? MaximumEntries
    {
        get;
        init => field = AtLeastOne(value, nameof(MaximumEntries));
    }

    /// <summary>Most bytes in the blocks of the entries; null for any number. A block is what an entry takes of the store.</summary>
    /// <remarks>
    /// A block has 20 bytes, 8 more if the entry expires, 4 more in a store with <see cref="StoreOptions.Checksums"/>, the key and the document, rounded up: to a multiple of 16 up to 128 bytes, beyond to one of four sizes for each
    /// doubling (160, 192, 224, 256, 320, …), which is less than a quarter more. The index of the map and free blocks come on top: give the store a <see cref="StoreOptions.MaximumSize"/> of at least 10 % more than its maps may have together.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public long? MaximumBytes
    {
        get;
        init => field = AtLeastOne(value, nameof(MaximumBytes));
    }

    /// <summary>How long an entry lives that is set without a time of its own; null or <see cref="Timeout.InfiniteTimeSpan"/> for ever. In milliseconds, rounded up.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or negative, and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    public TimeSpan? TimeToLive
    {
        get;
        init
        {
            Expiry.Check(value, nameof(TimeToLive));
            field = value;
        }
    }

    /// <summary>Whether there is something to evict by.</summary>
    internal bool HasBounds => MaximumEntries is not null || MaximumBytes is not null;

    private static long? AtLeastOne(long? value, string name)
    {
        if (value is { } bound)
            ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1, name);
        return value;
    }
}
