using System.ComponentModel;
using System.Runtime.CompilerServices;
using ShmStore.Bson;
using ShmStore.Layout;
using ShmStore.Store.Exchange;

namespace ShmStore;

/// <summary>One object of a store under a compile-time key, for its writer.</summary>
/// <remarks>
/// Thread-safe. A value that cannot be represented, or for which there is no room, throws before anything in the store has changed.
/// Members of fixed width that are not nullable and can be set publicly have a setter of their own, <c>SetName</c>, which replaces them alone, unless the body of
/// their setter or of the constructor sees their values: then an update changes them.
/// <para>
/// Beside what stands at each, every write throws <see cref="InvalidOperationException"/> inside a callback of <c>Update</c> or <c>AddOrUpdate</c> of the same store; and one of several writers
/// (<see cref="WriterMode.Several"/>) throws <see cref="WriterLostException"/> once it was taken for dead, and <see cref="StoreFormatException"/> when another one has died during its turn and what it left cannot be repaired.
/// </para>
/// </remarks>
/// <typeparam name="T">A type marked <c>[SharedObject]</c>.</typeparam>
public sealed partial class SharedEntryWriter<T> : SharedEntry<T>, IImportable
    where T : ISharedObject<T>
{
    // Asked once: shared code would look the static members up at every commit.
    private readonly BlockMeta _meta = BlockMeta.OfDocument(T.FixedLayout.End);

    /// <summary>For generated code.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The schema has no such key.</exception>
    /// <exception cref="InvalidOperationException">The attachment is not the writer's.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public SharedEntryWriter(StoreAttachment attachment, int key)
        : base(StoreAttachment.ForWriting(attachment, key), key)
    {
    }

    private int Slot => SlotLayout.FirstKeySlot + Key;

    /// <summary>Replaces the object. Readers see the old one until the new one is complete.</summary>
    /// <returns>The version of the new object.</returns>
    /// <exception cref="ArgumentException">The value cannot be represented; the message names the member.</exception>
    /// <exception cref="StoreFullException">No room; the store is as it was, but for what was evicted or had expired.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    [SkipLocalsInit]
    public long Set(T value)
    {
        using var encoder = new DocumentEncoder(stackalloc byte[DocumentEncoder.StackBytes]);
        ReadOnlySpan<byte> document = encoder.Encode(value);
        using (Attachment.Writer!.Lock())
        {
            return Commit(document);
        }
    }

    /// <summary>Replaces the object by a document from elsewhere: any element order, any lossless number width, elements more or less.</summary>
    /// <param name="document">One whole BSON document. It is copied as it stands, so elements that <typeparamref name="T"/> does not have are kept.</param>
    /// <returns>The version of the new object.</returns>
    /// <exception cref="BsonFormatException">Not valid BSON, or not readable as <typeparamref name="T"/>; nothing has changed.</exception>
    /// <exception cref="StoreFullException">No room; the store is as it was, but for what was evicted or had expired.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    public long SetRaw(ReadOnlySpan<byte> document)
    {
        ForeignDocument.Check<T>(document);
        using (Attachment.Writer!.Lock())
        {
            return Attachment.Writer.Commit(Slot, document, BlockMeta.OfDocument(T.FixedLayout.Match(document)));
        }
    }

    /// <summary>Replaces the object by MongoDB Extended JSON, canonical or relaxed.</summary>
    /// <returns>The version of the new object.</returns>
    /// <exception cref="FormatException">Not extended JSON of a document, or not readable as <typeparamref name="T"/>; nothing has changed.</exception>
    /// <exception cref="ArgumentException">It holds a value that BSON cannot, or is too large.</exception>
    /// <exception cref="StoreFullException">No room; the store is as it was, but for what was evicted or had expired.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    public long SetExtendedJson(string json) => SetRaw(SharedObject.FromExtendedJson(json).Raw.Span);

    /// <summary>Replaces the object if its version is still the expected one.</summary>
    /// <param name="value">The new object.</param>
    /// <param name="expectedVersion">The version it was read with; 0 for a key that was never set.</param>
    /// <returns>False when the version is another one; nothing has changed then.</returns>
    /// <inheritdoc cref="Set"/>
    public bool TrySet(T value, long expectedVersion) => TrySet(value, expectedVersion, out _);

    /// <summary>Replaces the object if its version is still the expected one.</summary>
    /// <param name="value">The new object.</param>
    /// <param name="expectedVersion">The version it was read with; 0 for a key that was never set.</param>
    /// <param name="version">The version of the new object, or of what is there.</param>
    /// <returns>False when the version is another one; nothing has changed then.</returns>
    /// <inheritdoc cref="Set"/>
    [SkipLocalsInit]
    public bool TrySet(T value, long expectedVersion, out long version)
    {
        using var encoder = new DocumentEncoder(stackalloc byte[DocumentEncoder.StackBytes]);
        ReadOnlySpan<byte> document = encoder.Encode(value);
        using (Attachment.Writer!.Lock())
        {
            version = Attachment.Writer.VersionOf(Slot);
            if (version != expectedVersion)
            {
                return false;
            }

            version = Commit(document);
            return true;
        }
    }

    /// <summary>Takes the value away. The version goes on, so that those who wait see it.</summary>
    /// <returns>The version of the removal.</returns>
    /// <exception cref="StoreFullException">No room for the note of it.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    public long Clear()
    {
        using (Attachment.Writer!.Lock())
        {
            return Attachment.Writer.Commit(Slot, default, default);
        }
    }

    private long Commit(ReadOnlySpan<byte> document) => Attachment.Writer!.Commit(Slot, document, _meta);

    void IImportable.Check(ReadOnlySpan<byte> document) => ForeignDocument.Check<T>(document);

    void IImportable.Import(ReadOnlySpan<byte> document) => SetRaw(document);
}
