using MongoDB.Bson;
using ShmStore.Documents;

namespace ShmStore;

/// <content>Documents that are made when they are missing.</content>
public sealed partial class SharedDocumentMapWriter<TKey>
{
    /// <summary>Gets the document of a key, or makes one and adds it.</summary>
    /// <inheritdoc cref="SharedMapWriter{TKey, TValue}.GetOrAdd(TKey, Func{TKey, TValue})"/>
    public BsonDocument GetOrAdd(TKey key, Func<TKey, BsonDocument> make) => _map.GetOrAdd(key, OfMade(make)).Value;

    /// <summary>As <see cref="GetOrAdd(TKey, Func{TKey, BsonDocument})"/>, with a document that lives for some time if it is added.</summary>
    /// <inheritdoc cref="SharedMapWriter{TKey, TValue}.GetOrAdd(TKey, Func{TKey, TValue}, TimeSpan)"/>
    public BsonDocument GetOrAdd(TKey key, Func<TKey, BsonDocument> make, TimeSpan timeToLive) => _map.GetOrAdd(key, OfMade(make), timeToLive).Value;

    /// <summary>As <see cref="GetOrAdd(TKey, Func{TKey, BsonDocument})"/>, by a function that can be static.</summary>
    /// <param name="key">The key.</param>
    /// <param name="argument">Passed to the function.</param>
    /// <param name="make">Makes the document. If it throws, nothing has changed.</param>
    /// <inheritdoc cref="GetOrAdd(TKey, Func{TKey, BsonDocument})"/>
    public BsonDocument GetOrAdd<TArgument>(TKey key, TArgument argument, Func<TKey, TArgument, BsonDocument> make) => _map.GetOrAdd(key, OfMade(argument, make)).Value;

    /// <summary>As <see cref="GetOrAdd(TKey, Func{TKey, BsonDocument}, TimeSpan)"/>, by a function that can be static.</summary>
    /// <param name="key">The key.</param>
    /// <param name="argument">Passed to the function.</param>
    /// <param name="make">Makes the document. If it throws, nothing has changed.</param>
    /// <param name="timeToLive">How long a document lives that is added.</param>
    /// <inheritdoc cref="GetOrAdd(TKey, Func{TKey, BsonDocument}, TimeSpan)"/>
    public BsonDocument GetOrAdd<TArgument>(TKey key, TArgument argument, Func<TKey, TArgument, BsonDocument> make, TimeSpan timeToLive) =>
        _map.GetOrAdd(key, OfMade(argument, make), timeToLive).Value;

    /// <summary>As <see cref="GetOrAdd(TKey, Func{TKey, BsonDocument})"/>, with a document that takes time to make. Not while a commit is open, which belongs to its thread.</summary>
    /// <inheritdoc cref="SharedMapWriter{TKey, TValue}.GetOrAddAsync"/>
    public ValueTask<BsonDocument> GetOrAddAsync(
        TKey key, Func<TKey, CancellationToken, ValueTask<BsonDocument>> make, TimeSpan? timeToLive = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(make);
        return ValueOfAsync(_map.GetOrAddAsync(key, async (missing, token) => OfMade(await make(missing, token).ConfigureAwait(false)), timeToLive, cancellationToken));
    }

    private static async ValueTask<BsonDocument> ValueOfAsync(ValueTask<SchemalessDocument> document) => (await document.ConfigureAwait(false)).Value;

    private Func<TKey, SchemalessDocument> OfMade(Func<TKey, BsonDocument> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        return missing => OfMade(make(missing));
    }

    private Func<TKey, SchemalessDocument> OfMade<TArgument>(TArgument argument, Func<TKey, TArgument, BsonDocument> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        return OfMade(missing => make(missing, argument));
    }

    private SchemalessDocument OfMade(BsonDocument value) => new(value ?? throw new InvalidOperationException($"The function that makes an entry of '{KeyName}' returned null."), KeyName);
}
