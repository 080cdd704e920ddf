using ShmStore.Store.Exchange;

namespace ShmStore;

/// <summary>A store attached by its only writer. Base of a generated class.</summary>
/// <remarks>Thread-safe: writes of several threads are made one after the other. The kernel releases the writer's lock when the process dies.</remarks>
public abstract class SharedStoreWriter : SharedStore
{
    /// <summary>For generated code.</summary>
    protected SharedStoreWriter(StoreAttachment attachment)
        : base(attachment)
    {
    }

    /// <summary>
    /// Begins a commit of several keys: <c>using var commit = writer.BeginCommit(); … commit.Complete();</c>. What this thread writes until then becomes visible at once, or not at all.
    /// </summary>
    /// <exception cref="InvalidOperationException">This thread has a commit open already, or is inside a callback of <c>Update</c>.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    public StoreCommit BeginCommit() => new(Attachment.Writer!);

    /// <summary>Writes all pages to the disk and waits for it. Protects against a power failure; a dying process loses nothing without it.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public void Flush()
    {
        using (Attachment.Writer!.Lock())
        {
            Attachment.Region.Flush();
        }
    }

    /// <summary>Sets every key of a packed store. All documents are checked before the first is stored; keys that are not in the packed store stay as they are.</summary>
    /// <exception cref="ArgumentException">A key is not in the schema, or its document is not of its type; nothing has changed.</exception>
    /// <exception cref="StoreFullException">No room; the keys before this one are set.</exception>
    public void Import(SharedObjectStore packed)
    {
        ArgumentNullException.ThrowIfNull(packed);
        StoreExchange.Import(Attachment, packed);
    }
}
