using MongoDB.Bson;

namespace ShmStore;

/// <content>The map as a cache: documents that live for some time, and bounds.</content>
public sealed partial class SharedDocumentMapWriter<TKey>
{
    /// <inheritdoc cref="SharedMapWriter{TKey, TValue}.Limits"/>
    public MapLimits? Limits
    {
        get => _map.Limits;
        set => _map.Limits = value;
    }

    /// <summary>Sets the document of a key for some time, whether there is one or not.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The document.</param>
    /// <param name="timeToLive">How long, in milliseconds, rounded up; <see cref="Timeout.InfiniteTimeSpan"/> for ever, whatever <see cref="Limits"/> say.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is zero or negative, and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <inheritdoc cref="Set(TKey, BsonDocument)"/>
    public long Set(TKey key, BsonDocument value, TimeSpan timeToLive) => _map.Set(key, Of(value), timeToLive);

    /// <summary>Sets the document of a key that has none, for some time.</summary>
    /// <returns>False when there is one; nothing has changed then.</returns>
    /// <inheritdoc cref="Set(TKey, BsonDocument, TimeSpan)"/>
    public bool TryAdd(TKey key, BsonDocument value, TimeSpan timeToLive) => _map.TryAdd(key, Of(value), timeToLive);

    /// <inheritdoc cref="SharedMapWriter{TKey, TValue}.TryAdd(TKey, TValue, TimeSpan, out long)"/>
    public bool TryAdd(TKey key, BsonDocument value, TimeSpan timeToLive, out long version) => _map.TryAdd(key, Of(value), timeToLive, out version);

    /// <summary>Replaces the document of a key for some time if its version is still the expected one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The new document.</param>
    /// <param name="expectedVersion">The version it was read with; 0 for a key that has no document.</param>
    /// <param name="timeToLive">How long; see <see cref="Set(TKey, BsonDocument, TimeSpan)"/>.</param>
    /// <returns>False when the version is another one; nothing has changed then.</returns>
    /// <inheritdoc cref="Set(TKey, BsonDocument, TimeSpan)"/>
    public bool TrySet(TKey key, BsonDocument value, long expectedVersion, TimeSpan timeToLive) => _map.TrySet(key, Of(value), expectedVersion, timeToLive);

    /// <inheritdoc cref="SharedMapWriter{TKey, TValue}.TrySet(TKey, TValue, long, TimeSpan, out long)"/>
    public bool TrySet(TKey key, BsonDocument value, long expectedVersion, TimeSpan timeToLive, out long version) => _map.TrySet(key, Of(value), expectedVersion, timeToLive, out version);

    /// <summary>Sets the documents of many keys for some time, one commit each.</summary>
    /// <param name="entries">Keys and documents; of a key that comes twice the last counts.</param>
    /// <param name="timeToLive">How long each lives from when it is set; see <see cref="Set(TKey, BsonDocument, TimeSpan)"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is zero or negative, and not <see cref="Timeout.InfiniteTimeSpan"/>; nothing has changed.</exception>
    /// <inheritdoc cref="SetMany(IEnumerable{KeyValuePair{TKey, BsonDocument}})"/>
    public void SetMany(IEnumerable<KeyValuePair<TKey, BsonDocument>> entries, TimeSpan timeToLive) => _map.SetMany(Of(entries), timeToLive);

    /// <inheritdoc cref="SharedMapWriter{TKey, TValue}.SetRaw(TKey, ReadOnlySpan{byte}, TimeSpan)"/>
    public long SetRaw(TKey key, ReadOnlySpan<byte> document, TimeSpan timeToLive) => _map.SetRaw(key, document, timeToLive);

    /// <inheritdoc cref="SharedMapWriter{TKey, TValue}.SetExtendedJson(TKey, string, TimeSpan)"/>
    public long SetExtendedJson(TKey key, string json, TimeSpan timeToLive) => _map.SetExtendedJson(key, json, timeToLive);

    /// <inheritdoc cref="SharedMapWriter{TKey, TValue}.TryRenew"/>
    public bool TryRenew(TKey key, TimeSpan? timeToLive = null) => _map.TryRenew(key, timeToLive);

    /// <inheritdoc cref="SharedMapWriter{TKey, TValue}.RemoveExpired"/>
    public long RemoveExpired() => _map.RemoveExpired();
}
