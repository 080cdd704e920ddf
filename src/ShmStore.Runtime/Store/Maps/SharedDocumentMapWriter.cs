using System.ComponentModel;
using MongoDB.Bson;
using ShmStore.Documents;
using ShmStore.Store.Maps;

namespace ShmStore;

/// <summary>Documents of a store without a schema under run-time keys, for their writer.</summary>
/// <remarks>
/// Thread-safe. A document that cannot be stored, or for which there is no room, throws before anything in the store has changed.
/// <para>
/// Beside what stands at each, every write throws <see cref="InvalidOperationException"/> inside a callback of <c>Update</c> or <c>AddOrUpdate</c> of the same store; and one of several writers
/// (<see cref="WriterMode.Several"/>) throws <see cref="WriterLostException"/> once it was taken for dead, and <see cref="StoreFormatException"/> when another one has died during its turn and what it left cannot be repaired.
/// </para>
/// </remarks>
/// <typeparam name="TKey">string, int, long, Guid, ObjectId, byte[] or an enum.</typeparam>
public sealed partial class SharedDocumentMapWriter<TKey> : SharedDocumentMap<TKey>
    where TKey : notnull
{
    private readonly SharedMapWriter<TKey, SchemalessDocument> _map;

    /// <summary>For generated code.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The schema has no such key.</exception>
    /// <exception cref="InvalidOperationException">The attachment is not the writer's.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="TKey"/> is none of the supported types.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public SharedDocumentMapWriter(StoreAttachment attachment, int key)
        : this(new SharedMapWriter<TKey, SchemalessDocument>(attachment, key))
    {
    }

    private SharedDocumentMapWriter(SharedMapWriter<TKey, SchemalessDocument> map)
        : base(map) => _map = map;

    /// <summary>Sets the document of a key, whether there is one or not. Readers see the old one until the new one is complete. It lives as <see cref="Limits"/> say, or for ever, whatever time the old one had.</summary>
    /// <returns>The version of the new document.</returns>
    /// <exception cref="ArgumentException">
    /// Nested too deeply, too long, or with duplicate names or text that is not Unicode; or the key cannot be one: too long, or text that is not Unicode; or the entry is larger than <see cref="Limits"/> allow.
    /// </exception>
    /// <exception cref="StoreFullException">No room; the store is as it was, but for what was evicted or had expired.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    public long Set(TKey key, BsonDocument value) => _map.Set(key, Of(value));

    /// <summary>Sets the document of a key that has none. It lives as <see cref="Limits"/> say, or for ever.</summary>
    /// <returns>False when there is one; nothing has changed then.</returns>
    /// <inheritdoc cref="Set(TKey, BsonDocument)"/>
    public bool TryAdd(TKey key, BsonDocument value) => _map.TryAdd(key, Of(value));

    /// <summary>Sets the document of a key that has none. It lives as <see cref="Limits"/> say, or for ever.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The document.</param>
    /// <param name="version">The version of the new document, or of the one that is there.</param>
    /// <returns>False when there is one; nothing has changed then.</returns>
    /// <inheritdoc cref="Set(TKey, BsonDocument)"/>
    public bool TryAdd(TKey key, BsonDocument value, out long version) => _map.TryAdd(key, Of(value), out version);

    /// <summary>Replaces the document of a key if its version is still the expected one. It lives as <see cref="Limits"/> say, or for ever, whatever time the old one had.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The new document.</param>
    /// <param name="expectedVersion">The version it was read with; 0 for a key that has no document.</param>
    /// <returns>False when the version is another one; nothing has changed then.</returns>
    /// <inheritdoc cref="Set(TKey, BsonDocument)"/>
    public bool TrySet(TKey key, BsonDocument value, long expectedVersion) => _map.TrySet(key, Of(value), expectedVersion);

    /// <summary>Replaces the document of a key if its version is still the expected one. It lives as <see cref="Limits"/> say, or for ever, whatever time the old one had.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The new document.</param>
    /// <param name="expectedVersion">The version it was read with; 0 for a key that has no document.</param>
    /// <param name="version">The version of the new document, or of the one that is there; 0 if there is none.</param>
    /// <returns>False when the version is another one; nothing has changed then.</returns>
    /// <inheritdoc cref="Set(TKey, BsonDocument)"/>
    public bool TrySet(TKey key, BsonDocument value, long expectedVersion, out long version) => _map.TrySet(key, Of(value), expectedVersion, out version);

    /// <summary>Sets the documents of many keys, one commit each. They live as <see cref="Limits"/> say, or for ever, whatever times the old ones had.</summary>
    /// <param name="entries">Keys and documents; of a key that comes twice the last counts.</param>
    /// <exception cref="StoreFullException">No room; the entries before this one are set.</exception>
    /// <inheritdoc cref="Set(TKey, BsonDocument)"/>
    public void SetMany(IEnumerable<KeyValuePair<TKey, BsonDocument>> entries) => _map.SetMany(Of(entries));

    /// <inheritdoc cref="SharedMapWriter{TKey, TValue}.SetRaw(TKey, ReadOnlySpan{byte})"/>
    public long SetRaw(TKey key, ReadOnlySpan<byte> document) => _map.SetRaw(key, document);

    /// <inheritdoc cref="SharedMapWriter{TKey, TValue}.SetExtendedJson(TKey, string)"/>
    public long SetExtendedJson(TKey key, string json) => _map.SetExtendedJson(key, json);

    private SchemalessDocument Of(BsonDocument value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new SchemalessDocument(value, KeyName);
    }

    private IEnumerable<KeyValuePair<TKey, SchemalessDocument>> Of(IEnumerable<KeyValuePair<TKey, BsonDocument>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return entries.Select((entry, index) => KeyValuePair.Create(
            entry.Key ?? throw new ArgumentException($"The key of the entry at index {index} is null.", nameof(entries)),
            Of(entry.Value ?? throw new ArgumentException($"The document of the key {MapKeyOf<TKey>.Display(entry.Key)} is null.", nameof(entries)))));
    }
}
