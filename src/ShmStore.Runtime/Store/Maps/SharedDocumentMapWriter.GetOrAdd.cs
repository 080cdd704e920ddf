using MongoDB.Bson;
using ShmStore.Documents;

namespace ShmStore;

/// <content>Documents that are made when they are missing.</content>
public sealed partial class SharedDocumentMapWriter<TKey>
{
    /// <summary>Gets the document of a key, or makes one and adds it.</summary>
    /// <inheritdoc cref="SharedMapWriter{TKey, TValue}.GetOrAdd"/>
    public BsonDocument GetOrAdd(TKey key, Func<TKey, BsonDocument> make, TimeSpan? timeToLive = null) => _map.GetOrAdd(key, OfMade(make), timeToLive).Value;

    /// <summary>As <see cref="GetOrAdd"/>, with a document that takes time to make. Not while a commit is open, which belongs to its thread.</summary>
    /// <inheritdoc cref="SharedMapWriter{TKey, TValue}.GetOrAddAsync"/>
    public async ValueTask<BsonDocument> GetOrAddAsync(
        TKey key, Func<TKey, CancellationToken, ValueTask<BsonDocument>> make, TimeSpan? timeToLive = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(make);
        SchemalessDocument document = await _map.GetOrAddAsync(key, async (missing, token) => OfMade(await make(missing, token).ConfigureAwait(false)), timeToLive, cancellationToken).ConfigureAwait(false);
        return document.Value;
    }

    private Func<TKey, SchemalessDocument> OfMade(Func<TKey, BsonDocument> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        return missing => OfMade(make(missing));
    }

    private SchemalessDocument OfMade(BsonDocument value) => new(value ?? throw new InvalidOperationException($"The function that makes an entry of '{KeyName}' returned null."), KeyName);
}
