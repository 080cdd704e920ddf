using ShmStore.Layout;

namespace ShmStore.Store.Maps;

/// <content>Entries by their places and hashes, for those who remove them without knowing their keys.</content>
internal sealed unsafe partial class MapIndex
{
    /// <summary>The segment for a hash.</summary>
    /// <returns>False if the map was never written, or its index names something outside of the region.</returns>
    public bool TryGetSegment(ulong hash, out byte* segment, out int buckets, out int depth)
    {
        segment = null;
        buckets = 0;
        depth = 0;
        long root = Root;
        long committed = _writer.Region.Committed;
        if (!SegmentLease.IsRootInside(root, Origin, committed, out int directoryDepth))
            return false;
        long word = *SegmentLease.DirectoryWord(Origin + root, directoryDepth, hash);
        if (!SegmentLease.IsSegmentInside(word, committed))
            return false;
        segment = Segment(word);
        buckets = SegmentLease.BucketsOf(word);
        depth = *(int*)(segment + IndexLayout.SegmentDepthOffset);
        return true;
    }

    /// <summary>Finds an entry by the hash of its key.</summary>
    public bool TryFindLane(ulong hash, out long* lane)
    {
        lane = null;
        if (!TryGetSegment(hash, out byte* segment, out int buckets, out _))
            return false;
        uint bucket = SegmentProbe.HomeOf(hash, buckets);
        for (int visited = 0; visited < buckets; visited++)
        {
            long* lanes = (long*)SegmentProbe.BucketAt(segment, bucket);
            for (int i = 0; i < IndexLayout.Lanes; i++)
            {
                lane = lanes + i;
                if (SegmentLanes.IsInUse(*lane) && SegmentProbe.HasTag(*lane, KeyProbe.TagBitsOf(hash)) && HashOf(BlockOf(lane)) == hash)
                    return true;
            }

            if (new ReadOnlySpan<long>(lanes, IndexLayout.Lanes).Contains(0))
                break;
            bucket = bucket + 1 == (uint)buckets ? 0 : bucket + 1;
        }

        return false;
    }

    /// <summary>Address of the block that a lane names.</summary>
    public byte* BlockOf(long* lane) => Origin + (*lane & IndexLayout.OffsetMask);

    /// <summary>Hash of the key of an entry's block.</summary>
    public ulong HashOf(byte* block) => EntryKey.HashOf(block, _seed);

    /// <summary>Key of an entry's block.</summary>
    public KeyProbe KeyOf(byte* block) => new(EntryKey.Of(block), _seed);

    /// <summary>Says in the root, and in those that follow it, where readers leave marks. The map gets a new root for it, so that every reader notices.</summary>
    /// <exception cref="StoreFullException">No room for the root: only those that follow say it.</exception>
    public void PublishMarks(int logarithm, long offset)
    {
        _growth.Marks = (logarithm, offset);
        if (Root != 0)
            _growth.RenewRoot();
    }
}
