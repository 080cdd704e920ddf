using ShmStore.Layout;
using ShmStore.Store.Maps;

namespace ShmStore;

/// <content>The map as a cache: entries that live for some time, and bounds.</content>
public sealed partial class SharedMapWriter<TKey, TValue>
{
    /// <summary>What the map may hold, and for how long; null, as at first, for anything.</summary>
    /// <remarks>
    /// <para>
    /// With bounds, what is set makes others go that were not read lately: each is removed by a commit of its own before the new entry is there, so that the bounds hold at every moment. A commit of several keys is made whole; what is then too much goes
    /// before <see cref="StoreCommit.Complete"/> returns, but nothing that the commit has set. What readers in all processes have found counts; going through all entries does not.
    /// </para>
    /// <para>
    /// The limits are the writer's, not the store's: the next writer sets its own, and of several each has its own, by which it evicts what is too much before it adds something. Setting them evicts what is too much already: O(entries evicted).
    /// </para>
    /// </remarks>
    /// <exception cref="InvalidOperationException">A commit of several keys is open.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    public MapLimits? Limits
    {
        get
        {
            Attachment.Region.ThrowIfDisposed();
            return _writer.Limits;
        }

        set
        {
            using (Attachment.Writer!.Lock())
            {
                _writer.SetLimits(value);
            }
        }
    }

    /// <summary>Sets the object of a key for some time, whether there is one or not. Afterwards the key reads as missing, and its memory is used again.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The object.</param>
    /// <param name="timeToLive">How long, in milliseconds, rounded up; <see cref="Timeout.InfiniteTimeSpan"/> for ever, whatever <see cref="Limits"/> say.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is zero or negative, and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <inheritdoc cref="Set(TKey, TValue)"/>
    public long Set(TKey key, TValue value, TimeSpan timeToLive)
    {
        Write(key, value, Condition.Always, 0, timeToLive, out long version);
        return version;
    }

    /// <summary>Sets the object of a key that has none, for some time.</summary>
    /// <returns>False when there is one; nothing has changed then.</returns>
    /// <inheritdoc cref="Set(TKey, TValue, TimeSpan)"/>
    public bool TryAdd(TKey key, TValue value, TimeSpan timeToLive) => TryAdd(key, value, timeToLive, out _);

    /// <summary>Sets the object of a key that has none, for some time.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The object.</param>
    /// <param name="timeToLive">How long; see <see cref="Set(TKey, TValue, TimeSpan)"/>.</param>
    /// <param name="version">The version of the new object, or of the one that is there.</param>
    /// <inheritdoc cref="TryAdd(TKey, TValue, TimeSpan)"/>
    public bool TryAdd(TKey key, TValue value, TimeSpan timeToLive, out long version) => Write(key, value, Condition.Absent, 0, timeToLive, out version);

    /// <summary>Replaces the object of a key for some time if its version is still the expected one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The new object.</param>
    /// <param name="expectedVersion">The version it was read with; 0 for a key that has no object.</param>
    /// <param name="timeToLive">How long; see <see cref="Set(TKey, TValue, TimeSpan)"/>.</param>
    /// <returns>False when the version is another one; nothing has changed then.</returns>
    /// <inheritdoc cref="Set(TKey, TValue, TimeSpan)"/>
    public bool TrySet(TKey key, TValue value, long expectedVersion, TimeSpan timeToLive) => TrySet(key, value, expectedVersion, timeToLive, out _);

    /// <summary>Replaces the object of a key for some time if its version is still the expected one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The new object.</param>
    /// <param name="expectedVersion">The version it was read with; 0 for a key that has no object.</param>
    /// <param name="timeToLive">How long; see <see cref="Set(TKey, TValue, TimeSpan)"/>.</param>
    /// <param name="version">The version of the new object, or of the one that is there; 0 if there is none.</param>
    /// <inheritdoc cref="TrySet(TKey, TValue, long, TimeSpan)"/>
    public bool TrySet(TKey key, TValue value, long expectedVersion, TimeSpan timeToLive, out long version) => Write(key, value, Condition.Version, expectedVersion, timeToLive, out version);

    /// <summary>Sets the object of a key for some time to a document from elsewhere; see <see cref="SharedEntryWriter{T}.SetRaw"/>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="document">The document.</param>
    /// <param name="timeToLive">How long; see <see cref="Set(TKey, TValue, TimeSpan)"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is zero or negative, and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <inheritdoc cref="SetRaw(TKey, ReadOnlySpan{byte})"/>
    public long SetRaw(TKey key, ReadOnlySpan<byte> document, TimeSpan timeToLive) => StoreRaw(key, document, timeToLive);

    /// <summary>Sets the object of a key for some time to MongoDB Extended JSON, canonical or relaxed.</summary>
    /// <param name="key">The key.</param>
    /// <param name="json">The document.</param>
    /// <param name="timeToLive">How long; see <see cref="Set(TKey, TValue, TimeSpan)"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is zero or negative, and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <inheritdoc cref="SetExtendedJson(TKey, string)"/>
    public long SetExtendedJson(TKey key, string json, TimeSpan timeToLive) => SetRaw(key, SharedObject.FromExtendedJson(json).Raw.Span, timeToLive);

    /// <summary>Lets the object of a key live for some time from now, as it is: for sessions and leases, which live on while they are used.</summary>
    /// <remarks>
    /// The entry is written anew: this is a commit as any other, with a version of its own, which wakes those who wait for the key. Who renews at every use can look at
    /// <see cref="SharedMap{TKey, TValue}.TryGetTimeToLive"/> first, and write only when a good part of the time is over.
    /// </remarks>
    /// <param name="key">The key.</param>
    /// <param name="timeToLive">How long, as for <see cref="Set(TKey, TValue, TimeSpan)"/>; null for what it would be if it was set without one: as <see cref="Limits"/> say, or for ever.</param>
    /// <returns>False if there is no object, or it has expired; nothing has changed then.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is zero or negative, and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="ArgumentNullException">The key is null.</exception>
    /// <exception cref="ArgumentException">The key cannot be one: too long, or text that is not Unicode; or the entry is larger than <see cref="Limits"/> allow.</exception>
    /// <exception cref="StoreFullException">No room; the store is as it was, but for what was evicted or had expired.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    public bool TryRenew(TKey key, TimeSpan? timeToLive = null)
    {
        using KeyBytes bytes = KeyBytes.OfAny(key);
        using (Attachment.Writer!.Lock())
        {
            return _writer.Renew(new KeyProbe(bytes.Value, Reader.Seed), _writer.ExpiryOf(timeToLive));
        }
    }

    /// <summary>Removes all entries that have expired, one commit each. O(entries). Without it they are removed little by little, by the writes that follow.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="InvalidOperationException">A commit of several keys is open.</exception>
    /// <exception cref="StoreFormatException">Somebody has changed the index, and it is none any more; nothing has changed.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    public long RemoveExpired()
    {
        using (Attachment.Writer!.Lock())
        {
            return _writer.RemoveExpired();
        }
    }

    private long StoreRaw(TKey key, ReadOnlySpan<byte> document, TimeSpan? timeToLive)
    {
        ForeignDocument.Check<TValue>(document);
        using (Attachment.Writer!.Lock())
        {
            Store(key, new EntryDocument(document, BlockMeta.OfDocument(TValue.FixedLayout.Match(document)), _writer.ExpiryOf(timeToLive)), Condition.Always, 0, out long version);
            return version;
        }
    }
}
