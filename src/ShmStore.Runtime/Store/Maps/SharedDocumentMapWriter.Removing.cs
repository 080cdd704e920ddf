using System.Diagnostics.CodeAnalysis;
using MongoDB.Bson;
using ShmStore.Documents;

namespace ShmStore;

/// <content>Removing.</content>
public sealed partial class SharedDocumentMapWriter<TKey>
{
    /// <summary>Removes the document of a key.</summary>
    /// <returns>False when there was none.</returns>
    /// <exception cref="ArgumentNullException">The key is null.</exception>
    /// <exception cref="ArgumentException">The key cannot be one: too long, or text that is not Unicode.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    public bool Remove(TKey key) => _map.Remove(key);

    /// <summary>Removes the document of a key, and gets it: that of the version that was removed, or of what the open commit had set. No other write comes between.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The document, which the caller may change; null if there was none.</param>
    /// <returns>False when there was none, or it had expired.</returns>
    /// <exception cref="Bson.BsonFormatException">The stored bytes are damaged; nothing has changed.</exception>
    /// <inheritdoc cref="Remove"/>
    public bool TryRemove(TKey key, [MaybeNullWhen(false)] out BsonDocument value)
    {
        bool removed = _map.TryRemove(key, out SchemalessDocument document);
        value = document.Value;
        return removed;
    }

    /// <inheritdoc cref="SharedMapWriter{TKey, TValue}.TryRemove(TKey, long)"/>
    public bool TryRemove(TKey key, long expectedVersion) => _map.TryRemove(key, expectedVersion);

    /// <inheritdoc cref="SharedMapWriter{TKey, TValue}.Clear"/>
    public long Clear() => _map.Clear();
}
