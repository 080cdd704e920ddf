using System.ComponentModel;
using System.Runtime.CompilerServices;
using ShmStore.Bson;
using ShmStore.Layout;
using ShmStore.Store.Maps;

namespace ShmStore;

/// <summary>Objects of a store under run-time keys, for their writer.</summary>
/// <remarks>
/// Thread-safe: writes are made one after the other. A value that cannot be represented, or for which there is no room, throws before anything in the store has changed.
/// Members of fixed width that are not nullable and can be set publicly have a setter of their own, <c>SetName(key, value)</c>, which replaces them alone, unless the
/// body of their setter or of the constructor sees their values: then an update changes them.
/// <para>
/// Beside what stands at each, every write throws <see cref="InvalidOperationException"/> inside a callback of <c>Update</c> or <c>AddOrUpdate</c> of the same store; and one of several writers
/// (<see cref="WriterMode.Several"/>) throws <see cref="WriterLostException"/> once it was taken for dead, and <see cref="StoreFormatException"/> when another one has died during its turn and what it left cannot be repaired.
/// </para>
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
    /// <exception cref="ArgumentOutOfRangeException">The schema has no such key.</exception>
    /// <exception cref="InvalidOperationException">The attachment is not the writer's.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="TKey"/> is none of the supported types.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public SharedMapWriter(StoreAttachment attachment, int key)
        : base(StoreAttachment.ForWriting(attachment, key), key) => _writer = attachment.MapWriterOf(key, Reader);

    private enum Condition
    {
        Always,
        Absent,
        Version,
    }

    /// <summary>Sets the object of a key, whether there is one or not. Readers see the old one until the new one is complete. It lives as <see cref="Limits"/> say, or for ever, whatever time the old one had.</summary>
    /// <returns>The version of the new object.</returns>
    /// <exception cref="ArgumentException">The value cannot be represented, the message names the member; or the key cannot be one: too long, or text that is not Unicode; or the entry is larger than <see cref="Limits"/> allow.</exception>
    /// <exception cref="StoreFullException">No room; the store is as it was, but for what was evicted or had expired.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    public long Set(TKey key, TValue value)
    {
        Write(key, value, Condition.Always, 0, null, out long version);
        return version;
    }

    /// <summary>Sets the object of a key that has none. It lives as <see cref="Limits"/> say, or for ever.</summary>
    /// <returns>False when there is one; nothing has changed then.</returns>
    /// <inheritdoc cref="Set(TKey, TValue)"/>
    public bool TryAdd(TKey key, TValue value) => TryAdd(key, value, out _);

    /// <summary>Sets the object of a key that has none. It lives as <see cref="Limits"/> say, or for ever.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The object.</param>
    /// <param name="version">The version of the new object, or of the one that is there.</param>
    /// <returns>False when there is one; nothing has changed then.</returns>
    /// <inheritdoc cref="Set(TKey, TValue)"/>
    public bool TryAdd(TKey key, TValue value, out long version) => Write(key, value, Condition.Absent, 0, null, out version);

    /// <summary>Replaces the object of a key if its version is still the expected one. It lives as <see cref="Limits"/> say, or for ever, whatever time the old one had.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The new object.</param>
    /// <param name="expectedVersion">The version it was read with; 0 for a key that has no object.</param>
    /// <returns>False when the version is another one; nothing has changed then.</returns>
    /// <inheritdoc cref="Set(TKey, TValue)"/>
    public bool TrySet(TKey key, TValue value, long expectedVersion) => TrySet(key, value, expectedVersion, out _);

    /// <summary>Replaces the object of a key if its version is still the expected one. It lives as <see cref="Limits"/> say, or for ever, whatever time the old one had.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The new object.</param>
    /// <param name="expectedVersion">The version it was read with; 0 for a key that has no object.</param>
    /// <param name="version">The version of the new object, or of the one that is there; 0 if there is none.</param>
    /// <returns>False when the version is another one; nothing has changed then.</returns>
    /// <inheritdoc cref="Set(TKey, TValue)"/>
    public bool TrySet(TKey key, TValue value, long expectedVersion, out long version) => Write(key, value, Condition.Version, expectedVersion, null, out version);

    /// <summary>Sets the object of a key to a document from elsewhere; see <see cref="SharedEntryWriter{T}.SetRaw"/>. It lives as <see cref="Limits"/> say, or for ever, whatever time the old one had.</summary>
    /// <returns>The version of the new object.</returns>
    /// <exception cref="BsonFormatException">Not valid BSON, or not readable as <typeparamref name="TValue"/>; nothing has changed.</exception>
    /// <exception cref="ArgumentException">The key cannot be one: too long, or text that is not Unicode; or the entry is larger than <see cref="Limits"/> allow.</exception>
    /// <exception cref="StoreFullException">No room; the store is as it was, but for what was evicted or had expired.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    public long SetRaw(TKey key, ReadOnlySpan<byte> document) => StoreRaw(key, document, null);

    /// <summary>Sets the object of a key to MongoDB Extended JSON, canonical or relaxed. It lives as <see cref="Limits"/> say, or for ever, whatever time the old one had.</summary>
    /// <returns>The version of the new object.</returns>
    /// <exception cref="FormatException">Not extended JSON of a document, or not readable as <typeparamref name="TValue"/>; nothing has changed.</exception>
    /// <exception cref="ArgumentException">It holds a value that BSON cannot, or is too large; or the key cannot be one.</exception>
    /// <exception cref="StoreFullException">No room; the store is as it was, but for what was evicted or had expired.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    public long SetExtendedJson(TKey key, string json) => SetRaw(key, SharedObject.FromExtendedJson(json).Raw.Span);

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

    private EntryDocument DocumentOf(ReadOnlySpan<byte> canonical, long expiry) => new(canonical, _meta, expiry);

    private bool Store(TKey key, scoped in EntryDocument document, Condition condition, long expected, out long version)
    {
        if (!MapKey.TryWords(key, out ulong first, out ulong second, out int length))
            return StoreBytes(key, in document, condition, expected, out version);
        var probe = new KeyProbe(first, second, length, Reader.Seed);
        return Store(in probe, in document, condition, expected, out version);
    }

    // Apart: the place for the bytes would be guarded, and variables cleared, at every write.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool StoreBytes(TKey key, scoped in EntryDocument document, Condition condition, long expected, out long version)
    {
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
