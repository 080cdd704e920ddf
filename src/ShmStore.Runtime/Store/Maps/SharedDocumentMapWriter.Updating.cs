using System.Diagnostics.CodeAnalysis;
using MongoDB.Bson;
using ShmStore.Documents;

namespace ShmStore;

/// <content>Documents that are made of those that are there, in one step.</content>
public sealed partial class SharedDocumentMapWriter<TKey>
{
    private const string OfEntry = "an entry of ";

    /// <summary>Replaces the document of a key by a function of it, which expires when the old one would have. No other write comes between.</summary>
    /// <param name="key">The key.</param>
    /// <param name="update">Gets the current document, which it may change and return. Called once, with the writer locked: others that write wait for it, and it must not write to the store. If it throws, nothing has changed.</param>
    /// <returns>The new document.</returns>
    /// <exception cref="KeyNotFoundException">There is no document under the key.</exception>
    /// <exception cref="InvalidOperationException">The function returned null, or tried to write to the store.</exception>
    /// <inheritdoc cref="Set(TKey, BsonDocument)"/>
    public BsonDocument Update(TKey key, Func<BsonDocument, BsonDocument> update) => _map.Update(key, OfDocuments(update)).Value;

    /// <summary>As <see cref="Update(TKey, Func{BsonDocument, BsonDocument})"/>, by a function that can be static.</summary>
    /// <param name="key">The key.</param>
    /// <param name="argument">Passed to the function.</param>
    /// <param name="update">Gets the current document, which it may change and return, and the argument; see <see cref="Update(TKey, Func{BsonDocument, BsonDocument})"/>.</param>
    /// <inheritdoc cref="Update(TKey, Func{BsonDocument, BsonDocument})"/>
    public BsonDocument Update<TArgument>(TKey key, TArgument argument, Func<BsonDocument, TArgument, BsonDocument> update) =>
        _map.Update(key, OfDocuments(argument, update)).Value;

    /// <summary>Replaces the document of a key by a function of it, which lives for some time from now, whatever time the old one had. No other write comes between.</summary>
    /// <param name="key">The key.</param>
    /// <param name="update">Gets the current document, which it may change and return; see <see cref="Update(TKey, Func{BsonDocument, BsonDocument})"/>.</param>
    /// <param name="timeToLive">How long; see <see cref="Set(TKey, BsonDocument, TimeSpan)"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is zero or negative, and not <see cref="Timeout.InfiniteTimeSpan"/>; the function was not called.</exception>
    /// <inheritdoc cref="Update(TKey, Func{BsonDocument, BsonDocument})"/>
    public BsonDocument Update(TKey key, Func<BsonDocument, BsonDocument> update, TimeSpan timeToLive) => _map.Update(key, OfDocuments(update), timeToLive).Value;

    /// <summary>As <see cref="Update(TKey, Func{BsonDocument, BsonDocument}, TimeSpan)"/>, by a function that can be static.</summary>
    /// <param name="key">The key.</param>
    /// <param name="argument">Passed to the function.</param>
    /// <param name="update">Gets the current document, which it may change and return, and the argument; see <see cref="Update(TKey, Func{BsonDocument, BsonDocument})"/>.</param>
    /// <param name="timeToLive">How long; see <see cref="Set(TKey, BsonDocument, TimeSpan)"/>.</param>
    /// <inheritdoc cref="Update(TKey, Func{BsonDocument, BsonDocument}, TimeSpan)"/>
    public BsonDocument Update<TArgument>(TKey key, TArgument argument, Func<BsonDocument, TArgument, BsonDocument> update, TimeSpan timeToLive) =>
        _map.Update(key, OfDocuments(argument, update), timeToLive).Value;

    /// <summary>As <see cref="Update(TKey, Func{BsonDocument, BsonDocument})"/>, of a key that may have no document, such as one that has expired or was evicted.</summary>
    /// <param name="key">The key.</param>
    /// <param name="update">Gets the current document, which it may change and return; not called if there is none. Called with the writer locked, must not write to the store. If it throws, nothing has changed.</param>
    /// <param name="updated">The new document.</param>
    /// <returns>False when there is no document under the key.</returns>
    /// <exception cref="InvalidOperationException">The function returned null, or tried to write to the store.</exception>
    /// <inheritdoc cref="Set(TKey, BsonDocument)"/>
    public bool TryUpdate(TKey key, Func<BsonDocument, BsonDocument> update, [MaybeNullWhen(false)] out BsonDocument updated)
    {
        bool isThere = _map.TryUpdate(key, OfDocuments(update), out SchemalessDocument document);
        updated = document.Value;
        return isThere;
    }

    /// <summary>As <see cref="TryUpdate(TKey, Func{BsonDocument, BsonDocument}, out BsonDocument)"/>, by a function that can be static.</summary>
    /// <param name="key">The key.</param>
    /// <param name="argument">Passed to the function.</param>
    /// <param name="update">Gets the current document, which it may change and return, and the argument; not called if there is none. Called with the writer locked, must not write to the store. If it throws, nothing has changed.</param>
    /// <param name="updated">The new document.</param>
    /// <inheritdoc cref="TryUpdate(TKey, Func{BsonDocument, BsonDocument}, out BsonDocument)"/>
    public bool TryUpdate<TArgument>(
        TKey key, TArgument argument, Func<BsonDocument, TArgument, BsonDocument> update, [MaybeNullWhen(false)] out BsonDocument updated)
    {
        bool isThere = _map.TryUpdate(key, OfDocuments(argument, update), out SchemalessDocument document);
        updated = document.Value;
        return isThere;
    }

    /// <summary>As <see cref="Update(TKey, Func{BsonDocument, BsonDocument}, TimeSpan)"/>, of a key that may have no document, such as one that has expired or was evicted.</summary>
    /// <param name="key">The key.</param>
    /// <param name="update">Gets the current document, which it may change and return; not called if there is none. Called with the writer locked, must not write to the store. If it throws, nothing has changed.</param>
    /// <param name="timeToLive">How long the new document lives; see <see cref="Set(TKey, BsonDocument, TimeSpan)"/>.</param>
    /// <param name="updated">The new document.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is zero or negative, and not <see cref="Timeout.InfiniteTimeSpan"/>; the function was not called.</exception>
    /// <inheritdoc cref="TryUpdate(TKey, Func{BsonDocument, BsonDocument}, out BsonDocument)"/>
    public bool TryUpdate(TKey key, Func<BsonDocument, BsonDocument> update, TimeSpan timeToLive, [MaybeNullWhen(false)] out BsonDocument updated)
    {
        bool isThere = _map.TryUpdate(key, OfDocuments(update), timeToLive, out SchemalessDocument document);
        updated = document.Value;
        return isThere;
    }

    /// <summary>As <see cref="TryUpdate(TKey, Func{BsonDocument, BsonDocument}, TimeSpan, out BsonDocument)"/>, by a function that can be static.</summary>
    /// <param name="key">The key.</param>
    /// <param name="argument">Passed to the function.</param>
    /// <param name="update">Gets the current document, which it may change and return, and the argument; not called if there is none. Called with the writer locked, must not write to the store. If it throws, nothing has changed.</param>
    /// <param name="timeToLive">How long the new document lives; see <see cref="Set(TKey, BsonDocument, TimeSpan)"/>.</param>
    /// <param name="updated">The new document.</param>
    /// <inheritdoc cref="TryUpdate(TKey, Func{BsonDocument, BsonDocument}, TimeSpan, out BsonDocument)"/>
    public bool TryUpdate<TArgument>(
        TKey key, TArgument argument, Func<BsonDocument, TArgument, BsonDocument> update, TimeSpan timeToLive, [MaybeNullWhen(false)] out BsonDocument updated)
    {
        bool isThere = _map.TryUpdate(key, OfDocuments(argument, update), timeToLive, out SchemalessDocument document);
        updated = document.Value;
        return isThere;
    }

    /// <summary>Makes and adds a document if the key has none, or replaces the one that is there by a function of it, in one step: no other write comes between, of this process or another.</summary>
    /// <param name="key">The key.</param>
    /// <param name="make">Makes the document of a key that has none, or whose document has expired. If it throws, nothing has changed.</param>
    /// <param name="update">Gets the current document, which it may change and return. If it throws, nothing has changed.</param>
    /// <inheritdoc cref="SharedMapWriter{TKey, TValue}.AddOrUpdate(TKey, Func{TKey, TValue}, Func{TValue, TValue})"/>
    public BsonDocument AddOrUpdate(TKey key, Func<TKey, BsonDocument> make, Func<BsonDocument, BsonDocument> update) =>
        _map.AddOrUpdate(key, OfMade(make), OfDocuments(update)).Value;

    /// <summary>As <see cref="AddOrUpdate(TKey, Func{TKey, BsonDocument}, Func{BsonDocument, BsonDocument})"/>, with a document that lives for some time from now, made or updated.</summary>
    /// <param name="key">The key.</param>
    /// <param name="make">Makes the document of a key that has none, or whose document has expired. If it throws, nothing has changed.</param>
    /// <param name="update">Gets the current document, which it may change and return. If it throws, nothing has changed.</param>
    /// <param name="timeToLive">How long.</param>
    /// <inheritdoc cref="SharedMapWriter{TKey, TValue}.AddOrUpdate(TKey, Func{TKey, TValue}, Func{TValue, TValue}, TimeSpan)"/>
    public BsonDocument AddOrUpdate(TKey key, Func<TKey, BsonDocument> make, Func<BsonDocument, BsonDocument> update, TimeSpan timeToLive) =>
        _map.AddOrUpdate(key, OfMade(make), OfDocuments(update), timeToLive).Value;

    /// <summary>As <see cref="AddOrUpdate(TKey, Func{TKey, BsonDocument}, Func{BsonDocument, BsonDocument})"/>, by functions that can be static.</summary>
    /// <param name="key">The key.</param>
    /// <param name="argument">Passed to the function that is called.</param>
    /// <param name="make">Makes the document of a key that has none, or whose document has expired. If it throws, nothing has changed.</param>
    /// <param name="update">Gets the current document, which it may change and return, and the argument. If it throws, nothing has changed.</param>
    /// <inheritdoc cref="AddOrUpdate(TKey, Func{TKey, BsonDocument}, Func{BsonDocument, BsonDocument})"/>
    public BsonDocument AddOrUpdate<TArgument>(
        TKey key, TArgument argument, Func<TKey, TArgument, BsonDocument> make, Func<BsonDocument, TArgument, BsonDocument> update) =>
        _map.AddOrUpdate(key, OfMade(argument, make), OfDocuments(argument, update)).Value;

    /// <summary>As <see cref="AddOrUpdate(TKey, Func{TKey, BsonDocument}, Func{BsonDocument, BsonDocument}, TimeSpan)"/>, by functions that can be static.</summary>
    /// <param name="key">The key.</param>
    /// <param name="argument">Passed to the function that is called.</param>
    /// <param name="make">Makes the document of a key that has none, or whose document has expired. If it throws, nothing has changed.</param>
    /// <param name="update">Gets the current document, which it may change and return, and the argument. If it throws, nothing has changed.</param>
    /// <param name="timeToLive">How long.</param>
    /// <inheritdoc cref="AddOrUpdate(TKey, Func{TKey, BsonDocument}, Func{BsonDocument, BsonDocument}, TimeSpan)"/>
    public BsonDocument AddOrUpdate<TArgument>(
        TKey key, TArgument argument, Func<TKey, TArgument, BsonDocument> make, Func<BsonDocument, TArgument, BsonDocument> update, TimeSpan timeToLive) =>
        _map.AddOrUpdate(key, OfMade(argument, make), OfDocuments(argument, update), timeToLive).Value;

    private Func<SchemalessDocument, SchemalessDocument> OfDocuments<TArgument>(TArgument argument, Func<BsonDocument, TArgument, BsonDocument> update) =>
        DocumentUpdates.Of(argument, update, KeyName, OfEntry);

    private Func<SchemalessDocument, SchemalessDocument> OfDocuments(Func<BsonDocument, BsonDocument> update) => DocumentUpdates.Of(update, KeyName, OfEntry);
}
