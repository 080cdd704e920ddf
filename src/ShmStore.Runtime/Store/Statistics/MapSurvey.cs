using ShmStore.Layout;
using ShmStore.Store.Maps;

namespace ShmStore.Store.Statistics;

/// <summary>Counts the blocks of one map, while it may be written.</summary>
internal sealed unsafe class MapSurvey(MapReader map, BlockTally tally)
{
    private long[] _lanes = [];
    private long _entries;
    private long _places;
    private long _segments;
    private long _bytes;
    private long _evicted;
    private HeapUse _ofEntries;
    private HeapUse _ofIndex;

    /// <summary>Goes through the index. O(entries).</summary>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="StoreFormatException">The index contradicts the region.</exception>
    public MapUse Run(CancellationToken cancellationToken)
    {
        long root = 0;
        for (long position = 0; position < SegmentLease.Positions;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!TryCopySegment(position, out SegmentLease lease, out (long Start, long End) range, out ReadOnlySpan<long> lanes))
                break;
            map.Count(in lease, ref _bytes);
            root = lease.RootOffset;
            Add(lease.SegmentOffset, lanes, range.Start < position ? position : 0);
            position = range.End;
        }

        if (root != 0)
            _ofIndex += tally.Add(root);
        HeapUse ring = map.TryFindRing(out long offset) ? tally.Add(offset) : default;
        return new MapUse(map.Name, _entries, _places, _segments, _ofEntries, _ofIndex, ring) { Evicted = _evicted };
    }

    private bool TryCopySegment(long position, out SegmentLease lease, out (long Start, long End) range, out ReadOnlySpan<long> lanes)
    {
        int attempt = 0;
        while (map.TryBegin(SegmentLease.HashAt(position), out lease))
        {
            int count = lease.Buckets * IndexLayout.Lanes;
            if (_lanes.Length < count)
                _lanes = new long[count];
            Span<long> copy = _lanes.AsSpan(0, count);
            map.CopyLanes(in lease, copy);
            long evicted = Volatile.Read(ref *(long*)(lease.Root + IndexLayout.RootEvictionsOffset));
            range = SegmentLease.RangeAround(position, map.DepthOf(in lease));
            if (lease.StillStands())
            {
                _evicted = evicted;
                lanes = copy;
                return true;
            }

            map.Retry(ref attempt);
        }

        range = default;
        lanes = default;
        return false;
    }

    // Entries before a position were counted with another segment.
    private void Add(long segment, ReadOnlySpan<long> lanes, long from)
    {
        _segments++;
        _places += lanes.Length;
        _ofIndex += tally.Add(segment);
        foreach (long lane in lanes)
        {
            long block = lane & IndexLayout.OffsetMask;
            if (!SegmentLanes.IsInUse(lane) || (from > 0 && map.IsBefore(block, from)))
                continue;
            _entries++;
            _ofEntries += tally.Add(block, hasKey: true);
        }
    }
}
