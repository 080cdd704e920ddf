using System.Collections;
using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Documents;
using ShmStore.Store.Reading;

namespace ShmStore;

/// <content>Many documents at once: those of some keys, and all.</content>
public partial class SharedDocumentMap<TKey> : IEnumerable<KeyValuePair<TKey, BsonDocument>>
{
    private static readonly Func<DocumentView, BsonDocument> Whole = static view => BsonValueReader.ReadDocument(view);

    /// <inheritdoc cref="SharedMap{TKey, TValue}.Keys"/>
    public IEnumerable<TKey> Keys => _map.Keys;

    /// <summary>The documents, without their keys, which costs less: new instances. As with the entries: each whole, none twice, and none left out that was there throughout.</summary>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="BsonFormatException">The stored bytes are damaged.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public IEnumerable<BsonDocument> Values => ReadValues(Whole);

    /// <summary>
    /// Goes through all entries, in no particular order, while the map may be written: each is read whole, none comes twice, and none is left out that was there throughout. Entries that are added or removed
    /// meanwhile may come or not.
    /// </summary>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="BsonFormatException">The stored bytes are damaged.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public IEnumerator<KeyValuePair<TKey, BsonDocument>> GetEnumerator() => ReadAll(Whole).GetEnumerator();

    /// <summary>Reads all documents in place, without building a <see cref="BsonDocument"/>.</summary>
    /// <param name="read">Computes a result from the view. May run more than once for an entry, so it has no effects.</param>
    /// <inheritdoc cref="GetEnumerator"/>
    public IEnumerable<KeyValuePair<TKey, TResult>> ReadAll<TResult>(Func<DocumentView, TResult> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return _map.ReadAll<CallbackReader<TResult>, TResult>(new CallbackReader<TResult>(read));
    }

    /// <summary>Reads all documents in place, without their keys.</summary>
    /// <param name="read">Computes a result from the view. May run more than once for an entry, so it has no effects.</param>
    /// <inheritdoc cref="Values"/>
    public IEnumerable<TResult> ReadValues<TResult>(Func<DocumentView, TResult> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return _map.ReadValues<CallbackReader<TResult>, TResult>(new CallbackReader<TResult>(read));
    }

    /// <summary>Gets the documents of many keys, whose cache misses overlap. Each is whole; they may be of different commits.</summary>
    /// <param name="keys">The keys, in any order; one may come twice.</param>
    /// <param name="values">Gets the document of each key at the same place; null for a key without one.</param>
    /// <param name="found">Gets for each key whether it has a document; may be left empty.</param>
    /// <returns>How many of the keys have a document.</returns>
    /// <exception cref="ArgumentException"><paramref name="values"/> or <paramref name="found"/> is too short; or a key cannot be one: null, too long, or text that is not Unicode.</exception>
    /// <exception cref="ReadContentionException">The writer overtook every attempt to read one of them.</exception>
    /// <exception cref="BsonFormatException">The stored bytes are damaged.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public int GetMany(ReadOnlySpan<TKey> keys, Span<BsonDocument?> values, Span<bool> found = default)
    {
        SharedMap<TKey, SchemalessDocument>.ThrowIfShorter(values.Length, keys.Length, nameof(values));
        return _map.ReadMany<CallbackReader<BsonDocument?>, BsonDocument?>(keys, values, new CallbackReader<BsonDocument?>(Whole), found);
    }

    /// <summary>Reads the documents of many keys in place, without building a <see cref="BsonDocument"/>.</summary>
    /// <param name="keys">The keys, in any order; one may come twice.</param>
    /// <param name="results">Gets the result for each key at the same place; the default of the type for a key without a document, which is null for a class: let it be a nullable one then (<c>string?[]</c>).</param>
    /// <param name="read">Computes a result from the view. May run more than once for a key, so it has no effects.</param>
    /// <param name="found">Gets for each key whether it has a document; may be left empty.</param>
    /// <inheritdoc cref="GetMany"/>
    public int ReadMany<TResult>(ReadOnlySpan<TKey> keys, Span<TResult> results, Func<DocumentView, TResult> read, Span<bool> found = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        SharedMap<TKey, SchemalessDocument>.ThrowIfShorter(results.Length, keys.Length, nameof(results));
        return _map.ReadMany<CallbackReader<TResult>, TResult>(keys, results, new CallbackReader<TResult>(read), found);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
