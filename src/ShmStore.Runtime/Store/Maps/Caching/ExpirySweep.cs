using ShmStore.Layout;

namespace ShmStore.Store.Maps.Caching;

/// <summary>Goes through the index of a map bucket by bucket, over and over, for entries that have expired. The caller holds the gate.</summary>
/// <remarks>
/// A bucket at every write finds all in time: until it comes round, a map gets one entry for every bucket at most. It stops when it has gone through the whole map without finding an entry that will ever expire, and goes on when one is set.
/// </remarks>
internal sealed unsafe class ExpirySweep(MapIndex index, TimeProvider clock)
{
    private BucketWalk _walk;
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
        if (!_walk.TryNext(index, out long* lanes, out bool isLast))
            return 0;
        int count = 0;
        long now = 0;
        for (int lane = 0; lane < IndexLayout.Lanes && lanes != null; lane++)
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

        if (isLast)
            (IsActive, _found) = (_found, false);
        return count;
    }
}
