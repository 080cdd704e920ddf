using ShmStore.Layout;

namespace ShmStore.Store.Maps.Caching;

/// <summary>Goes through the index of a map bucket by bucket, over and over, for entries that have expired. The caller holds the gate.</summary>
/// <remarks>
/// A bucket at every write finds all in time: until it comes round, a map gets one entry for every bucket at most. It stops when it has gone through the whole map without finding an entry that will ever expire, and goes on when one is set.
/// </remarks>
internal sealed unsafe class ExpirySweep(MapIndex index, TimeProvider clock)
{
    private long _position;
    private int _bucket;
    private bool _found;

    /// <summary>Whether there may be entries that expire.</summary>
    public bool IsActive { get; private set; } = true;

    /// <summary>An entry is set that expires.</summary>
    public void Begin() => (IsActive, _found) = (true, true);

    /// <summary>Looks at the next bucket.</summary>
    /// <param name="expired">Gets the lanes of the entries in it that have expired; as long as a bucket.</param>
    /// <returns>How many.</returns>
    public int Next(Span<nint> expired)
    {
        if (!index.TryGetSegment(SegmentLease.HashAt(_position), out byte* segment, out int buckets))
            return 0;

        // The segment may have become another one since.
        int count = 0;
        long now = 0;
        if (_bucket < buckets)
        {
            long* lanes = (long*)SegmentProbe.BucketAt(segment, (uint)_bucket);
            for (int lane = 0; lane < IndexLayout.Lanes; lane++)
            {
                if (!SegmentLanes.IsInUse(lanes[lane]))
                    continue;
                byte* block = index.BlockOf(lanes + lane);
                if (!EntryKey.Expires(block))
                    continue;
                _found = true;
                now = now == 0 ? Expiry.Now(clock) : now;
                if (EntryKey.ExpiryOf(block) <= now)
                    expired[count++] = (nint)(lanes + lane);
            }
        }

        if (++_bucket >= buckets)
            EndSegment(*(int*)(segment + IndexLayout.SegmentDepthOffset));
        return count;
    }

    private void EndSegment(int depth)
    {
        _bucket = 0;
        _position = SegmentLease.RangeAround(_position, depth).End;
        if (_position < SegmentLease.Positions)
            return;
        _position = 0;
        (IsActive, _found) = (_found, false);
    }
}
