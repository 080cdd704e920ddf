using System.Runtime.CompilerServices;
using ShmStore.Bson;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;

namespace ShmStore.Store.Reading;

/// <summary>One attempt to load a member at a constant offset, or several.</summary>
/// <remarks>
/// The read protocol, as <see cref="BlockLease"/> describes it, written out in one method for speed, with as few branches as possible, of which a processor takes two a cycle. Comparing the slot again is therefore
/// left to the end, together with the version; it is still loaded before the member is.
/// </remarks>
internal static unsafe class FixedLoad
{
    /// <summary>Loads what stands at an offset of a slot's document.</summary>
    /// <param name="region">The region.</param>
    /// <param name="slot">Address of the slot.</param>
    /// <param name="offset">Where it stands in a canonical document, in bytes.</param>
    /// <param name="raw">The bytes.</param>
    /// <returns>False if that gives no value at once: there is no document, the place is not in its fixed prefix, the writer came in between, the store was disposed, or is damaged.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Try<TRaw>(Region region, long* slot, int offset, out TRaw raw)
        where TRaw : unmanaged
    {
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
                raw = Unsafe.ReadUnaligned<TRaw>(header.Document + offset);
                Volatile.ReadBarrier();
                if (((again ^ block) | (header.Version ^ version)) == 0)
                {
                    GC.KeepAlive(region);
                    return true;
                }
            }
        }

        Unsafe.SkipInit(out raw);
        return false;
    }

    /// <summary>Loads several members of a slot's document, of one version.</summary>
    /// <param name="region">The region.</param>
    /// <param name="slot">Address of the slot.</param>
    /// <param name="values">The members.</param>
    /// <returns>False if that gives no values at once, as with <see cref="Try"/>; or one of them cannot be read.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryTuple<TTuple, TResult>(Region region, long* slot, out TResult values)
        where TTuple : struct, IMemberTuple<TResult>
    {
        long block = Volatile.Read(ref *slot);
        long last = region.Committed - BlockLayout.HeaderLength;
        if (block > 0 && block <= last && (block & (BlockLayout.Alignment - 1)) == 0)
        {
            var header = new BlockHeader(region.Origin + block);
            long version = Volatile.Read(ref header.Version);
            long again = Volatile.Read(ref *slot);

            // Read once: what is checked is what is used.
            ushort prefix = header.FixedPrefix;
            if (version != 0 && prefix <= last - block && TTuple.TryLoad(new FixedBytes(new ReadOnlySpan<byte>(header.Document, prefix)), out values))
            {
                Volatile.ReadBarrier();
                if (((again ^ block) | (header.Version ^ version)) == 0)
                {
                    GC.KeepAlive(region);
                    return true;
                }
            }
        }

        Unsafe.SkipInit(out values);
        return false;
    }
}
