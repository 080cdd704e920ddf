using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ShmStore.Bson;
using ShmStore.Layout;
using ShmStore.Store.Maps;

namespace ShmStore;

/// <summary>Objects of a store under run-time keys, for their writer.</summary>
/// <remarks>
/// Thread-safe: writes are made one after the other. A value that cannot be represented, or for which there is no room, throws before anything in the store has changed.
/// Members of fixed width that are not nullable and can be set publicly have a setter of their own, <c>SetName(key, value)</c>, which replaces them alone.
/// </remarks>
/// <typeparam name="TKey">string, int, long, Guid, ObjectId, byte[] or an enum.</typeparam>
/// <typeparam name="TValue">A type marked <c>[SharedObject]</c>.</typeparam>
public sealed partial class SharedMapWriter<TKey, TValue> : SharedMap<TKey, TValue>
    where TKey : notnull
    where TValue : ISharedObject<TValue>
{
    private readonly MapWriter _writer;

    // Asked once: shared code would look the static members up at every commit.
    private readonly BlockMeta _meta = BlockMeta.OfDocument(TValue.FixedLayout.End);

    /// <summary>For generated code.</summary>
    /// <exception cref="NotSupportedException"><typeparamref name="TKey"/> is none of the supported types.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public SharedMapWriter(StoreAttachment attachment, int key)
        : base(attachment, key) => _writer = attachment.MapWriterOf(key, Reader);

    private enum Condition
    {
        Always,
        Absent,
        Version,
    }

    /// <summary>Sets the object of a key, whether there is one or not. Readers see the old one until the new one is complete.</summary>
    /// <returns>The version of the new object.</returns>
    /// <exception cref="ArgumentException">The value cannot be represented, the message names the member; or the key cannot be one: too long, or text that is not Unicode; or the entry is larger than <see cref="Limits"/> allow.</exception>
    /// <exception cref="StoreFullException">No room; the store is as it was, but for what was evicted or had expired.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    public long Set(TKey key, TValue value)
    {
        Write(key, value, Condition.Always, 0, null, out long version);
        return version;
    }

    /// <summary>Sets the object of a key that has none.</summary>
    /// <returns>False when there is one; nothing has changed then.</returns>
    /// <inheritdoc cref="Set(TKey, TValue)"/>
    public bool TryAdd(TKey key, TValue value) => TryAdd(key, value, out _);

    /// <summary>Sets the object of a key that has none.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The object.</param>
    /// <param name="version">The version of the new object, or of the one that is there.</param>
    /// <returns>False when there is one; nothing has changed then.</returns>
    /// <inheritdoc cref="Set(TKey, TValue)"/>
    public bool TryAdd(TKey key, TValue value, out long version) => Write(key, value, Condition.Absent, 0, null, out version);

    /// <summary>Replaces the object of a key if its version is still the expected one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The new object.</param>
    /// <param name="expectedVersion">The version it was read with; 0 for a key that has no object.</param>
    /// <returns>False when the version is another one; nothing has changed then.</returns>
    /// <inheritdoc cref="Set(TKey, TValue)"/>
    public bool TrySet(TKey key, TValue value, long expectedVersion) => TrySet(key, value, expectedVersion, out _);

    /// <summary>Replaces the object of a key if its version is still the expected one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The new object.</param>
    /// <param name="expectedVersion">The version it was read with; 0 for a key that has no object.</param>
    /// <param name="version">The version of the new object, or of the one that is there; 0 if there is none.</param>
    /// <returns>False when the version is another one; nothing has changed then.</returns>
    /// <inheritdoc cref="Set(TKey, TValue)"/>
    public bool TrySet(TKey key, TValue value, long expectedVersion, out long version) => Write(key, value, Condition.Version, expectedVersion, null, out version);

    /// <summary>Replaces the object of a key by a function of it, which expires when the old one would have. No other write of this process comes between.</summary>
    /// <param name="key">The key.</param>
    /// <param name="update">Gets the current object and returns the new one. Must not write to the store. If it throws, nothing has changed.</param>
    /// <returns>The new object.</returns>
    /// <exception cref="KeyNotFoundException">There is no object under the key.</exception>
    /// <exception cref="InvalidOperationException">The function returned null, or tried to write to the store.</exception>
    /// <inheritdoc cref="Set(TKey, TValue)"/>
    public TValue Update(TKey key, Func<TValue, TValue> update) => TryUpdate(key, update, out TValue? updated) ? updated : throw NotFound(key);

    /// <summary>As <see cref="Update"/>, of a key that may have no object, such as one that has expired or was evicted.</summary>
    /// <param name="key">The key.</param>
    /// <param name="update">Gets the current object and returns the new one; not called if there is none. Must not write to the store. If it throws, nothing has changed.</param>
    /// <param name="updated">The new object.</param>
    /// <returns>False when there is no object under the key.</returns>
    /// <exception cref="InvalidOperationException">The function returned null, or tried to write to the store.</exception>
    /// <inheritdoc cref="Set(TKey, TValue)"/>
    [SkipLocalsInit]
    public bool TryUpdate(TKey key, Func<TValue, TValue> update, [MaybeNullWhen(false)] out TValue updated)
    {
        ArgumentNullException.ThrowIfNull(update);
        using (Attachment.Writer!.Lock())
        {
            updated = default;
            if (!TryGetCurrent(key, out TValue? current))
                return false;
            updated = update(current) ?? throw new InvalidOperationException($"The function that updates an entry of '{Reader.Name}' returned null.");
            using var encoder = new DocumentEncoder(stackalloc byte[DocumentEncoder.StackBytes]);
            Store(key, DocumentOf(encoder.Encode(updated), ExpiryOf(key)), Condition.Always, 0, out _);
            return true;
        }
    }

    /// <summary>Sets the objects of many keys, one commit each. Nothing is allocated for an entry.</summary>
    /// <param name="entries">Keys and objects; of a key that comes twice the last counts.</param>
    /// <exception cref="StoreFullException">No room; the entries before this one are set.</exception>
    /// <inheritdoc cref="Set(TKey, TValue)"/>
    [SkipLocalsInit]
    public void SetMany(IEnumerable<KeyValuePair<TKey, TValue>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        using var encoder = new DocumentEncoder(stackalloc byte[DocumentEncoder.StackBytes]);
        foreach ((TKey key, TValue value) in entries)
        {
            ReadOnlySpan<byte> document = encoder.Encode(value);
            using (Attachment.Writer!.Lock())
            {
                Store(key, DocumentOf(document, _writer.ExpiryOf(timeToLive: null)), Condition.Always, 0, out _);
            }
        }
    }

    /// <summary>Sets the object of a key to a document from elsewhere; see <see cref="SharedEntryWriter{T}.SetRaw"/>.</summary>
    /// <returns>The version of the new object.</returns>
    /// <exception cref="BsonFormatException">Not valid BSON, or not readable as <typeparamref name="TValue"/>; nothing has changed.</exception>
    /// <exception cref="ArgumentException">The key cannot be one: too long, or text that is not Unicode; or the entry is larger than <see cref="Limits"/> allow.</exception>
    /// <exception cref="StoreFullException">No room; the store is as it was, but for what was evicted or had expired.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    public long SetRaw(TKey key, ReadOnlySpan<byte> document) => StoreRaw(key, document, null);

    /// <summary>Sets the object of a key to MongoDB Extended JSON, canonical or relaxed.</summary>
    /// <returns>The version of the new object.</returns>
    /// <exception cref="FormatException">Not extended JSON of a document, or not readable as <typeparamref name="TValue"/>; nothing has changed.</exception>
    /// <exception cref="ArgumentException">It holds a value that BSON cannot, or is too large; or the key cannot be one.</exception>
    /// <exception cref="StoreFullException">No room; the store is as it was, but for what was evicted or had expired.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    public long SetExtendedJson(TKey key, string json) => SetRaw(key, SharedObject.FromExtendedJson(json).Raw.Span);

    /// <summary>Removes the entry of a key.</summary>
    /// <returns>False when there was none.</returns>
    /// <exception cref="ArgumentNullException">The key is null.</exception>
    /// <exception cref="ArgumentException">The key cannot be one: too long, or text that is not Unicode.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    public bool Remove(TKey key) => Remove(key, Condition.Always, 0);

    /// <summary>Removes the entry of a key if its version is still the expected one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="expectedVersion">The version it was read with.</param>
    /// <returns>False when the version is another one, or there is no entry; nothing has changed then.</returns>
    /// <exception cref="ArgumentNullException">The key is null.</exception>
    /// <exception cref="ArgumentException">The key cannot be one: too long, or text that is not Unicode.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    public bool TryRemove(TKey key, long expectedVersion) => Remove(key, Condition.Version, expectedVersion);

    /// <summary>Removes all entries, by one commit. O(entries).</summary>
    /// <returns>The version of the removal.</returns>
    /// <exception cref="StoreFullException">No room for the empty index; nothing has changed.</exception>
    /// <exception cref="StoreFormatException">Somebody has changed the index, and it is none any more; nothing has changed.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    public long Clear()
    {
        using (Attachment.Writer!.Lock())
        {
            return _writer.Clear();
        }
    }

    // The object of the key as the open commit has it.
    private bool TryGetCurrent(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (Attachment.Writer!.Pending is null)
            return TryGetValue(key, out value);
        using KeyBytes bytes = KeyBytes.OfAny(key);
        if (!_writer.TryGetStaged(new KeyProbe(bytes.Value, Reader.Seed), out EntryDocument staged))
            return TryGetValue(key, out value);
        bool isThere = !staged.Bytes.IsEmpty;
        value = isThere ? TValue.Read(new DocumentView(staged.Bytes, staged.Meta.FixedPrefix)) : default;
        return isThere;
    }

    private bool Remove(TKey key, Condition condition, long expected)
    {
        using (Attachment.Writer!.Lock())
        {
            if (MapKey.TryWords(key, out ulong first, out ulong second, out int length))
            {
                var probe = new KeyProbe(first, second, length, Reader.Seed);
                return Remove(in probe, condition, expected);
            }

            using var bytes = KeyBytes.Of(key, stackalloc byte[TextKey.StackBytes]);
            return Remove(new KeyProbe(bytes.Value, Reader.Seed), condition, expected);
        }
    }

    private bool Remove(scoped in KeyProbe key, Condition condition, long expected) =>
        (condition == Condition.Always || _writer.VersionOf(in key) == expected) && _writer.Remove(in key);

    [SkipLocalsInit]
    private bool Write(TKey key, TValue value, Condition condition, long expected, TimeSpan? timeToLive, out long version)
    {
        using var encoder = new DocumentEncoder(stackalloc byte[DocumentEncoder.StackBytes]);
        ReadOnlySpan<byte> document = encoder.Encode(value);
        using (Attachment.Writer!.Lock())
        {
            return Store(key, DocumentOf(document, _writer.ExpiryOf(timeToLive)), condition, expected, out version);
        }
    }

    private long ExpiryOf(TKey key)
    {
        using KeyBytes bytes = KeyBytes.OfAny(key);
        return _writer.ExpiryOf(new KeyProbe(bytes.Value, Reader.Seed));
    }

    private EntryDocument DocumentOf(ReadOnlySpan<byte> canonical, long expiry) => new(canonical, _meta, expiry);

    private bool Store(TKey key, scoped in EntryDocument document, Condition condition, long expected, out long version)
    {
        if (MapKey.TryWords(key, out ulong first, out ulong second, out int length))
        {
            var probe = new KeyProbe(first, second, length, Reader.Seed);
            return Store(in probe, in document, condition, expected, out version);
        }

        using var bytes = KeyBytes.Of(key, stackalloc byte[TextKey.StackBytes]);
        return Store(new KeyProbe(bytes.Value, Reader.Seed), in document, condition, expected, out version);
    }

    // The version that the key has afterwards, whatever was done.
    private bool Store(scoped in KeyProbe key, scoped in EntryDocument document, Condition condition, long expected, out long version)
    {
        if (condition != Condition.Always && (version = _writer.VersionOf(in key)) != expected)
            return false;
        version = _writer.Set(in key, in document);
        return true;
    }
}
