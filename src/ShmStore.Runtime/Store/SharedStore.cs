using System.ComponentModel;
using System.Diagnostics;
using ShmStore.Layout;
using ShmStore.Store.Attaching;
using ShmStore.Store.Backups;
using ShmStore.Store.Exchange;
using ShmStore.Store.Reading;
using ShmStore.Store.Schema;
using ShmStore.Store.Statistics;

namespace ShmStore;

/// <summary>A store attached for reading. Base of the class the generator makes of a schema.</summary>
/// <remarks>All members are thread-safe. Reading takes no lock and writes nothing to the store.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public abstract class SharedStore : IDisposable
{
    /// <summary>For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
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
            Attachment.Region.ThrowIfDisposed();
            GC.KeepAlive(Attachment);
            return version;
        }
    }

    /// <summary>
    /// A random number that each store has from its creation on, and each backup for itself: versions that were seen in stores of different identity have nothing to do with each other. Copies that are made of the file by other means
    /// cannot be told apart.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public Guid StoreIdentity
    {
        get
        {
            Guid identity = Attachment.Header.At<Guid>(HeaderLayout.IdentityOffset);
            Attachment.Region.ThrowIfDisposed();
            GC.KeepAlive(Attachment);
            return identity;
        }
    }

    /// <summary>
    /// True once the file at <see cref="Path"/> is not the one that this store is attached to: it was deleted, or another took its place, by <see cref="SharedStoreFile.Repair"/>, by <see cref="Backup"/> or by hand.
    /// </summary>
    /// <remarks>
    /// This store goes on as it is, and nobody who attaches from now on sees the same one: dispose it and attach again. A system call. Always false for a store without a path; where files have no identity
    /// that .NET can ask for (not Linux), true only when there is no file.
    /// </remarks>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public bool IsReplaced => Attachment.Region.IsReplaced;

    /// <summary>
    /// True while somebody has this store open to write, in whatever process: at work, idle or stopped. False once the writer, or the last of several, was disposed or has died.
    /// </summary>
    /// <remarks>
    /// <para>
    /// One system call, and none through a writer. The answer may be old when it arrives: to become the writer of a store that has none, do not ask, but try. Of the file that is attached, whatever stands at <see cref="Path"/> now;
    /// also true for the moment in which somebody deletes, repairs or replaces that, as who does so keeps all writers out.
    /// </para>
    /// <para>
    /// Of memory of this process only: whether the writer was disposed. Of sealed memory as of a file, and never true of a frozen copy. Not on Linux always true for who has a file open, as looking would be in the way of a writer that attaches.
    /// </para>
    /// </remarks>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public bool HasWriter => Attachment.Region.HasWriter;

    /// <summary>Who has this store open to write, in whatever process: at work, idle or stopped. None who was disposed or has died, and none is awaited or woken.</summary>
    /// <remarks>
    /// <para>
    /// Whether a writer is there comes from the system's locks, as with <see cref="HasWriter"/>; its process and time are what it noted in the store. The answer may be old when it arrives: it is for messages and for people, as when
    /// <see cref="SharedStoreWriter.TryBeginCommit"/> returns false. Some system calls: up to 130 of a store that several may write.
    /// </para>
    /// <para>
    /// Of the file that is attached, whatever stands at <see cref="Path"/> now. Who makes, deletes, repairs or replaces that keeps all writers out meanwhile, and is one of whom nothing is known. Not on Linux the one that is noted
    /// in the file, even if it has died.
    /// </para>
    /// </remarks>
    /// <returns>In no particular order; empty for nobody. One at most, unless the store was created with <see cref="WriterMode.Several"/>.</returns>
    /// <exception cref="StoreFormatException">The store is damaged.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public IReadOnlyList<StoreWriterInfo> GetWriters()
    {
        IReadOnlyList<StoreWriterInfo> writers = PresentWriters.Of(Attachment.Region);
        GC.KeepAlive(Attachment);
        return writers;
    }

    /// <summary>Sizes, and what this attachment counted.</summary>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
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
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal StoreAttachment Attachment { get; }

    /// <summary>Completes with <see cref="Version"/> once it is greater than <paramref name="sinceVersion"/>. One thread per attached store serves all waits.</summary>
    /// <param name="sinceVersion">A version this caller has seen. At once, if this store has not come so far: then it was seen in another one, see <see cref="StoreIdentity"/>.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="ObjectDisposedException">The store is disposed, before or meanwhile.</exception>
    /// <exception cref="IOException">The file was deleted or replaced, and nobody writes the one that is attached any more, so that the wait would never end; noticed within two seconds, on Linux; or the file system does not tell. Attach again.</exception>
    /// <exception cref="InvalidOperationException">Within a snapshot, or of a frozen copy; or the writer is gone of memory that never has another one, as that of one process and sealed memory, so that the wait would never end; noticed within two seconds.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public Task<long> WaitForChangeAsync(long sinceVersion, CancellationToken cancellationToken = default) =>
        Attachment.Changes.WaitAsync(Attachment.LaterThan(() => Version, sinceVersion), cancellationToken);

    /// <summary>
    /// Returns <see cref="Version"/> once it is greater than <paramref name="sinceVersion"/>. The calling thread sleeps meanwhile, and goes on sooner than what awaits <see cref="WaitForChangeAsync"/>.
    /// </summary>
    /// <param name="sinceVersion">A version this caller has seen. At once, if this store has not come so far: then it was seen in another one, see <see cref="StoreIdentity"/>.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="ObjectDisposedException">The store is disposed, before or meanwhile.</exception>
    /// <exception cref="IOException">The file was deleted or replaced, and nobody writes the one that is attached any more, so that the wait would never end; noticed within two seconds, on Linux; or the file system does not tell. Attach again.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    /// <exception cref="InvalidOperationException">
    /// Without a limit of time, through a writer of which this thread has a commit open or is inside a callback of <c>Update</c> or <c>AddOrUpdate</c>: nobody else can make a change before that has ended. Or within a snapshot, or of a frozen copy.
    /// Or the writer is gone of memory that never has another one, as that of one process and sealed memory, so that the wait would never end; noticed within two seconds.
    /// </exception>
    public long WaitForChange(long sinceVersion, CancellationToken cancellationToken = default) =>
        Attachment.Changes.Wait(Attachment.LaterThan(() => Version, sinceVersion), cancellationToken);

    /// <summary>Waits on the calling thread, as <see cref="WaitForChange"/> does, at most for some time.</summary>
    /// <inheritdoc cref="SharedSlot.TryWaitForChange"/>
    public bool TryWaitForChange(long sinceVersion, TimeSpan timeout, out long version, CancellationToken cancellationToken = default) =>
        Attachment.Changes.TryWait(Attachment.LaterThan(() => Version, sinceVersion), timeout, sinceVersion, out version, cancellationToken);

    /// <summary>
    /// Packs every key of the program's schema that has a value into one buffer, in the form that the npm package <c>shm-store</c> reads: entries and documents as they stand, an atomic as <c>{ value: … }</c>, and
    /// each entry of a map under the map's name, a slash and its key, in the order of these names.
    /// </summary>
    /// <remarks>
    /// Numbers and enums are decimal in names, a Guid and an ObjectId as they print themselves, bytes hexadecimal. Each document is whole; documents of different keys may be of different
    /// commits when the writer is active, unless a snapshot is exported. All documents are in memory twice meanwhile.
    /// </remarks>
    /// <param name="cancellationToken">Ends it: looked at before each document.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="InvalidOperationException">
    /// The name of a map's entry is that of another key, or could be that of another map's entry. Or all documents together exceed the largest array, just under 2 GiB; that is noticed as soon as those that were read do.
    /// </exception>
    /// <exception cref="ReadContentionException">The writer overtook every attempt to read a key.</exception>
    /// <exception cref="StoreFormatException">The store is damaged.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public SharedObjectStore Export(CancellationToken cancellationToken = default) => StoreExchange.Export(Attachment, Array.MaxLength, cancellationToken);

    /// <summary>
    /// Writes a copy of the store to a file: one state of all keys and maps, with all or nothing of each commit of several keys. Versions are kept. Atomics, which no commit holds together, are as they are read.
    /// </summary>
    /// <remarks>
    /// The writer goes on. A reader looks until nothing has changed while it looked, so a large store whose writer does not pause cannot be backed up by one: then do it in the writing process, where
    /// the other threads wait for as long as it takes to look at all keys, when everything has been copied already. The backup of a store that has become as large as it may can need more room than it, for a while up to three times as much;
    /// then it may grow to what it has become, and no more. The file appears when it is complete and on the disk. O(keys + documents); needs memory
    /// of up to some 220 bytes an entry. A store in the memory of a process can be backed up too.
    /// </remarks>
    /// <param name="path">A path, or a bare name in shared memory.</param>
    /// <param name="overwrite">Replaces a store that is there, in one step, if it has no writer.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <exception cref="ArgumentException">The path is null, empty or white space, or has a zero character.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing was left behind.</exception>
    /// <exception cref="IOException">There is something at the path, the folder is missing, or the disk refused; nothing was left behind.</exception>
    /// <exception cref="UnauthorizedAccessException">Not permitted to write there.</exception>
    /// <exception cref="WriterActiveException">The store that is to be overwritten has a writer.</exception>
    /// <exception cref="ReadContentionException">The writer changed the store during every attempt.</exception>
    /// <exception cref="StoreFormatException">The store is damaged or was cut short, or what is to be overwritten is no store; nothing was left behind.</exception>
    /// <exception cref="StoreFullException">No room in the file system.</exception>
    /// <exception cref="InvalidOperationException">Called within a snapshot.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public void Backup(string path, bool overwrite = false, CancellationToken cancellationToken = default)
    {
        Attachment.Region.ThrowIfDisposed();
        if (Attachment.Scope is not null)
            throw new InvalidOperationException("Within a snapshot there is no backup: back up the store that the snapshot is taken of.");
        StoreBackup.Write(Attachment, StorePath.Resolve(path), overwrite, cancellationToken);
    }

    /// <summary>Detaches from the store. Safe while other threads read: they finish, or get an <see cref="ObjectDisposedException"/>. A writer waits for the write that is running, and gives up a commit that is open.</summary>
    /// <exception cref="InvalidOperationException">Called by a callback of <c>Update</c> or <c>AddOrUpdate</c> of this writer, which stays attached.</exception>
    public void Dispose()
    {
        Attachment.Detach();
        GC.SuppressFinalize(this);
    }

    /// <summary>Name of the store's class, path and version, for logs. Throws nothing.</summary>
    public override string ToString() => KeySummary.OfStore($"{Attachment.Schema.StoreName} in {Path ?? "memory"}", this, static store => store.Version);

    /// <summary>The stored bytes of a key; null when it has no value. For generated code.</summary>
    /// <exception cref="InvalidOperationException">The key is a map.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such key.</exception>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected byte[]? GetRaw(int key)
    {
        Attachment.ThrowIfUnknown(key);
        if (Attachment.Schema.Keys[key].Kind is KeyKinds.Map or KeyKinds.DocumentMap)
            throw new InvalidOperationException($"'{Attachment.NameOf(key)}' is a map: each of its entries has bytes, the map itself has none.");
        var copy = default(CopyReader);
        return Attachment.ReaderOf(key).TryRead<CopyReader, byte[]>(ref copy, out byte[] bytes, out _) == ReadStatus.Value ? bytes : null;
    }
}
