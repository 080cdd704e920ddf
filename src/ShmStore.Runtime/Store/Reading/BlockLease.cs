using System.Runtime.CompilerServices;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;

namespace ShmStore.Store.Reading;

/// <summary>
/// A block that was a slot's current block at a version, from which data may be read and must be discarded unless <see cref="StillStands"/> afterwards.
/// </summary>
/// <remarks>
/// The read protocol, see docs/concurrency.md:
/// <list type="number">
/// <item>slot, version, slot again: this block, at this version, was this slot's. Both later loads are ordered behind the earlier ones by acquire semantics. If the block had been reused for another
/// slot before its version was read, its new version was published after the old slot was redirected, so the second look at the slot sees that.</item>
/// <item>data, through lengths that were copied to locals and checked against the region.</item>
/// <item>a read barrier, then the version again. The barrier is needed because acquire does not order the data loads before it; the writer invalidates with a store barrier before it
/// overwrites, so whoever saw a new byte also sees that the version is gone.</item>
/// </list>
/// </remarks>
internal readonly unsafe struct BlockLease
{
    private readonly byte* _block;
    private readonly long _version;
    private readonly long _offset;
    private readonly long _committed;

    private BlockLease(byte* block, long version, long offset, long committed)
    {
        _block = block;
        _version = version;
        _offset = offset;
        _committed = committed;
    }

    /// <summary>The block and its version.</summary>
    public BlockStamp Stamp => new(_offset, _version);

    /// <summary>The block's version.</summary>
    // Always inlined: a call would need the whole lease in memory, also where it is in registers otherwise.
    public long Version
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _version;
    }

    /// <summary>
    /// Begins a read. False when the slot is empty, the writer got in between, the region was disposed, or the slot points outside: <see cref="SlotReader"/> tells these apart.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryBegin(Region region, long* slot, out BlockLease lease)
    {
        long offset = Volatile.Read(ref *slot);
        long committed = region.Committed;

        // The offset comes from memory that others write: refuse 0 and what is negative, unaligned or past the end.
        if (offset > 0 && offset <= committed - BlockLayout.HeaderLength && (offset & (BlockLayout.Alignment - 1)) == 0)
        {
            byte* block = region.Origin + offset;
            long version = Volatile.Read(ref new BlockHeader(block).Version);
            if (version != 0 && Volatile.Read(ref *slot) == offset)
            {
                lease = new BlockLease(block, version, offset, committed);
                return true;
            }
        }

        lease = default;
        return false;
    }

    /// <summary>
    /// 0 when the block that a read found is still the slot's. Something else when it is not, or the region was disposed.
    /// </summary>
    /// <remarks>
    /// The slot first, then the version, by acquire. The read found this version in this block before the slot was looked at here, and finds it after; a version never returns, so the block held it
    /// at the moment when the slot named the block. A number and not a flag, because both comparisons then take one branch.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Difference(Region region, long* slot, BlockStamp stamp)
    {
        long offset = Volatile.Read(ref *slot);
        if (stamp.Offset > region.Committed - BlockLayout.HeaderLength)
        {
            return -1;
        }

        long version = Volatile.Read(ref new BlockHeader(region.Origin + stamp.Offset).Version);
        return (offset ^ stamp.Offset) | (version ^ stamp.Version);
    }

    /// <summary>The document's bytes and what is known of its layout; false when its length runs past the region.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGetDocument(out ReadOnlySpan<byte> document, out BlockMeta meta)
    {
        var header = new BlockHeader(_block);
        uint length = (uint)header.Length;
        meta = new BlockMeta(header.Meta);
        if (!Fits(length, _committed))
        {
            document = default;
            return false;
        }

        document = new ReadOnlySpan<byte>(header.Document, (int)length);
        return true;
    }

    /// <summary>True when the document, as long as it says now, lies within so many bytes of the region.</summary>
    public bool FitsWithin(long committed) => Fits((uint)new BlockHeader(_block).Length, committed);

    /// <summary>True when nothing that was read since <see cref="TryBegin"/> was overwritten meanwhile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool StillStands()
    {
        Volatile.ReadBarrier();
        return new BlockHeader(_block).Version == _version;
    }

    private bool Fits(uint length, long committed) =>
        length <= BlockLayout.MaximumDocument && length <= committed - _offset - BlockLayout.HeaderLength;
}
