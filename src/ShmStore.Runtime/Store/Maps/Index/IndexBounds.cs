using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;

namespace ShmStore.Store.Maps;

/// <summary>Whether an index and all that it names lie inside the region.</summary>
/// <remarks>They did when the writer attached. Somebody with write permission may have changed them since, and who is about to go through all of an index asks once more, before anything is changed.</remarks>
internal static unsafe class IndexBounds
{
    /// <summary>Looks at a root, its ring, its segments and the blocks of its entries. O(entries).</summary>
    /// <param name="region">Where it is.</param>
    /// <param name="root">Offset of the root; any number.</param>
    /// <param name="map">Name of the map.</param>
    /// <exception cref="StoreFormatException">Something is not what it must be, or outside.</exception>
    public static void Check(Region region, long root, string map)
    {
        byte* origin = region.Origin;
        long committed = region.Committed;
        if (!SegmentLease.IsRootInside(root, origin, committed, out int depth) || !IsIndex(region, root, IndexKind.Root, IndexLayout.RootLength(depth)))
            throw region.Damaged(map, $"its slot names a root at {root}, where none is");
        long ring = *(long*)(origin + root + IndexLayout.RootRingOffset);
        if (!RingLayout.IsInside(ring, committed) || !IsIndex(region, ring, IndexKind.Ring, RingLayout.Length))
            throw region.Damaged(map, $"its root names a ring at {ring}, where none is");
        var words = new ReadOnlySpan<long>(origin + root + IndexLayout.DirectoryOffset, 1 << depth);
        for (int i = 0; i < words.Length; i++)
        {
            // Those of one segment are neighbours.
            long word = words[i];
            if (i > 0 && words[i - 1] == word)
                continue;
            long segment = word & IndexLayout.OffsetMask;
            int buckets = SegmentLease.BucketsOf(word);
            if (!SegmentLease.IsSegmentInside(word, committed) || !IsIndex(region, segment, IndexKind.Segment, IndexLayout.SegmentLength(buckets)))
                throw region.Damaged(map, $"its directory has the word 0x{word:X}, which names no segment");
            foreach (long lane in SegmentLanes.Of(origin + segment, buckets))
            {
                if (SegmentLanes.IsInUse(lane) && !IsEntry(region, lane & IndexLayout.OffsetMask))
                    throw region.Damaged(map, $"a lane of its index names the block at {lane & IndexLayout.OffsetMask}, where no entry is");
            }
        }
    }

    private static bool IsIndex(Region region, long block, IndexKind kind, long length) =>
        WholeAt(region, block) is { IsIndex: true } meta && meta.Kind == kind && meta.BlockSize >= length;

    private static bool IsEntry(Region region, long block) =>
        WholeAt(region, block) is { IsIndex: false } meta
        && meta.BlockSize >= BlockLayout.HeaderLength + EntryLayout.PrologueLength && meta.BlockSize >= BlockLayout.HeaderLength + EntryKey.PrologueOf(region.Origin + block);

    // The meta word of a block that lies inside the region as a whole.
    private static BlockMeta? WholeAt(Region region, long block) => new RegionHeader(region).MetaAt(block) is { } meta && block <= region.Committed - meta.BlockSize ? meta : null;
}
