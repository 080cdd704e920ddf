using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Store.Reading;

namespace ShmStore.Store.Maps;

/// <content>All blocks of a map, within a snapshot.</content>
internal sealed unsafe partial class MapReader
{
    /// <summary>
    /// Calls a function with the block of every entry, expired or not. Only within a snapshot, which tells at its end whether the map was changed meanwhile: what was seen counts only if it was not.
    /// </summary>
    /// <returns>False if the map was never written.</returns>
    /// <exception cref="ReadContentionException">Every one of the bounded attempts to copy a segment was disturbed.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="StoreFormatException">The index contradicts the region.</exception>
    public bool VisitBlocks(Action<BlockStamp> visit)
    {
        int attempt = 0;
        long bytes = 0;
        for (long position = 0; position < SegmentLease.Positions;)
        {
            if (!TryBegin(SegmentLease.HashAt(position), out SegmentLease lease))
                return false;
            long[] lanes = new long[lease.Buckets * IndexLayout.Lanes];
            CopyLanes(in lease, lanes);
            int depth = DepthOf(in lease);
            if (!lease.StillStands())
            {
                Retry(ref attempt);
                continue;
            }

            Count(in lease, ref bytes);
            (long start, long end) = SegmentLease.RangeAround(position, depth);
            foreach (long lane in lanes)
            {
                if (!SegmentLanes.IsInUse(lane))
                    continue;
                long block = lane & IndexLayout.OffsetMask;
                if (block % BlockLayout.Alignment != 0 || (block > _region.Committed - BlockLayout.HeaderLength && block > _region.Refresh() - BlockLayout.HeaderLength))
                    throw _retry.Damaged($"a lane of its index names a block at {block}, and the region has {_region.Committed} bytes");
                if (start < position && IsBefore(block, position))
                    continue;
                visit(new BlockStamp(block, Volatile.Read(ref new BlockHeader(_region.Origin + block).Version)));
            }

            position = end;
        }

        return true;
    }
}
