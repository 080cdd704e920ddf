using ShmStore.Layout;

namespace ShmStore.Store.Maps.Caching;

/// <summary>Goes through the index of a map bucket by bucket, over and over, for entries that have expired. The caller holds the gate.</summary>
/// <remarks>
/// A bucket at every write finds all in time: until it comes round, a map gets one entry for every bucket at most. It stops when it has gone through the whole map without finding an entry that will ever expire, or the map was never written, and goes on when one is set.
/// </remarks>
internal sealed unsafe class ExpirySweep(MapIndex index, TimeProvider clock)
{
    private const int FewBuckets = 256;

    private BucketWalk _walk;
    private bool _found;

    // A search costs as much as some hundred writes without one, and one through the whole map much more.
    private SearchRest _rest = new(longest: 1000);
    private SearchRest _restOfFew = new(longest: 10);

    /// <summary>Whether there may be entries that expire, as far as this writer knows.</summary>
    public bool IsActive { get; private set; } = true;

    /// <summary>An entry is set that expires.</summary>
    public void Begin(long expiry)
    {
        (IsActive, _found) = (true, true);
        _rest.EndBy(expiry);
        _restOfFew.EndBy(expiry);
    }

    /// <summary>Looks at the next bucket.</summary>
    /// <param name="expired">Gets the lanes of the entries in it that have expired; as long as a bucket.</param>
    /// <returns>How many.</returns>
    public int Next(Span<nint> expired)
    {
        long earliest = long.MaxValue;
        return Next(expired, ref earliest);
    }

    /// <summary>Looks at the next few buckets for one with expired entries; not again before there can be some, or a few milliseconds have passed.</summary>
    /// <inheritdoc cref="Next(Span{nint})"/>
    public int SearchFew(Span<nint> expired)
    {
        if (!IsActive || _restOfFew.Lasts(Expiry.Now(clock)))
            return 0;
        long earliest = long.MaxValue;
        for (int bucket = 0; bucket < FewBuckets && IsActive; bucket++)
        {
            if (Next(expired, ref earliest) is > 0 and var count)
                return count;
        }

        _restOfFew.Begin(Expiry.Now(clock), earliest);
        return 0;
    }

    /// <summary>Looks at one bucket after the other, at all of them if need be, for one with expired entries. O(buckets); not again before there can be some, or a moment has passed.</summary>
    /// <inheritdoc cref="Next(Span{nint})"/>
    public int Search(Span<nint> expired)
    {
        if (_rest.Lasts(Expiry.Now(clock)))
            return 0;
        long earliest = long.MaxValue;
        int ends = 0;

        // To the end, and once more to the end: from where the walk is, that is once through at least.
        while (ends < 2 && _walk.TryNext(index, out long* lanes, out bool isLast))
        {
            int count = Look(lanes, expired, ref earliest);
            if (count > 0)
            {
                // The walk has gone on, past what the sweep would have seen.
                (IsActive, _found) = (true, true);
                return count;
            }

            ends += isLast ? 1 : 0;
        }

        if (earliest != long.MaxValue)
            (IsActive, _found) = (true, true);
        _rest.Begin(Expiry.Now(clock), earliest);
        return 0;
    }

    private int Next(Span<nint> expired, ref long earliest)
    {
        if (!_walk.TryNext(index, out long* lanes, out bool isLast))
        {
            IsActive = false;
            return 0;
        }

        long first = long.MaxValue;
        int count = Look(lanes, expired, ref first);
        _found |= count > 0 || first != long.MaxValue;
        if (isLast)
            (IsActive, _found) = (_found, false);
        earliest = Math.Min(earliest, first);
        return count;
    }

    private int Look(long* lanes, Span<nint> expired, ref long earliest)
    {
        int count = 0;
        long now = 0;
        for (int lane = 0; lane < IndexLayout.Lanes && lanes != null; lane++)
        {
            if (!SegmentLanes.IsInUse(lanes[lane]))
                continue;
            byte* block = index.BlockOf(lanes + lane);
            if (!EntryKey.Expires(block))
                continue;
            now = now == 0 ? Expiry.Now(clock) : now;
            long expiry = EntryKey.ExpiryOf(block);
            if (expiry <= now)
                expired[count++] = (nint)(lanes + lane);
            else
                earliest = Math.Min(earliest, expiry);
        }

        return count;
    }
}
