using System.ComponentModel;
using System.Runtime.CompilerServices;
using ShmStore.Bson;
using ShmStore.Layout;
using ShmStore.Store.Entries;
using ShmStore.Store.Maps;
using ShmStore.Store.Reading;

namespace ShmStore;

/// <content>Changing one member.</content>
public sealed partial class SharedMapWriter<TKey, TValue>
{
    /// <summary>
    /// Replaces one member of a key's object that stands at a constant offset, and keeps everything else of the document, and the time when it expires; see <see cref="SharedEntryWriter{T}.SetFixed"/>.
    /// For generated code.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="offset">The value's offset in a canonical document.</param>
    /// <param name="name">The element's UTF-8 name, by which it is looked up in other documents.</param>
    /// <param name="value">The new value.</param>
    /// <returns>The version of the changed object.</returns>
    /// <exception cref="ArgumentException">The value cannot be represented, the message names the member; or the entry becomes larger than <see cref="Limits"/> allow.</exception>
    /// <exception cref="KeyNotFoundException">There is no object under the key.</exception>
    /// <exception cref="StoreFullException">No room; the store is as it was, but for what was evicted or had expired.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long SetFixed<TField, TRaw, TCodec>(TKey key, int offset, ReadOnlySpan<byte> name, TField value)
        where TRaw : unmanaged
        where TCodec : struct, IFixedCodec<TField, TRaw> =>
        SetFixedIfThere<TField, TRaw, TCodec>(key, offset, name, value) is > 0 and var version ? version : throw NotFound(key);

    /// <summary>As <see cref="SetFixed"/>, of a key that may have no object, such as one that has expired or was evicted. For generated code.</summary>
    /// <param name="key">The key.</param>
    /// <param name="offset">The value's offset in a canonical document.</param>
    /// <param name="name">The element's UTF-8 name, by which it is looked up in other documents.</param>
    /// <param name="value">The new value.</param>
    /// <returns>False when there is no object under the key; nothing has changed.</returns>
    /// <exception cref="ArgumentException">The value cannot be represented, the message names the member; or the entry becomes larger than <see cref="Limits"/> allow.</exception>
    /// <exception cref="StoreFullException">No room; the store is as it was, but for what was evicted or had expired.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySetFixed<TField, TRaw, TCodec>(TKey key, int offset, ReadOnlySpan<byte> name, TField value)
        where TRaw : unmanaged
        where TCodec : struct, IFixedCodec<TField, TRaw> => SetFixedIfThere<TField, TRaw, TCodec>(key, offset, name, value) > 0;

    // The version; 0 if there is no object under the key.
    private long SetFixedIfThere<TField, TRaw, TCodec>(TKey key, int offset, ReadOnlySpan<byte> name, TField value)
        where TRaw : unmanaged
        where TCodec : struct, IFixedCodec<TField, TRaw>
    {
        TRaw raw = FixedMember.ToRaw<TValue, TField, TRaw, TCodec>(name, value);
        using (Attachment.Writer!.Lock())
        {
            if (!MapKey.TryWords(key, out ulong first, out ulong second, out int length))
                return SetFixedOfBytes<TField, TRaw, TCodec>(key, offset, name, value, raw);
            var probe = new KeyProbe(first, second, length, Reader.Seed);
            return SetFixedIfThere<TField, TRaw, TCodec>(key, in probe, offset, name, value, raw);
        }
    }

    // Apart, as in StoreBytes.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private long SetFixedOfBytes<TField, TRaw, TCodec>(TKey key, int offset, ReadOnlySpan<byte> name, TField value, TRaw raw)
        where TRaw : unmanaged
        where TCodec : struct, IFixedCodec<TField, TRaw>
    {
        using var bytes = KeyBytes.Of(key, stackalloc byte[TextKey.StackBytes]);
        return SetFixedIfThere<TField, TRaw, TCodec>(key, new KeyProbe(bytes.Value, Reader.Seed), offset, name, value, raw);
    }

    private unsafe long SetFixedIfThere<TField, TRaw, TCodec>(TKey key, scoped in KeyProbe probe, int offset, ReadOnlySpan<byte> name, TField value, TRaw raw)
        where TRaw : unmanaged
        where TCodec : struct, IFixedCodec<TField, TRaw>
    {
        if (!_writer.TryGetCurrent(in probe, out EntryDocument current, out MapPlace place))
            return 0;
        if (FixedMember.IsInside(offset, sizeof(TRaw), current.Meta.FixedPrefix, current.Bytes.Length))
            return _writer.Patch(in probe, in current, in place, offset, raw);
        return SetElement<TField, TCodec>(key, in probe, name, value, current.Expiry);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long SetElement<TField, TCodec>(TKey key, scoped in KeyProbe probe, ReadOnlySpan<byte> name, TField value, long expiry)
        where TCodec : struct, IBsonCodec<TField>
    {
        using var encoder = new DocumentEncoder(stackalloc byte[DocumentEncoder.StackBytes]);
        ReadOnlySpan<byte> whole;
        if (_writer.TryGetStaged(in probe, out EntryDocument staged))
        {
            whole = staged.Bytes;
        }
        else
        {
            // Looked up anew: it may have expired meanwhile.
            var reader = default(CopyReader);
            if (!TryReadEntry<CopyReader, byte[], WholeBlock>(key, ref reader, out byte[]? copy, out _))
                return 0;
            whole = copy;
        }

        ReadOnlySpan<byte> document = encoder.Replace<TField, TCodec>(new DocumentView(whole), name, value);
        return _writer.Set(in probe, new EntryDocument(document, BlockMeta.OfDocument(TValue.FixedLayout.Match(document)), expiry));
    }
}
