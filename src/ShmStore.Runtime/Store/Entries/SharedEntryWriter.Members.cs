using System.ComponentModel;
using System.Runtime.CompilerServices;
using ShmStore.Bson;
using ShmStore.Layout;
using ShmStore.Store.Entries;

namespace ShmStore;

/// <content>Changing one member.</content>
public sealed partial class SharedEntryWriter<T>
{
    /// <summary>
    /// Replaces one member that stands at a constant offset, and keeps everything else of the document, with elements that <typeparamref name="T"/> does not have. A commit like any other: readers see
    /// the object before or after it, whole. No object is made; where the document is not of the canonical layout, its bytes are written anew. For generated code.
    /// </summary>
    /// <param name="offset">The value's offset in a canonical document.</param>
    /// <param name="name">The element's UTF-8 name, by which it is looked up in other documents.</param>
    /// <param name="value">The new value.</param>
    /// <returns>The version of the changed object.</returns>
    /// <exception cref="ArgumentException">The value cannot be represented; the message names the member.</exception>
    /// <exception cref="InvalidOperationException">The key has no value.</exception>
    /// <exception cref="StoreFullException">No room; the store is as it was, but for what was evicted or had expired.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long SetFixed<TField, TRaw, TCodec>(int offset, ReadOnlySpan<byte> name, TField value)
        where TRaw : unmanaged
        where TCodec : struct, IFixedCodec<TField, TRaw> =>
        SetFixedIfThere<TField, TRaw, TCodec>(offset, name, value) is > 0 and var version ? version : throw Reader.NoValue();

    /// <summary>As <see cref="SetFixed"/>, of a key that may have no value. For generated code.</summary>
    /// <param name="offset">The value's offset in a canonical document.</param>
    /// <param name="name">The element's UTF-8 name, by which it is looked up in other documents.</param>
    /// <param name="value">The new value.</param>
    /// <returns>False when the key has no value; nothing has changed.</returns>
    /// <exception cref="ArgumentException">The value cannot be represented; the message names the member.</exception>
    /// <exception cref="StoreFullException">No room; the store is as it was, but for what was evicted or had expired.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySetFixed<TField, TRaw, TCodec>(int offset, ReadOnlySpan<byte> name, TField value)
        where TRaw : unmanaged
        where TCodec : struct, IFixedCodec<TField, TRaw> => SetFixedIfThere<TField, TRaw, TCodec>(offset, name, value) > 0;

    // The version; 0 if the key has no value.
    private long SetFixedIfThere<TField, TRaw, TCodec>(int offset, ReadOnlySpan<byte> name, TField value)
        where TRaw : unmanaged
        where TCodec : struct, IFixedCodec<TField, TRaw>
    {
        TRaw raw = FixedMember.ToRaw<T, TField, TRaw, TCodec>(name, value);
        using (Attachment.Writer!.Lock())
        {
            long version = Attachment.Writer.Patch(Slot, offset, raw);
            return version != 0 ? version : SetElement<TField, TCodec>(name, value);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long SetElement<TField, TCodec>(ReadOnlySpan<byte> name, TField value)
        where TCodec : struct, IBsonCodec<TField>
    {
        ReadOnlySpan<byte> current = Attachment.Writer!.TryGetStaged(Slot, out ReadOnlySpan<byte> staged, out _) ? staged : GetRaw();
        if (current.IsEmpty)
        {
            return 0;
        }

        using var encoder = new DocumentEncoder(stackalloc byte[DocumentEncoder.StackBytes]);
        ReadOnlySpan<byte> document = encoder.Replace<TField, TCodec>(new DocumentView(current), name, value);
        return Attachment.Writer.Commit(Slot, document, BlockMeta.OfDocument(T.FixedLayout.Match(document)));
    }
}
