using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using MongoDB.Bson;
using ShmStore.Store.Maps;
using ShmStore.Store.Reading;

namespace ShmStore;

/// <summary>A map of a store whose class the program does not have: documents under the texts of their keys.</summary>
/// <remarks>
/// Thread-safe. Numbers and enums are decimal, a Guid and an ObjectId as they print themselves, bytes hexadecimal, as in <see cref="SharedStore.Export"/>. Enumerating sees each entry whole, none twice, and all that
/// are there throughout.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public abstract class UntypedMap : IEnumerable<KeyValuePair<string, BsonDocument>>
{
    private protected UntypedMap()
    {
    }

    /// <summary>Full name of the key: store and property.</summary>
    public abstract string KeyName { get; }

    /// <inheritdoc cref="SharedMap{TKey, TValue}.Count"/>
    public abstract long Count { get; }

    /// <inheritdoc cref="SharedMap{TKey, TValue}.Version"/>
    public abstract long Version { get; }

    /// <inheritdoc cref="SharedMap{TKey, TValue}.Statistics"/>
    public abstract MapStatistics Statistics { get; }

    /// <summary>The texts of the keys.</summary>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="StoreFormatException">The store is damaged.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public abstract IEnumerable<string> Keys { get; }

    /// <summary>The document of a key; a new instance each time, which the caller may change.</summary>
    /// <param name="key">The text of the key; hexadecimal digits in either case.</param>
    /// <exception cref="KeyNotFoundException">There is none; the message names map and key.</exception>
    /// <exception cref="ArgumentException">The text is not that of a key of this map.</exception>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="Bson.BsonFormatException">The stored bytes are damaged.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public BsonDocument this[string key] => TryGetValue(key, out BsonDocument? value, out _) ? value : throw new KeyNotFoundException($"'{KeyName}' has no key {ShownKey.Of(key)}.");

    /// <summary>Whether there is a document under the key.</summary>
    /// <param name="key">The text of the key; hexadecimal digits in either case.</param>
    /// <exception cref="ArgumentException">The text is not that of a key of this map.</exception>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public abstract bool ContainsKey(string key);

    /// <summary>Gets the document of a key if there is one.</summary>
    /// <param name="key">The text of the key; hexadecimal digits in either case.</param>
    /// <param name="value">The document; a new instance each time, which the caller may change.</param>
    /// <inheritdoc cref="TryGetValue(string, out BsonDocument, out long)"/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out BsonDocument value) => TryGetValue(key, out value, out _);

    /// <summary>Gets the document of a key, and the number of the commit that set it, if there is one.</summary>
    /// <param name="key">The text of the key; hexadecimal digits in either case.</param>
    /// <param name="value">The document; a new instance each time, which the caller may change.</param>
    /// <param name="version">The number of the commit; 0 if there is none.</param>
    /// <returns>False if there is none.</returns>
    /// <exception cref="ArgumentException">The text is not that of a key of this map.</exception>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="Bson.BsonFormatException">The stored bytes are damaged.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public abstract bool TryGetValue(string key, [MaybeNullWhen(false)] out BsonDocument value, out long version);

    /// <inheritdoc cref="SharedMap{TKey, TValue}.WaitForChangeAsync"/>
    public abstract Task<long> WaitForChangeAsync(long sinceVersion, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="SharedMap{TKey, TValue}.WaitForChange"/>
    public abstract long WaitForChange(long sinceVersion, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="SharedMap{TKey, TValue}.TryWaitForChange"/>
    public abstract bool TryWaitForChange(long sinceVersion, TimeSpan timeout, out long version, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="SharedMap{TKey, TValue}.WatchAsync"/>
    public abstract IAsyncEnumerable<MapChange<string, BsonDocument>> WatchAsync(long? sinceVersion = null, CancellationToken cancellationToken = default);

    /// <summary>The entries.</summary>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="StoreFormatException">The store is damaged.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public abstract IEnumerator<KeyValuePair<string, BsonDocument>> GetEnumerator();

    /// <inheritdoc cref="SharedMap{TKey, TValue}.ToString"/>
    public override string ToString() => KeySummary.OfMap(KeyName, this, static map => (map.Count, map.Version));

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
