using System.Runtime.CompilerServices;
using ShmStore.Bson;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;

namespace ShmStore.Store.Reading;

/// <content>Reading one fixed member.</content>
internal sealed unsafe partial class SlotReader
{
    /// <summary>Loads a member at a constant offset; where that does not give its value at once, reads it by <see cref="GetField{TField, TCodec}"/>.</summary>
    /// <inheritdoc cref="GetField{TField, TCodec}"/>
    /// <remarks>
    /// One attempt of the read protocol, as <see cref="BlockLease"/> describes it, written out in one method for speed: without a flag that says whether it succeeded, and with as few
    /// branches as possible, of which a processor takes two a cycle. Comparing the slot again is therefore left to the end, together with the version; it is still loaded before the member is.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TField GetFixed<TField, TRaw, TCodec>(int offset, ReadOnlySpan<byte> name, MissingField<TField> missing)
        where TRaw : unmanaged
        where TCodec : struct, IFixedCodec<TField, TRaw>
    {
        Region region = _region;
        long* slot = _slot;
        uint end = (uint)offset + (uint)sizeof(TRaw);
        long block = Volatile.Read(ref *slot);

        // The offset comes from memory that others write: the header and the member must lie inside the region, whatever the block says of itself.
        if (offset >= 0 && block > 0 && block <= region.Committed - (BlockLayout.HeaderLength + (long)end) && (block & (BlockLayout.Alignment - 1)) == 0)
        {
            var header = new BlockHeader(region.Origin + block);
            long version = Volatile.Read(ref header.Version);
            long again = Volatile.Read(ref *slot);
            if (version != 0 && end <= header.FixedPrefix)
            {
                TRaw raw = Unsafe.ReadUnaligned<TRaw>(header.Document + offset);
                Volatile.ReadBarrier();
                if (((again ^ block) | (header.Version ^ version)) == 0 && TCodec.IsReadable(raw))
                {
                    GC.KeepAlive(region);
                    return TCodec.FromRaw(raw);
                }
            }
        }

        return GetField<TField, TCodec>(name, missing);
    }

    /// <summary>Reads a member by name.</summary>
    /// <param name="name">The element's UTF-8 name.</param>
    /// <param name="missing">What a missing element stands for.</param>
    /// <exception cref="InvalidOperationException">The key has no value.</exception>
    /// <exception cref="BsonFormatException">The element is missing though required, of another type, or out of range.</exception>
    /// <exception cref="ReadContentionException">Every one of the bounded attempts was disturbed.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="StoreFormatException">The slot or the block contradicts the region.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public TField GetField<TField, TCodec>(ReadOnlySpan<byte> name, MissingField<TField> missing)
        where TCodec : struct, IBsonCodec<TField>
    {
        var reader = new FieldReader<TField, TCodec>(name, missing);
        return Read<FieldReader<TField, TCodec>, TField>(ref reader);
    }
}
