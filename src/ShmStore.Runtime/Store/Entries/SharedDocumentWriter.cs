using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using MongoDB.Bson;
using ShmStore.Documents;

namespace ShmStore;

/// <summary>A document without a schema under a compile-time key, for its writer.</summary>
/// <remarks>
/// Thread-safe. A document that cannot be stored, or for which there is no room, throws before anything in the store has changed.
/// <para>
/// Beside what stands at each, every write throws <see cref="InvalidOperationException"/> inside a callback of <c>Update</c> or <c>AddOrUpdate</c> of the same store; and one of several writers
/// (<see cref="WriterMode.Several"/>) throws <see cref="WriterLostException"/> once it was taken for dead, and <see cref="StoreFormatException"/> when another one has died during its turn and what it left cannot be repaired.
/// </para>
/// </remarks>
public sealed class SharedDocumentWriter : SharedDocument
{
    private readonly SharedEntryWriter<SchemalessDocument> _entry;

    /// <summary>For generated code.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The schema has no such key.</exception>
    /// <exception cref="InvalidOperationException">The attachment is not the writer's.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public SharedDocumentWriter(StoreAttachment attachment, int key)
        // The entry takes the document's place as the member that is imported.
        : base(StoreAttachment.ForWriting(attachment, key), key) => _entry = new SharedEntryWriter<SchemalessDocument>(attachment, key);

    /// <summary>Replaces the document. Readers see the old one until the new one is complete.</summary>
    /// <returns>The version of the new document.</returns>
    /// <exception cref="ArgumentException">Nested too deeply, too long, or with duplicate names or text that is not Unicode.</exception>
    /// <exception cref="StoreFullException">No room; the store is as it was, but for what was evicted or had expired.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    public long Set(BsonDocument value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return _entry.Set(new SchemalessDocument(value, KeyName));
    }

    /// <inheritdoc cref="SharedEntryWriter{T}.SetRaw"/>
    public long SetRaw(ReadOnlySpan<byte> document) => _entry.SetRaw(document);

    /// <inheritdoc cref="SharedEntryWriter{T}.SetExtendedJson"/>
    public long SetExtendedJson(string json) => _entry.SetExtendedJson(json);

    /// <summary>Replaces the document if its version is still the expected one.</summary>
    /// <param name="value">The new document.</param>
    /// <param name="expectedVersion">The version it was read with; 0 for a key that was never set.</param>
    /// <returns>False when the version is another one; nothing has changed then.</returns>
    /// <inheritdoc cref="Set"/>
    public bool TrySet(BsonDocument value, long expectedVersion) => TrySet(value, expectedVersion, out _);

    /// <summary>Replaces the document if its version is still the expected one.</summary>
    /// <param name="value">The new document.</param>
    /// <param name="expectedVersion">The version it was read with; 0 for a key that was never set.</param>
    /// <param name="version">The version of the new document, or of what is there.</param>
    /// <returns>False when the version is another one; nothing has changed then.</returns>
    /// <inheritdoc cref="Set"/>
    public bool TrySet(BsonDocument value, long expectedVersion, out long version)
    {
        ArgumentNullException.ThrowIfNull(value);
        return _entry.TrySet(new SchemalessDocument(value, KeyName), expectedVersion, out version);
    }

    /// <summary>Replaces the document by a function of it. No other write comes between, of this process or another.</summary>
    /// <param name="update">Gets the current document, which it may change and return. Must not write to the store. If it throws, nothing has changed.</param>
    /// <returns>The new document.</returns>
    /// <exception cref="InvalidOperationException">The key has no value, or the function returned null or tried to write to the store.</exception>
    /// <inheritdoc cref="Set"/>
    public BsonDocument Update(Func<BsonDocument, BsonDocument> update) => _entry.Update(OfDocuments(update)).Value;

    /// <summary>As <see cref="Update(Func{BsonDocument, BsonDocument})"/>, by a function that can be static.</summary>
    /// <param name="argument">Passed to the function.</param>
    /// <param name="update">Gets the current document, which it may change and return, and the argument; see <see cref="Update(Func{BsonDocument, BsonDocument})"/>.</param>
    /// <inheritdoc cref="Update(Func{BsonDocument, BsonDocument})"/>
    public BsonDocument Update<TArgument>(TArgument argument, Func<BsonDocument, TArgument, BsonDocument> update) => _entry.Update(OfDocuments(argument, update)).Value;

    /// <summary>As <see cref="Update(Func{BsonDocument, BsonDocument})"/>, of a key that may have no value.</summary>
    /// <param name="update">Gets the current document, which it may change and return; not called if there is none. Called with the writer locked, must not write to the store. If it throws, nothing has changed.</param>
    /// <param name="updated">The new document.</param>
    /// <returns>False when the key has no value.</returns>
    /// <exception cref="InvalidOperationException">The function returned null, or tried to write to the store.</exception>
    /// <inheritdoc cref="Set"/>
    public bool TryUpdate(Func<BsonDocument, BsonDocument> update, [MaybeNullWhen(false)] out BsonDocument updated)
    {
        bool isThere = _entry.TryUpdate(OfDocuments(update), out SchemalessDocument document);
        updated = document.Value;
        return isThere;
    }

    /// <summary>As <see cref="TryUpdate(Func{BsonDocument, BsonDocument}, out BsonDocument)"/>, by a function that can be static.</summary>
    /// <param name="argument">Passed to the function.</param>
    /// <param name="update">Gets the current document, which it may change and return, and the argument; not called if there is none. Called with the writer locked, must not write to the store. If it throws, nothing has changed.</param>
    /// <param name="updated">The new document.</param>
    /// <inheritdoc cref="TryUpdate(Func{BsonDocument, BsonDocument}, out BsonDocument)"/>
    public bool TryUpdate<TArgument>(TArgument argument, Func<BsonDocument, TArgument, BsonDocument> update, [MaybeNullWhen(false)] out BsonDocument updated)
    {
        bool isThere = _entry.TryUpdate(OfDocuments(argument, update), out SchemalessDocument document);
        updated = document.Value;
        return isThere;
    }

    /// <summary>Makes and sets a document if the key has no value, or replaces the one that is there by a function of it, in one step: no other write comes between, of this process or another.</summary>
    /// <param name="make">Makes the document of a key that has no value. If it throws, nothing has changed.</param>
    /// <param name="update">Gets the current document, which it may change and return. If it throws, nothing has changed.</param>
    /// <returns>The document that was made, or the new one.</returns>
    /// <inheritdoc cref="SharedEntryWriter{T}.AddOrUpdate(Func{T}, Func{T, T})"/>
    public BsonDocument AddOrUpdate(Func<BsonDocument> make, Func<BsonDocument, BsonDocument> update)
    {
        ArgumentNullException.ThrowIfNull(make);
        return _entry.AddOrUpdate(() => Made(make()), OfDocuments(update)).Value;
    }

    /// <summary>As <see cref="AddOrUpdate(Func{BsonDocument}, Func{BsonDocument, BsonDocument})"/>, by functions that can be static.</summary>
    /// <param name="argument">Passed to the function that is called.</param>
    /// <param name="make">Makes the document of a key that has no value. If it throws, nothing has changed.</param>
    /// <param name="update">Gets the current document, which it may change and return, and the argument. If it throws, nothing has changed.</param>
    /// <inheritdoc cref="AddOrUpdate(Func{BsonDocument}, Func{BsonDocument, BsonDocument})"/>
    public BsonDocument AddOrUpdate<TArgument>(TArgument argument, Func<TArgument, BsonDocument> make, Func<BsonDocument, TArgument, BsonDocument> update)
    {
        ArgumentNullException.ThrowIfNull(make);
        return _entry.AddOrUpdate(() => Made(make(argument)), OfDocuments(argument, update)).Value;
    }

    /// <inheritdoc cref="SharedEntryWriter{T}.Clear"/>
    public long Clear() => _entry.Clear();

    private Func<SchemalessDocument, SchemalessDocument> OfDocuments<TArgument>(TArgument argument, Func<BsonDocument, TArgument, BsonDocument> update) =>
        DocumentUpdates.Of(argument, update, KeyName);

    private Func<SchemalessDocument, SchemalessDocument> OfDocuments(Func<BsonDocument, BsonDocument> update) => DocumentUpdates.Of(update, KeyName);

    private SchemalessDocument Made(BsonDocument? made) =>
        new(made ?? throw new InvalidOperationException($"The function that makes '{KeyName}' returned null."), KeyName);
}
