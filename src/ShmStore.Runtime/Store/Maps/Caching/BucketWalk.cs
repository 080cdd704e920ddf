using ShmStore.Layout;

namespace ShmStore.Store.Maps.Caching;

/// <summary>A place on the way through the index of a map, bucket by bucket in the order of the hashes, over and over. For who holds the gate.</summary>
/// <remarks>Segments may be divided or renewed on the way. Then a few buckets are passed over, or come twice.</remarks>
internal unsafe struct BucketWalk
{
    private const int BucketBits = 10;

    private long _position;
    private int _bucket;

    /// <summary>The place that <see cref="Word"/> gave; any number is one.</summary>
    public BucketWalk(long word)
    {
        _position = (word >> BucketBits) & (SegmentLease.Positions - 1);
        _bucket = (int)word & ((1 << BucketBits) - 1);
    }

    /// <summary>The place as a number.</summary>
    public readonly long Word => (_position << BucketBits) | (uint)_bucket;

    /// <summary>Gives the bucket, and goes on.</summary>
    /// <param name="index">The index.</param>
    /// <param name="lanes">Its lanes; null if the segment has fewer buckets.</param>
    /// <param name="isLast">Whether it was the last one: the next is the first again.</param>
    /// <returns>False when there is no index.</returns>
    public bool TryNext(MapIndex index, out long* lanes, out bool isLast)
    {
        lanes = null;
        isLast = false;
        if (!index.TryGetSegment(SegmentLease.HashAt(_position), out byte* segment, out int buckets))
            return false;
        if (_bucket < buckets)
            lanes = (long*)SegmentProbe.BucketAt(segment, (uint)_bucket);
        if (++_bucket < buckets)
            return true;
        _bucket = 0;

        // Of a depth that no segment has, there would be no next position behind this one: the walk is at its end.
        int depth = *(int*)(segment + IndexLayout.SegmentDepthOffset);
        _position = SegmentLease.RangeAround(_position, (uint)depth <= IndexLayout.MaximumDepth ? depth : 0).End;
        isLast = _position >= SegmentLease.Positions;
        if (isLast)
            _position = 0;
        return true;
    }
}
