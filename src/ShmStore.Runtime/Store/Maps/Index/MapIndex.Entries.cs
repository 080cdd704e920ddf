using System.Runtime.CompilerServices;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;

namespace ShmStore.Store.Maps;

/// <content>Entries by their places and hashes, for those who remove them without knowing their keys.</content>
internal sealed unsafe partial class MapIndex
{
    /// <summary>The segment for a hash.</summary>
    /// <returns>False if the map was never written, or its index names something outside of the region.</returns>
    public bool TryGetSegment(ulong hash, out byte* segment, out int buckets)
    {
        Region region = _writer.Region;
        long committed = region.Committed;
        byte* origin = region.Origin;
        long root = *(long*)(origin + _slotWord);
        long word = SegmentLease.IsRootInside(root, origin, committed, out int depth) ? *SegmentLease.DirectoryWord(origin + root, depth, hash) : 0;
        segment = origin + (word & IndexLayout.OffsetMask);
        buckets = SegmentLease.BucketsOf(word);
        return SegmentLease.IsSegmentInside(word, committed);
    }

    /// <summary>Finds an entry by the hash of its key.</summary>
    public bool TryFindLane(ulong hash, out long* lane)
    {
        lane = null;
        if (!TryGetSegment(hash, out byte* segment, out int buckets))
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

    /// <summary>Finds an entry by its block, if that is still the one that a commit wrote.</summary>
    public bool TryFindLane(long offset, long version, out long* lane, out ulong hash)
    {
        lane = null;
        hash = 0;
        long room = _writer.Region.Committed - offset - BlockLayout.HeaderLength;
        if (offset <= 0 || room < EntryLayout.PrologueLength)
            return false;
        BlockHeader header = _writer.HeaderOf(offset);
        if (header.Version != version || new BlockMeta(header.Meta).IsIndex || EntryKey.PrologueOf(Origin + offset) > room)
            return false;
        hash = HashOf(Origin + offset);
        return TryFindLane(hash, out lane) && (*lane & IndexLayout.OffsetMask) == offset;
    }

    /// <summary>Whether the lane of a place is still one of the region as it is mapped now, and names the same block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool StillNames(scoped in MapPlace place) => (ulong)OffsetOf(place.Lane) < (ulong)_writer.Region.Committed && *place.Lane == place.Word;

    /// <summary>Address of the block that a lane names.</summary>
    public byte* BlockOf(long* lane) => Origin + (*lane & IndexLayout.OffsetMask);

    /// <summary>How many bytes more the map has when a block takes the place of another; 0 for none.</summary>
    public long BytesAdded(long block, long replaced)
    {
        return SizeOf(block) - SizeOf(replaced);

        long SizeOf(long offset) => offset == 0 ? 0 : new BlockMeta(new BlockHeader(Origin + offset).Meta).BlockSize;
    }

    /// <summary>Hash of the key of an entry's block.</summary>
    public ulong HashOf(byte* block) => EntryKey.HashOf(block, _seed);

    /// <summary>Key of an entry's block.</summary>
    public KeyProbe KeyOf(byte* block) => new(EntryKey.Of(block), _seed);
}
