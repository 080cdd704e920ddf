using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using MongoDB.Bson;
using ShmStore.Documents;

namespace ShmStore;

/// <summary>Documents of a store without a schema under run-time keys, for their writer.</summary>
/// <remarks>Thread-safe. A document that cannot be stored, or for which there is no room, throws before anything in the store has changed.</remarks>
/// <typeparam name="TKey">string, int, long, Guid, ObjectId, byte[] or an enum.</typeparam>
public sealed class SharedDocumentMapWriter<TKey> : SharedDocumentMap<TKey>
    where TKey : notnull
{
    private readonly SharedMapWriter<TKey, SchemalessDocument> _map;

    /// <summary>For generated code.</summary>
    /// <exception cref="NotSupportedException"><typeparamref name="TKey"/> is none of the supported types.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public SharedDocumentMapWriter(StoreAttachment attachment, int key)
        : this(new SharedMapWriter<TKey, SchemalessDocument>(attachment, key))
    {
    }

    private SharedDocumentMapWriter(SharedMapWriter<TKey, SchemalessDocument> map)
        : base(map) => _map = map;

    /// <summary>Sets the document of a key, whether there is one or not. Readers see the old one until the new one is complete.</summary>
    /// <returns>The version of the new document.</returns>
    /// <exception cref="ArgumentException">
    /// Nested too deeply, too long, or with duplicate names or text that is not Unicode; or the key cannot be one: too long, or text that is not Unicode.
    /// </exception>
    /// <exception cref="StoreFullException">No room; the store is as it was, but for what was evicted or had expired.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    public long Set(TKey key, BsonDocument value) => _map.Set(key, Of(value));

    /// <summary>Sets the document of a key for some time, whether there is one or not.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The document.</param>
    /// <param name="timeToLive">How long, in milliseconds, rounded up; <see cref="Timeout.InfiniteTimeSpan"/> for ever, whatever <see cref="Limits"/> say.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is zero or negative, and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <inheritdoc cref="Set(TKey, BsonDocument)"/>
    public long Set(TKey key, BsonDocument value, TimeSpan timeToLive) => _map.Set(key, Of(value), timeToLive);

    /// <summary>Sets the document of a key that has none.</summary>
    /// <returns>False when there is one; nothing has changed then.</returns>
    /// <inheritdoc cref="Set(TKey, BsonDocument)"/>
    public bool TryAdd(TKey key, BsonDocument value) => _map.TryAdd(key, Of(value));

    /// <summary>Sets the document of a key that has none.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The document.</param>
    /// <param name="version">The version of the new document, or of the one that is there.</param>
    /// <returns>False when there is one; nothing has changed then.</returns>
    /// <inheritdoc cref="Set(TKey, BsonDocument)"/>
    public bool TryAdd(TKey key, BsonDocument value, out long version) => _map.TryAdd(key, Of(value), out version);

    /// <summary>Sets the document of a key that has none, for some time.</summary>
    /// <returns>False when there is one; nothing has changed then.</returns>
    /// <inheritdoc cref="Set(TKey, BsonDocument, TimeSpan)"/>
    public bool TryAdd(TKey key, BsonDocument value, TimeSpan timeToLive) => _map.TryAdd(key, Of(value), timeToLive);

    /// <summary>Replaces the document of a key if its version is still the expected one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The new document.</param>
    /// <param name="expectedVersion">The version it was read with; 0 for a key that has no document.</param>
    /// <returns>False when the version is another one; nothing has changed then.</returns>
    /// <inheritdoc cref="Set(TKey, BsonDocument)"/>
    public bool TrySet(TKey key, BsonDocument value, long expectedVersion) => _map.TrySet(key, Of(value), expectedVersion);

    /// <summary>Replaces the document of a key if its version is still the expected one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The new document.</param>
    /// <param name="expectedVersion">The version it was read with; 0 for a key that has no document.</param>
    /// <param name="version">The version of the new document, or of the one that is there; 0 if there is none.</param>
    /// <returns>False when the version is another one; nothing has changed then.</returns>
    /// <inheritdoc cref="Set(TKey, BsonDocument)"/>
    public bool TrySet(TKey key, BsonDocument value, long expectedVersion, out long version) => _map.TrySet(key, Of(value), expectedVersion, out version);

    /// <summary>Replaces the document of a key for some time if its version is still the expected one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The new document.</param>
    /// <param name="expectedVersion">The version it was read with; 0 for a key that has no document.</param>
    /// <param name="timeToLive">How long; see <see cref="Set(TKey, BsonDocument, TimeSpan)"/>.</param>
    /// <returns>False when the version is another one; nothing has changed then.</returns>
    /// <inheritdoc cref="Set(TKey, BsonDocument, TimeSpan)"/>
    public bool TrySet(TKey key, BsonDocument value, long expectedVersion, TimeSpan timeToLive) => _map.TrySet(key, Of(value), expectedVersion, timeToLive);

    /// <summary>Replaces the document of a key by a function of it, which expires when the old one would have. No other write of this process comes between.</summary>
    /// <param name="key">The key.</param>
    /// <param name="update">Gets the current document, which it may change and return. Must not write to the store. If it throws, nothing has changed.</param>
    /// <returns>The new document.</returns>
    /// <exception cref="KeyNotFoundException">There is no document under the key.</exception>
    /// <exception cref="InvalidOperationException">The function returned null, or tried to write to the store.</exception>
    /// <inheritdoc cref="Set(TKey, BsonDocument)"/>
    public BsonDocument Update(TKey key, Func<BsonDocument, BsonDocument> update)
    {
        ArgumentNullException.ThrowIfNull(update);
        return _map.Update(key, OfDocuments(update)).Value;
    }

    /// <summary>As <see cref="Update"/>, of a key that may have no document, such as one that has expired or was evicted.</summary>
    /// <param name="key">The key.</param>
    /// <param name="update">Gets the current document, which it may change and return; not called if there is none. Must not write to the store. If it throws, nothing has changed.</param>
    /// <param name="updated">The new document.</param>
    /// <returns>False when there is no document under the key.</returns>
    /// <exception cref="InvalidOperationException">The function returned null, or tried to write to the store.</exception>
    /// <inheritdoc cref="Set(TKey, BsonDocument)"/>
    public bool TryUpdate(TKey key, Func<BsonDocument, BsonDocument> update, [MaybeNullWhen(false)] out BsonDocument updated)
    {
        ArgumentNullException.ThrowIfNull(update);
        bool isThere = _map.TryUpdate(key, OfDocuments(update), out SchemalessDocument document);
        updated = isThere ? document.Value : null;
        return isThere;
    }

    /// <summary>Gets the document of a key, or makes one and adds it.</summary>
    /// <inheritdoc cref="SharedMapWriter{TKey, TValue}.GetOrAdd"/>
    public BsonDocument GetOrAdd(TKey key, Func<TKey, BsonDocument> make, TimeSpan? timeToLive = null)
    {
        ArgumentNullException.ThrowIfNull(make);
        return _map.GetOrAdd(key, missing => OfMade(make(missing)), timeToLive).Value;
    }

    /// <summary>As <see cref="GetOrAdd"/>, with a document that takes time to make. Not while a commit is open, which belongs to its thread.</summary>
    /// <inheritdoc cref="SharedMapWriter{TKey, TValue}.GetOrAddAsync"/>
    public async ValueTask<BsonDocument> GetOrAddAsync(
        TKey key, Func<TKey, CancellationToken, ValueTask<BsonDocument>> make, TimeSpan? timeToLive = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(make);
        SchemalessDocument document = await _map.GetOrAddAsync(key, async (missing, token) => OfMade(await make(missing, token).ConfigureAwait(false)), timeToLive, cancellationToken).ConfigureAwait(false);
        return document.Value;
    }

    /// <inheritdoc cref="SharedMapWriter{TKey, TValue}.SetRaw(TKey, ReadOnlySpan{byte})"/>
    public long SetRaw(TKey key, ReadOnlySpan<byte> document) => _map.SetRaw(key, document);

    /// <inheritdoc cref="SharedMapWriter{TKey, TValue}.SetRaw(TKey, ReadOnlySpan{byte}, TimeSpan)"/>
    public long SetRaw(TKey key, ReadOnlySpan<byte> document, TimeSpan timeToLive) => _map.SetRaw(key, document, timeToLive);

    /// <inheritdoc cref="SharedMapWriter{TKey, TValue}.SetExtendedJson"/>
    public long SetExtendedJson(TKey key, string json) => _map.SetExtendedJson(key, json);

    /// <summary>Removes the document of a key.</summary>
    /// <returns>False when there was none.</returns>
    /// <exception cref="ArgumentNullException">The key is null.</exception>
    /// <exception cref="ArgumentException">The key cannot be one: too long, or text that is not Unicode.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    public bool Remove(TKey key) => _map.Remove(key);

    /// <inheritdoc cref="SharedMapWriter{TKey, TValue}.TryRemove"/>
    public bool TryRemove(TKey key, long expectedVersion) => _map.TryRemove(key, expectedVersion);

    /// <inheritdoc cref="SharedMapWriter{TKey, TValue}.Clear"/>
    public long Clear() => _map.Clear();

    /// <inheritdoc cref="SharedMapWriter{TKey, TValue}.Limits"/>
    public MapLimits? Limits
    {
        get => _map.Limits;
        set => _map.Limits = value;
    }

    /// <inheritdoc cref="SharedMapWriter{TKey, TValue}.TryRenew"/>
    public bool TryRenew(TKey key, TimeSpan? timeToLive = null) => _map.TryRenew(key, timeToLive);

    /// <inheritdoc cref="SharedMapWriter{TKey, TValue}.RemoveExpired"/>
    public long RemoveExpired() => _map.RemoveExpired();

    private Func<SchemalessDocument, SchemalessDocument> OfDocuments(Func<BsonDocument, BsonDocument> update) => old => new SchemalessDocument(
        update(old.Value) ?? throw new InvalidOperationException($"The function that updates an entry of '{KeyName}' returned null."), KeyName);

    private SchemalessDocument OfMade(BsonDocument value) => new(value ?? throw new InvalidOperationException($"The function that makes an entry of '{KeyName}' returned null."), KeyName);

    private SchemalessDocument Of(BsonDocument value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new SchemalessDocument(value, KeyName);
    }
}
