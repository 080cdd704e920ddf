using System.ComponentModel;
using Microsoft.Win32.SafeHandles;
using ShmStore.Store.Attaching;
using ShmStore.Store.Commits;
using ShmStore.Store.Exchange;
using ShmStore.Store.Waiting;

namespace ShmStore;

/// <summary>A store attached by its writer: the only one, or with <see cref="WriterMode.Several"/> one of several, which take turns. Base of a generated class.</summary>
/// <remarks>
/// Thread-safe: writes of several threads are made one after the other. The kernel releases the writer's lock when the process dies. One of several writers waits while another one is writing, also for one that is stopped; see <see cref="TryBeginCommit"/>.
/// <para>
/// Beside what stands at each, every write throws <see cref="InvalidOperationException"/> inside a callback of <c>Update</c> or <c>AddOrUpdate</c> of the same store; and one of several writers
/// (<see cref="WriterMode.Several"/>) throws <see cref="WriterLostException"/> once it was taken for dead, and <see cref="StoreFormatException"/> when another one has died during its turn and what it left cannot be repaired.
/// </para>
/// </remarks>
public abstract class SharedStoreWriter : SharedStore
{
    /// <summary>For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected SharedStoreWriter(StoreAttachment attachment)
        : base(attachment)
    {
    }

    /// <summary>
    /// Begins a commit of several keys: <c>using var commit = writer.BeginCommit(); … commit.Complete();</c>. What this thread writes until then becomes visible at once, or not at all.
    /// </summary>
    /// <remarks>
    /// Waits for a commit that another thread has open, however long that one takes to end it, and so does every single write; see <see cref="StoreCommit"/> for who ends it when that thread does not, and
    /// <see cref="TryBeginCommit"/> for waiting for some time only. A wait that is cancelled ends within some milliseconds, or after the repair of what a writer left that died during its turn. A commit can write some million keys at most: 1,048,576 words of the store, of which <see cref="StoreCommit.Complete"/> tells more.
    /// </remarks>
    /// <param name="cancellationToken">Cancels the wait. Once the commit has begun, it means nothing.</param>
    /// <exception cref="OperationCanceledException">It was cancelled, before or while it waited: nothing is held, and nothing has changed.</exception>
    /// <exception cref="InvalidOperationException">This thread has a commit open already, or is inside a callback of <c>Update</c> or <c>AddOrUpdate</c>.</exception>
    /// <exception cref="StoreFormatException">Another of several writers has died during its turn, and what it left cannot be repaired.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    /// <exception cref="WriterLostException">The writer, one of several, was taken for dead.</exception>
    public StoreCommit BeginCommit(CancellationToken cancellationToken = default)
    {
        TryBegin(Deadline.Never, cancellationToken, out StoreCommit commit);
        return commit;
    }

    /// <summary>
    /// As <see cref="BeginCommit"/>, but waits at most for some time: for other threads of this process, and with <see cref="WriterMode.Several"/> for other processes, also for one that is stopped.
    /// </summary>
    /// <remarks>
    /// Nothing that is written within the commit waits again. The time may be exceeded by some milliseconds, and by the repair of what a writer left that died during its turn: O(keys + entries + blocks).
    /// Nobody is promised a turn, and the longer the time the surer it comes.
    /// </remarks>
    /// <param name="timeout">How long, or <see cref="Timeout.InfiniteTimeSpan"/>. Tried once when there is no time.</param>
    /// <param name="commit">The commit; if there is none, one that was never begun: disposing it does nothing.</param>
    /// <param name="cancellationToken">Cancels the wait. Once the commit has begun, it means nothing.</param>
    /// <returns>False if somebody else was writing until the time was up. Then nothing is held, and nothing has changed; <see cref="SharedStore.GetWriters"/> tells who writes now.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <inheritdoc cref="BeginCommit"/>
    public bool TryBeginCommit(TimeSpan timeout, out StoreCommit commit, CancellationToken cancellationToken = default)
    {
        WaitTime.Check(timeout);
        return TryBegin(Deadline.After(timeout), cancellationToken, out commit);
    }

    /// <summary>Writes all pages to the disk and waits for it. Protects against a power failure; a dying process loses nothing without it.</summary>
    /// <remarks>Nobody writes meanwhile: the other threads of this process wait for the disk too, and the other ones of several writers.</remarks>
    /// <exception cref="IOException">The disk refused; or the file was deleted or replaced (<see cref="SharedStore.IsReplaced"/>), so that nothing of it outlives those who are attached.</exception>
    /// <exception cref="StoreFormatException">The file was cut short; or another of several writers has died during its turn, and what it left cannot be repaired.</exception>
    /// <exception cref="InvalidOperationException">Called by a callback of <c>Update</c> or <c>AddOrUpdate</c>.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    /// <exception cref="WriterLostException">The writer, one of several, was taken for dead.</exception>
    public void Flush()
    {
        using (Attachment.Writer!.Lock())
        {
            Attachment.Region.ThrowIfShrunk();
            Attachment.Region.Flush();
            Attachment.Region.ThrowIfReplaced();
        }
    }

    /// <summary>
    /// A new handle to the store's file or memory that can only read, to be inherited by or sent to another process, which opens the store by it. Close it when it was handed over.
    /// </summary>
    /// <exception cref="InvalidOperationException">The store lives in the memory of this process only.</exception>
    /// <exception cref="IOException">The file was deleted or replaced (<see cref="SharedStore.IsReplaced"/>).</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    public SafeFileHandle OpenReadHandle()
    {
        Attachment.Region.ThrowIfDisposed();
        if (Path is not { } path)
            throw new InvalidOperationException("A store in the memory of this process only cannot be handed over: create it in a file, or by CreateSealedWriter.");
        Attachment.Region.ThrowIfReplaced();
        SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            Attachment.Region.ThrowIfReplaced();
            return handle;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Copies the store as it is, without what an open commit has staged, into memory that nobody can ever change (<see cref="MemorySeals.Frozen"/>).</summary>
    /// <remarks>Nobody writes meanwhile: the other threads of this process wait until all of the store is copied, and the other ones of several writers.</remarks>
    /// <returns>A handle that can only read, as of <see cref="OpenReadHandle"/>. The copy goes with the last process that has it open.</returns>
    /// <exception cref="PlatformNotSupportedException">Not on Linux.</exception>
    /// <exception cref="StoreFullException">Not that much memory.</exception>
    /// <exception cref="IOException">The kernel refuses.</exception>
    /// <exception cref="StoreFormatException">The file was cut short; or another of several writers has died during its turn, and what it left cannot be repaired.</exception>
    /// <exception cref="InvalidOperationException">Called by a callback of <c>Update</c> or <c>AddOrUpdate</c>.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    /// <exception cref="WriterLostException">The writer, one of several, was taken for dead.</exception>
    public SafeFileHandle CopyFrozen()
    {
        using (Attachment.Writer!.Lock())
        {
            Attachment.Region.ThrowIfShrunk();
            return StoreOpener.Default.CopyFrozen(Attachment.Region);
        }
    }

    /// <summary>Sets every key of a packed store. All documents are checked before the first is stored; keys that are not in the packed store stay as they are.</summary>
    /// <exception cref="ArgumentException">A key is not in the schema, or its document is not of its type; nothing has changed.</exception>
    /// <exception cref="StoreFullException">No room; the keys before this one are set.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    public void Import(SharedObjectStore packed)
    {
        ArgumentNullException.ThrowIfNull(packed);
        Attachment.Region.ThrowIfDisposed();
        StoreExchange.Import(Attachment, packed);
    }

    private bool TryBegin(Deadline end, CancellationToken cancellationToken, out StoreCommit commit)
    {
        cancellationToken.ThrowIfCancellationRequested();
        CommitWriter writer = Attachment.Writer!;
        long begun = writer.TryBegin(end.OrCancelled(cancellationToken));
        commit = begun == 0 ? default : new StoreCommit(writer, begun);
        if (begun == 0)
            cancellationToken.ThrowIfCancellationRequested();
        return begun != 0;
    }
}
