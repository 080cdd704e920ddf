using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Documents;
using ShmStore.Store.Maps;
using ShmStore.Store.Reading;

namespace ShmStore;

/// <summary>Documents of a store without a schema under run-time keys, for reading.</summary>
/// <remarks>Thread-safe, in any number of processes; see <see cref="SharedMap{TKey, TValue}"/>. Of elements with the same name the first counts.</remarks>
/// <typeparam name="TKey">string, int, long, Guid, ObjectId, byte[] or an enum.</typeparam>
[DebuggerDisplay("{ToString(),nq}")]
public partial class SharedDocumentMap<TKey>
    where TKey : notnull
{
    private readonly SharedMap<TKey, SchemalessDocument> _map;

    /// <summary>For generated code.</summary>
    /// <exception cref="NotSupportedException"><typeparamref name="TKey"/> is none of the supported types.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public SharedDocumentMap(StoreAttachment attachment, int key)
        : this(new SharedMap<TKey, SchemalessDocument>(attachment, key))
    {
    }

    private protected SharedDocumentMap(SharedMap<TKey, SchemalessDocument> map) => _map = map;

    internal MapReader Reader => _map.Reader;

    /// <inheritdoc cref="SharedMap{TKey, TValue}.KeyName"/>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public string KeyName => _map.KeyName;

    /// <inheritdoc cref="SharedMap{TKey, TValue}.Count"/>
    public long Count => _map.Count;

    /// <inheritdoc cref="SharedMap{TKey, TValue}.Version"/>
    public long Version => _map.Version;

    /// <inheritdoc cref="SharedMap{TKey, TValue}.Statistics"/>
    public MapStatistics Statistics => _map.Statistics;

    /// <inheritdoc cref="SharedMap{TKey, TValue}.ToString"/>
    public override string ToString() => _map.ToString();

    /// <summary>The document of a key; a new instance each time, which the caller may change.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message names map and key.</exception>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="BsonFormatException">The stored bytes are damaged.</exception>
    /// <exception cref="ArgumentNullException">The key is null.</exception>
    /// <exception cref="ArgumentException">The key cannot be one: too long, or text that is not Unicode.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public BsonDocument this[TKey key] => _map[key].Value.Value;

    /// <summary>Gets the document of a key if there is one.</summary>
    /// <inheritdoc cref="SharedMap{TKey, TValue}.TryGetValue(TKey, out TValue)"/>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out BsonDocument value) => TryGetValue(key, out value, out _);

    /// <summary>Gets the document of a key if there is one, and the version it belongs to, for <c>TrySet</c>.</summary>
    /// <inheritdoc cref="SharedMap{TKey, TValue}.TryGetValue(TKey, out TValue)"/>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out BsonDocument value, out long version)
    {
        bool found = _map.TryGetValue(key, out SchemalessDocument document, out version);
        value = document.Value;
        return found;
    }

    /// <summary>Whether there is a document under the key.</summary>
    /// <inheritdoc cref="SharedMap{TKey, TValue}.ContainsKey"/>
    public bool ContainsKey(TKey key) => _map.ContainsKey(key);

    /// <inheritdoc cref="SharedMap{TKey, TValue}.TryGetTimeToLive"/>
    public bool TryGetTimeToLive(TKey key, out TimeSpan left) => _map.TryGetTimeToLive(key, out left);

    /// <summary>Reads in place, without building a <see cref="BsonDocument"/>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="read">Computes a result from the view. May run more than once, so it has no effects.</param>
    /// <inheritdoc cref="this[TKey]"/>
    public TResult Read<TResult>(TKey key, Func<DocumentView, TResult> read) =>
        TryRead(key, read, out TResult? result) ? result : throw _map.NotFound(key);

    /// <summary>Reads in place if there is a document, without building a <see cref="BsonDocument"/>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="read">Computes a result from the view. May run more than once, so it has no effects.</param>
    /// <param name="result">The result.</param>
    /// <returns>False if there is no document under the key.</returns>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="ArgumentNullException">The key or the function is null.</exception>
    /// <exception cref="ArgumentException">The key cannot be one: too long, or text that is not Unicode.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public bool TryRead<TResult>(TKey key, Func<DocumentView, TResult> read, [MaybeNullWhen(false)] out TResult result)
    {
        ArgumentNullException.ThrowIfNull(read);
        var reader = new CallbackReader<TResult>(read);
        return _map.TryReadEntry<CallbackReader<TResult>, TResult, WholeBlock>(key, ref reader, out result, out _);
    }

    /// <summary>As <see cref="Read{TResult}(TKey, Func{DocumentView, TResult})"/>, by a function that can be static.</summary>
    /// <param name="key">The key.</param>
    /// <param name="argument">Passed to the function.</param>
    /// <param name="read">Computes a result from the view and the argument. May run more than once, so it has no effects.</param>
    /// <inheritdoc cref="this[TKey]"/>
    public TResult Read<TArgument, TResult>(TKey key, TArgument argument, Func<DocumentView, TArgument, TResult> read) =>
        TryRead(key, argument, read, out TResult? result) ? result : throw _map.NotFound(key);

    /// <summary>As <see cref="TryRead{TResult}(TKey, Func{DocumentView, TResult}, out TResult)"/>, by a function that can be static.</summary>
    /// <param name="key">The key.</param>
    /// <param name="argument">Passed to the function.</param>
    /// <param name="read">Computes a result from the view and the argument. May run more than once, so it has no effects.</param>
    /// <param name="result">The result.</param>
    /// <inheritdoc cref="TryRead{TResult}(TKey, Func{DocumentView, TResult}, out TResult)"/>
    public bool TryRead<TArgument, TResult>(TKey key, TArgument argument, Func<DocumentView, TArgument, TResult> read, [MaybeNullWhen(false)] out TResult result)
    {
        ArgumentNullException.ThrowIfNull(read);
        var reader = new ArgumentCallbackReader<TArgument, TResult>(read, argument);
        return _map.TryReadEntry<ArgumentCallbackReader<TArgument, TResult>, TResult, WholeBlock>(key, ref reader, out result, out _);
    }

    /// <summary>The stored document's bytes, copied.</summary>
    /// <inheritdoc cref="this[TKey]"/>
    public byte[] GetRaw(TKey key) => _map[key].GetRaw();

    /// <summary>The stored document as MongoDB Extended JSON.</summary>
    /// <param name="key">The key.</param>
    /// <param name="relaxed">Numbers and dates as JSON users expect them; otherwise canonical, with the exact type of every value.</param>
    /// <inheritdoc cref="this[TKey]"/>
    public string ToExtendedJson(TKey key, bool relaxed = false) => _map[key].ToExtendedJson(relaxed);
}
