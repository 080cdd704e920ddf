using System.Diagnostics.CodeAnalysis;
using ShmStore.Store.Maps;
using ShmStore.Store.Reading;
using ShmStore.Store.Waiting;

namespace ShmStore;

/// <content>Following all changes.</content>
public partial class SharedMap<TKey, TValue>
{
    /// <summary>
    /// All changes of the map in their order, in whatever process they were made: each exactly once, or <see cref="MapChangeKind.Missed"/> in place of those that cannot be told any more. Never ends by itself.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The store keeps the last 1020 changes of a map; a consumer that falls further behind is told that it has missed some. The changes of a commit of several keys come together, and when the first of them comes, all of the
    /// commit is in the map. To follow a map from a known state, note <see cref="Version"/>, go through all entries, and follow the changes since that version. An enumerator is for one consumer at a time.
    /// </para>
    /// <para>
    /// That is so for keys of at most 16 bytes (of text, as UTF-8). A longer key stands in the entry's block alone, and is told as long as that has not been used again. That it was set is left out then, as a later change of the same key follows. That
    /// it was removed, by whomever, or as it had expired or was evicted, is told as <see cref="MapChangeKind.Missed"/>: after 256 more writes of entries of its size, or as many as 1 MiB has of larger ones but four at least; sooner when a writer has come or
    /// gone; and in a store that is full at once, as the memory of what was evicted is what the next entry gets. So use keys of 16 bytes or fewer in maps that are followed and whose entries are removed, expire or are evicted.
    /// </para>
    /// <para>An entry that expires is removed when the writer takes it away.</para>
    /// </remarks>
    /// <param name="sinceVersion">
    /// A version of the map or of the store: changes of this commit and earlier ones do not come. Null for those that are made from this call on. One that this store has not had yet is of another store, as of that which this one
    /// is a backup of: then the first that is told is <see cref="MapChangeKind.Missed"/>. See <see cref="SharedStore.StoreIdentity"/>.
    /// </param>
    /// <param name="cancellationToken">Ends the enumeration with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ReadContentionException">The writer overtook every attempt to look at the map.</exception>
    /// <exception cref="StoreFormatException">The store is damaged.</exception>
    /// <exception cref="InvalidOperationException">Within a snapshot or of a frozen copy, where nothing changes; or, behind the last change, the writer is gone of memory that never has another one, as that of one process and sealed memory, so that the wait would never end; noticed within two seconds.</exception>
    /// <exception cref="ObjectDisposedException">The store is disposed, before or meanwhile.</exception>
    /// <exception cref="IOException">The file was deleted or replaced, and nobody writes the one that is attached any more, so that the wait would never end; noticed within two seconds, on Linux; or the file system does not tell. Attach again.</exception>
    /// <exception cref="OperationCanceledException">The enumeration was cancelled.</exception>
    public IAsyncEnumerable<MapChange<TKey, TValue>> WatchAsync(long? sinceVersion = null, CancellationToken cancellationToken = default) =>
        Watch<TValue>(TryReadVersion, sinceVersion, cancellationToken);

    internal IAsyncEnumerable<MapChange<TKey, TResult>> Watch<TResult>(VersionReader<TResult> read, long? sinceVersion, CancellationToken cancellationToken)
    {
        ChangeListener changes = Attachment.Changes;
        long now = Reader.CommitCounter;
        Reader.ThrowIfDisposed();
        return MapWatch<TKey, TResult>.RunAsync(Reader, changes, read, sinceVersion ?? now, cancellationToken);
    }

    /// <summary>Reads the object of one version of a block.</summary>
    internal bool TryReadVersion(BlockStamp block, [MaybeNullWhen(false)] out TValue value)
    {
        var reader = new ObjectReader<TValue>(_read);
        return Reader.TryReadVersion(block, ref reader, out value);
    }
}
