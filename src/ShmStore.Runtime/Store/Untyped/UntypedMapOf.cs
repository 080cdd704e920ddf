using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using MongoDB.Bson;
using ShmStore.Store.Exchange;
using ShmStore.Store.Maps;

namespace ShmStore;

/// <summary>A map with keys of one type, under their texts.</summary>
internal sealed class UntypedMap<TKey>(StoreAttachment attachment, int key) : UntypedMap
    where TKey : notnull
{
    private readonly SharedDocumentMap<TKey> _map = new(attachment, key);

    /// <inheritdoc/>
    public override string KeyName => _map.KeyName;

    /// <inheritdoc/>
    public override long Count => _map.Count;

    /// <inheritdoc/>
    public override long Version => _map.Version;

    /// <inheritdoc/>
    public override MapStatistics Statistics => _map.Statistics;

    /// <inheritdoc/>
    public override IEnumerable<string> Keys => _map.Keys.Select(TextOf);

    /// <inheritdoc/>
    public override bool ContainsKey(string key) => _map.ContainsKey(KeyOf(key));

    /// <inheritdoc/>
    public override bool TryGetValue(string key, [MaybeNullWhen(false)] out BsonDocument value, out long version) => _map.TryGetValue(KeyOf(key), out value, out version);

    /// <inheritdoc/>
    public override Task<long> WaitForChangeAsync(long sinceVersion, CancellationToken cancellationToken = default) => _map.WaitForChangeAsync(sinceVersion, cancellationToken);

    /// <inheritdoc/>
    public override long WaitForChange(long sinceVersion, CancellationToken cancellationToken = default) => _map.WaitForChange(sinceVersion, cancellationToken);

    /// <inheritdoc/>
    public override bool TryWaitForChange(long sinceVersion, TimeSpan timeout, out long version, CancellationToken cancellationToken = default) =>
        _map.TryWaitForChange(sinceVersion, timeout, out version, cancellationToken);

    /// <inheritdoc/>
    public override IAsyncEnumerable<MapChange<string, BsonDocument>> WatchAsync(long? sinceVersion = null, CancellationToken cancellationToken = default) =>
        InTextAsync(_map.WatchAsync(sinceVersion, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public override IEnumerator<KeyValuePair<string, BsonDocument>> GetEnumerator()
    {
        foreach ((TKey key, BsonDocument value) in _map)
            yield return new(TextOf(key), value);
    }

    private async IAsyncEnumerable<MapChange<string, BsonDocument>> InTextAsync(IAsyncEnumerable<MapChange<TKey, BsonDocument>> changes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (MapChange<TKey, BsonDocument> change in changes.WithCancellation(cancellationToken).ConfigureAwait(false))
            yield return change.WithKey(TextOf);
    }

    private string TextOf(TKey key) => KeyText.Of(key, KeyName);

    private TKey KeyOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        try
        {
            return MapKeyOf<TKey>.Decode(KeyText.ParseEitherCase(MapKeyOf<TKey>.Form, key, KeyName), KeyName);
        }
        catch (FormatException malformed)
        {
            throw new ArgumentException(malformed.Message, nameof(key), malformed);
        }
    }
}
