using System.Buffers;
using ShmStore.Layout;
using ShmStore.Store.Reading;

namespace ShmStore.Store.Maps;

/// <summary>Goes once through all entries of a map while it is written: none twice, and none left out that was there throughout. Not thread-safe.</summary>
/// <remarks>
/// <para>
/// A segment is gone through by a copy of its lanes. If a lane still names the block of the copy, that entry is next. If it names another, that is most likely a newer version of the same entry, but can be
/// one that was removed elsewhere and added again here: from then on, until the end of the segment's range of hashes, what was returned is remembered and left out. If the segment was replaced by others
/// meanwhile, those are gone through in the same way.
/// </para>
/// <para>Nothing is missed, because an entry stays in its lane while it stands, unless its segment is replaced.</para>
/// </remarks>
internal sealed unsafe class MapScan<TKey, TReader, TResult>(MapReader map, TReader reader) : IDisposable
    where TKey : notnull
    where TReader : IBlockReader<TResult>
{
    // How many blocks are being loaded while one is read.
    private const int LanesAhead = 16;

    private readonly List<TKey> _returned = [];
    private TReader _reader = reader;
    private HashSet<TKey>? _seen;
    private SegmentLease _lease;
    private long[] _lanes = [];
    private int _count;
    private int _lane;
    private long _position;
    private long _segmentEnd;
    private long _rangeEnd;
    private bool _beginsBefore;

    /// <summary>The entry that <see cref="MoveNext"/> found.</summary>
    public ScannedEntry<TKey, TResult> Current { get; private set; }

    /// <summary>Finds the next entry.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="ReadContentionException">Every one of the bounded attempts was disturbed.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="StoreFormatException">The index contradicts the region, or itself.</exception>
    public bool MoveNext()
    {
        int attempt = 0;
        while (true)
        {
            while (_lane < _count)
            {
                map.PrefetchLane(_lanes[Math.Min(_lane + LanesAhead, _count - 1)]);
                if (TryVisit(_lane++))
                    return true;
            }

            if (_count > 0 && !_lease.StillStands())
            {
                // Others have taken the segment's place.
                Remember();
                map.Retry(ref attempt);
            }
            else
            {
                _position = _segmentEnd;
                attempt = 0;
            }

            if (!TryCopySegment())
                return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Return();
        _lane = _count = 0;
        _position = _segmentEnd = SegmentLease.Positions;
    }

    private void Return()
    {
        if (_lanes.Length > 0)
            ArrayPool<long>.Shared.Return(_lanes);
        _lanes = [];
    }

    private bool TryVisit(int lane)
    {
        long copied = _lanes[lane];
        if (!SegmentLanes.IsInUse(copied))
            return false;
        bool found = map.TryVisit(in _lease, lane, ref _reader, out long word, out ScannedEntry<TKey, TResult> entry);
        if (word != copied)
            Remember();
        if (!found || (_beginsBefore && SegmentLease.IndexOf(entry.Hash, IndexLayout.MaximumDepth) < _position) || _seen?.Add(entry.Key) == false)
            return false;
        if (_seen is null)
            _returned.Add(entry.Key);
        Current = entry;
        return true;
    }

    private void Remember() => _seen ??= new HashSet<TKey>(_returned, MapKeyOf<TKey>.Comparer);

    private bool TryCopySegment()
    {
        if (_position >= _rangeEnd)
        {
            _returned.Clear();
            _seen = null;
        }

        _lane = _count = 0;
        int attempt = 0;
        while (_position < SegmentLease.Positions && map.TryBegin(SegmentLease.HashAt(_position), out _lease))
        {
            int lanes = _lease.Buckets * IndexLayout.Lanes;
            if (_lanes.Length < lanes)
            {
                Return();
                _lanes = ArrayPool<long>.Shared.Rent(lanes);
            }

            map.CopyLanes(in _lease, _lanes.AsSpan(0, lanes));
            (long start, long end) = SegmentLease.RangeAround(_position, map.DepthOf(in _lease));
            if (_lease.StillStands())
            {
                _beginsBefore = start < _position;
                _segmentEnd = end;
                _rangeEnd = Math.Max(_rangeEnd, _segmentEnd);
                _count = lanes;
                return true;
            }

            map.Retry(ref attempt);
        }

        return false;
    }
}
