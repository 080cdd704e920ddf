using ShmStore.Layout;

namespace ShmStore.Store.Maps.Caching;

/// <summary>Goes through the index of a map bucket by bucket, over and over, for entries that have expired. The caller holds the gate.</summary>
/// <remarks>
/// <para>
/// A bucket at every write finds all in time: until it comes round, a map gets one entry for every bucket at most. So it is one way for all writers, each of which goes on where the last one stopped: if each went its own, it would come round only after as many writes of its own.
/// </para>
/// <para>
/// It stops when it has come to the end of a round in which nobody has found an entry that will ever expire, or the map was never written, and goes on when one is set. Each writer stops by itself, when it is the one that comes to the end; those that are left come to it the more often.
/// </para>
/// </remarks>
internal sealed unsafe class ExpirySweep(MapIndex index, TimeProvider clock)
{
    private const int FewBuckets = 256;

    // Whether this writer has set an entry that expires since it last came to the end: perhaps behind the way of this round.
    private bool _hasSet;

    // A search costs as much as some hundred writes without one, and one through the whole map much more.
    private SearchRest _rest = new(longest: 1000);
    private SearchRest _restOfFew = new(longest: 10);

    /// <summary>Whether there may be entries that expire, as far as this writer knows.</summary>
    public bool IsActive { get; private set; } = true;

    /// <summary>When the rest of <see cref="Search"/> is over, after one in vain.</summary>
    public long RestsUntil => _rest.Until;

    /// <summary>An entry is set that expires.</summary>
    public void Begin(long expiry)
    {
        (IsActive, _hasSet) = (true, true);
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
        while (ends < 2 && TryLook(expired, ref earliest, out int count, out bool isLast))
        {
            if (count > 0)
            {
                IsActive = true;
                return count;
            }

            ends += isLast ? 1 : 0;
        }

        if (earliest != long.MaxValue)
            (IsActive, _hasSet) = (true, true);
        _rest.Begin(Expiry.Now(clock), earliest);
        return 0;
    }

    private int Next(Span<nint> expired, ref long earliest)
    {
        if (TryLook(expired, ref earliest, out int count, out _))
            return count;
        IsActive = false;
        return 0;
    }

    // Looks at the next bucket, and goes on. False when there is no index.
    private bool TryLook(Span<nint> expired, ref long earliest, out int count, out bool isLast)
    {
        (count, isLast) = (0, false);
        long* swept = index.Swept;
        if (swept == null)
            return false;
        var walk = new BucketWalk(*swept);
        bool found = (*swept & RingLayout.SweptFlag) != 0;
        if (!walk.TryNext(index, out long* lanes, out isLast))
            return false;
        long first = long.MaxValue;
        count = Look(lanes, expired, ref first);
        earliest = Math.Min(earliest, first);
        found |= count > 0 || first != long.MaxValue;
        if (isLast)
            (IsActive, _hasSet, found) = (found || _hasSet, false, false);
        *swept = walk.Word | (found ? RingLayout.SweptFlag : 0);
        return true;
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
