using ShmStore.Store.Exchange;
using ShmStore.Store.Reading;
using ShmStore.Store.Schema;
using ShmStore.Store.Statistics;

namespace ShmStore;

/// <summary>A store attached for reading. Base of the class the generator makes of a schema.</summary>
/// <remarks>All members are thread-safe. Reading takes no lock and writes nothing to the store.</remarks>
public abstract class SharedStore : IDisposable
{
    /// <summary>For generated code.</summary>
    protected SharedStore(StoreAttachment attachment) => Attachment = attachment;

    /// <summary>Absolute path of the store's file; null when it lives in the memory of this process only.</summary>
    public string? Path => Attachment.Region.Path;

    /// <summary>Number of the last commit to any key. Never goes back. Within a snapshot it is no part of it, and can be ahead of what the snapshot sees.</summary>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public long Version
    {
        get
        {
            long version = (long)Volatile.Read(ref Attachment.Header.CommitCounter);

            // Afterwards: the memory of a store that was disposed meanwhile reads as zeros.
            ObjectDisposedException.ThrowIf(Attachment.Region.IsDisposed, this);
            GC.KeepAlive(Attachment);
            return version;
        }
    }

    /// <summary>Sizes, and what this attachment counted.</summary>
    public StoreStatistics Statistics => StoreStatistics.Of(Attachment);

    /// <summary>
    /// What the region is made of: bytes and blocks by kind, by size and by map. Through any attachment, also while the store is written; nothing is written to it. O(keys + entries + blocks), little memory.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ReadContentionException">The writer overtook every attempt to look at a map.</exception>
    /// <exception cref="InvalidOperationException">Within a snapshot.</exception>
    /// <exception cref="StoreFormatException">The store is damaged.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public HeapReport GetHeapReport(CancellationToken cancellationToken = default) => HeapSurvey.Run(Attachment, cancellationToken);

    /// <summary>For generated code.</summary>
    protected internal StoreAttachment Attachment { get; }

    /// <summary>Completes with <see cref="Version"/> once it is greater than <paramref name="sinceVersion"/>. One thread per attached store serves all waits.</summary>
    /// <exception cref="ObjectDisposedException">The store is disposed, before or meanwhile.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public Task<long> WaitForChangeAsync(long sinceVersion, CancellationToken cancellationToken = default) =>
        Attachment.Changes.WaitAsync(() => Version is var version && version > sinceVersion ? version : null, cancellationToken);

    /// <summary>
    /// Packs every key that has a value into one buffer, in the form that the npm package <c>shm-store</c> reads: entries and documents as they stand, an atomic as <c>{ value: … }</c>, and
    /// each entry of a map under the map's name, a slash and its key, in the order of these names.
    /// </summary>
    /// <remarks>
    /// Numbers and enums are decimal in names, a Guid and an ObjectId as they print themselves, bytes hexadecimal. Each document is whole; documents of different keys may be of different
    /// commits when the writer is active, unless a snapshot is exported.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The name of a map's entry is that of another key, or could be that of another map's entry.</exception>
    /// <exception cref="ReadContentionException">The writer overtook every attempt to read a key.</exception>
    public SharedObjectStore Export() => StoreExchange.Export(Attachment);

    /// <summary>Detaches from the store. Safe while other threads read: they finish, or get an <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        Attachment.Detach();
        GC.SuppressFinalize(this);
    }

    /// <summary>The stored bytes of a key; null when it has no value. For generated code.</summary>
    /// <exception cref="InvalidOperationException">The key is a map.</exception>
    protected byte[]? GetRaw(int key)
    {
        if (Attachment.Schema.Keys[key].Kind is StoreKind.Map or StoreKind.DocumentMap)
            throw new InvalidOperationException($"'{Attachment.NameOf(key)}' is a map: each of its entries has bytes, the map itself has none.");
        var copy = default(CopyReader);
        return Attachment.ReaderOf(key).TryRead<CopyReader, byte[]>(ref copy, out byte[] bytes, out _) == ReadStatus.Value ? bytes : null;
    }
}
