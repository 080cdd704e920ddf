using ShmStore.Layout;

namespace ShmStore.Store.Maps;

/// <summary>Lanes of a segment, for the writer.</summary>
internal static unsafe class SegmentLanes
{
    private const int PrefetchDistance = 16;

    /// <summary>The first free lane for a hash, from its own bucket on. By the segment's count there is one.</summary>
    /// <exception cref="StoreFormatException">There is none in the segment of this map.</exception>
    public static long* FreeLane(byte* segment, int buckets, ulong hash, string map)
    {
        uint bucket = SegmentProbe.HomeOf(hash, buckets);
        for (int visited = 0; visited < buckets; visited++)
        {
            long* lanes = (long*)SegmentProbe.BucketAt(segment, bucket);
            for (int lane = 0; lane < IndexLayout.Lanes; lane++)
            {
                if (lanes[lane] is 0 or IndexLayout.Tombstone)
                    return lanes + lane;
            }

            bucket = bucket + 1 == (uint)buckets ? 0 : bucket + 1;
        }

        throw new StoreFormatException(StoreFormatReason.Corrupt, $"'{map}' is damaged: no lane of a segment of its index is free, and it counts fewer entries.");
    }

    /// <summary>
    /// What a lane becomes when its entry is removed: empty if the bucket has an empty lane already, for then no key went past it. Otherwise those who probe must still go on behind it.
    /// </summary>
    public static long WordOfRemoved(byte* segment, long* lane)
    {
        long inside = (byte*)lane - segment - IndexLayout.BucketsOffset;
        long* lanes = (long*)SegmentProbe.BucketAt(segment, (uint)(inside / IndexLayout.BucketLength));
        return new ReadOnlySpan<long>(lanes, IndexLayout.Lanes).Contains(0) ? 0 : IndexLayout.Tombstone;
    }

    /// <summary>All lanes of a segment.</summary>
    public static Span<long> Of(byte* segment, int buckets) => new(segment + IndexLayout.BucketsOffset, buckets * IndexLayout.Lanes);

    /// <summary>Address of a lane.</summary>
    public static long* At(byte* segment, int lane) => (long*)(segment + OffsetOf(lane));

    /// <summary>Offset of a lane in its segment.</summary>
    public static long OffsetOf(int lane) => IndexLayout.BucketsOffset + ((long)lane * sizeof(long));

    /// <summary>For who goes through the blocks that all lanes name: begins to load the one that comes some lanes after this.</summary>
    public static void PrefetchAhead(ReadOnlySpan<long> lanes, int lane, byte* origin)
    {
        if (lane + PrefetchDistance < lanes.Length)
            Prefetch.Line(origin + (lanes[lane + PrefetchDistance] & IndexLayout.OffsetMask));
    }

    /// <summary>Whether a word is one that a lane can have.</summary>
    public static bool IsLane(long word) => IsInUse(word) || word is 0 or IndexLayout.Tombstone or IndexLayout.Reserved;

    /// <summary>Whether a lane names a block.</summary>
    public static bool IsInUse(long word) => ((ulong)word & IndexLayout.TagFlag) != 0;
}
