using System.Diagnostics.CodeAnalysis;
using MongoDB.Bson;
using ShmStore.Documents;
using ShmStore.Store.Reading;

namespace ShmStore;

/// <content>Waiting for changes, and following them.</content>
public partial class SharedDocumentMap<TKey>
{
    /// <inheritdoc cref="SharedMap{TKey, TValue}.WaitForChangeAsync"/>
    public Task<long> WaitForChangeAsync(long sinceVersion, CancellationToken cancellationToken = default) =>
        _map.WaitForChangeAsync(sinceVersion, cancellationToken);

    /// <inheritdoc cref="SharedMap{TKey, TValue}.WaitForChange"/>
    public long WaitForChange(long sinceVersion, CancellationToken cancellationToken = default) => _map.WaitForChange(sinceVersion, cancellationToken);

    /// <inheritdoc cref="SharedMap{TKey, TValue}.TryWaitForChange"/>
    public bool TryWaitForChange(long sinceVersion, TimeSpan timeout, out long version, CancellationToken cancellationToken = default) =>
        _map.TryWaitForChange(sinceVersion, timeout, out version, cancellationToken);

    /// <inheritdoc cref="SharedMap{TKey, TValue}.WaitForEntryAsync"/>
    public Task<long> WaitForEntryAsync(TKey key, long sinceVersion, CancellationToken cancellationToken = default) =>
        _map.WaitForEntryAsync(key, sinceVersion, cancellationToken);

    /// <inheritdoc cref="SharedMap{TKey, TValue}.WaitForEntry"/>
    public long WaitForEntry(TKey key, long sinceVersion, CancellationToken cancellationToken = default) => _map.WaitForEntry(key, sinceVersion, cancellationToken);

    /// <inheritdoc cref="SharedMap{TKey, TValue}.TryWaitForEntry"/>
    public bool TryWaitForEntry(TKey key, long sinceVersion, TimeSpan timeout, out long version, CancellationToken cancellationToken = default) =>
        _map.TryWaitForEntry(key, sinceVersion, timeout, out version, cancellationToken);

    /// <inheritdoc cref="SharedMap{TKey, TValue}.ChangesAsync"/>
    public IAsyncEnumerable<Versioned<BsonDocument>> ChangesAsync(TKey key, long sinceVersion = 0, CancellationToken cancellationToken = default) =>
        _map.ChangesAsync(key, sinceVersion, cancellationToken).AsDocuments();

    /// <inheritdoc cref="SharedMap{TKey, TValue}.WatchAsync"/>
    public IAsyncEnumerable<MapChange<TKey, BsonDocument>> WatchAsync(long? sinceVersion = null, CancellationToken cancellationToken = default) =>
        _map.Watch<BsonDocument>(TryReadVersion, sinceVersion, cancellationToken);

    private bool TryReadVersion(BlockStamp block, [MaybeNullWhen(false)] out BsonDocument value)
    {
        bool found = _map.TryReadVersion(block, out SchemalessDocument document);
        value = document.Value;
        return found;
    }
}
