using System.Buffers;
using System.Runtime.CompilerServices;
using ShmStore.Layout;
using ShmStore.Store.Reading;

namespace ShmStore.Store.Maps;

/// <summary>Goes once through all entries of a map while it is written: none twice, and none left out that was there throughout. For one thread at a time; disposing it is safe at any time, on any thread.</summary>
/// <remarks>
/// <para>
/// A segment is gone through by a copy of its lanes. If a lane still names the block of the copy, at a version that was committed before the copy was made, then that is the entry of the copy, which no other lane of the
/// copy can have. Otherwise it is most likely a newer version of the same entry, but can be one that was removed elsewhere and added again here; also in the same block, once that has been used again, so that the lane's word
/// is the same. From then on, until the end of the segment's range of hashes, what was returned is remembered and left out. If the segment was replaced by others meanwhile, those are gone through in the same way,
/// but for one thing: all keys of one are noted before the first of them is looked up and returned. What the caller does between two entries would replace segments for ever otherwise, if it adds and removes as it goes.
/// </para>
/// <para>Nothing is missed, because an entry stays in its lane while it stands, unless its segment is replaced.</para>
/// <para>
/// What is rented must not be given back while it is in use: others would write to it, and what it says about lanes is believed. So who moves or disposes it first takes it for himself, and what <see cref="MoveNext"/> has found is
/// kept outside of it. Disposed by another thread meanwhile, or by the function that reads an entry, the pass ends, and is disposed by whoever sees its end.
/// </para>
/// </remarks>
internal sealed unsafe class MapScan<TKey, TReader, TResult>(MapReader map, TReader reader) : IDisposable
    where TKey : notnull
    where TReader : IBlockReader<TResult>
{
    // How many blocks are being loaded while one is read.
    private const int EntriesAhead = 16;

    private readonly ReturnedKeys _returned = new();
    private TReader _reader = reader;
    private HashSet<TKey>? _seen;
    private SegmentLease _lease;

    // The words of the copy, and behind them the numbers of the lanes that are in use.
    private long[] _lanes = [];
    private int _count;
    private int _next;
    private long _copied;
    private long _position;
    private long _segmentEnd;
    private long _rangeEnd;
    private bool _beginsBefore;

    // Until the position advances, over however many calls: entries that are always new would keep it from being the last attempt otherwise.
    private int _attempt;
    private TKey? _key;

    // Not zero while it is in use, and from the end on.
    private int _taken;
    private bool _isDisposed;

    // What was come upon, each segment and its entries once, and how much of it is not too much.
    private long _bytes;
    private long _mostBytes;

    // Keys that are to be returned yet, of a segment that came in the place of another one.
    private readonly Queue<TKey> _noted = [];
    private bool _notesFirst;

    /// <summary>What was read from the entry that <see cref="MoveNext"/> found.</summary>
    public TResult Current { get; private set; } = default!;

    /// <summary>The key of that entry, if it was asked for.</summary>
    public TKey Key => _key!;

    private int NumbersAt => _lanes.Length / 2;

    // Whether an entry that is found may be one that was returned already.
    private bool ComparesKeys => _beginsBefore || _seen is not null;

    /// <summary>Finds the next entry.</summary>
    /// <param name="withKey">Whether <see cref="Key"/> is asked for, which costs.</param>
    /// <returns>False at the end, or when it was disposed.</returns>
    /// <exception cref="ReadContentionException">Every one of the bounded attempts was disturbed.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="StoreFormatException">The index contradicts the region, or itself; or an entry's key is not of this type.</exception>
    /// <exception cref="InvalidOperationException">Another thread is going through it, or the function that reads an entry.</exception>
    public bool MoveNext(bool withKey)
    {
        if (Interlocked.Exchange(ref _taken, 1) != 0)
        {
            return Volatile.Read(ref _isDisposed)
                ? false
                : throw new InvalidOperationException($"An enumerator of '{map.Name}' is moved on while it is looking for the next entry, by another thread or by the function that reads an entry. It is for one at a time: each needs its own.");
        }

        try
        {
            if (Volatile.Read(ref _isDisposed) || !TryFindNext())
                return false;
            if (withKey && _seen is null)
                _key = MapKeyOf<TKey>.Decode(_returned.Last, map.Name);
            return !Volatile.Read(ref _isDisposed);
        }
        finally
        {
            Volatile.Write(ref _taken, 0);
        }
    }

    private bool TryFindNext()
    {
        while (true)
        {
            while (_next < _count)
            {
                map.PrefetchLane(_lanes[LaneOf(Math.Min(_next + EntriesAhead, _count - 1))]);
                int lane = LaneOf(_next++);
                if (!ComparesKeys && TryVisitUnchanged(lane))
                    return true;
                if (!TryVisit(lane))
                    continue;
                if (!_notesFirst)
                    return true;
                _noted.Enqueue(_key!);
            }

            if (_segmentEnd > _position && !_lease.StillStands())
            {
                // Others have taken the segment's place.
                Remember();
                _notesFirst = true;
                map.Retry(ref _attempt);
            }
            else
            {
                _position = _segmentEnd;
                _attempt = 0;
                if (TryReadNoted())
                    return true;
            }

            if (!TryCopySegment())
                return false;
        }
    }

    // Those that are gone meanwhile are passed over.
    private bool TryReadNoted()
    {
        while (_noted.TryDequeue(out _key))
        {
            using KeyBytes bytes = KeyBytes.OfAny(_key);
            var probe = new KeyProbe(bytes.Value, map.Seed);
            if (!map.TryVisit(in probe, ref _reader, out TResult value))
                continue;
            Current = value;
            return true;
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Volatile.Write(ref _isDisposed, true);
        if (Interlocked.Exchange(ref _taken, 1) != 0)
            return;
        Return();
        _returned.Dispose();
    }

    private void Return()
    {
        if (_lanes.Length > 0)
            ArrayPool<long>.Shared.Return(_lanes);
        _lanes = [];
    }

    // Not what is looked at again as a segment was replaced: there are so many attempts and no more, and what they meet is the same.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Count(long bytes)
    {
        if (_attempt == 0 && (_bytes += bytes) > _mostBytes)
            _mostBytes = map.MostBytes(_bytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryVisitUnchanged(int lane)
    {
        if (!map.TryVisitUnchanged(in _lease, lane, _lanes[lane], _copied, _returned, ref _reader, out long bytes, out TResult value))
            return false;
        Count(bytes);
        Current = value;
        return true;
    }

    private bool TryVisit(int lane)
    {
        if (_notesFirst)
        {
            var nothing = default(NothingReader);
            bool isNoted = map.TryVisit(in _lease, lane, _returned, ref nothing, out ScannedEntry<bool> noted);
            Count(noted.Bytes);
            return IsReturned(lane, isNoted, noted.Word, noted.Version);
        }

        bool found = map.TryVisit(in _lease, lane, _returned, ref _reader, out ScannedEntry<TResult> scanned);
        Count(scanned.Bytes);
        Current = scanned.Value;
        return IsReturned(lane, found, scanned.Word, scanned.Version);
    }

    private bool IsReturned(int lane, bool found, long word, long version)
    {
        if (word != _lanes[lane] || version > _copied)
            Remember(found);
        if (!found)
            return false;
        if (ComparesKeys && !IsNew())
        {
            _returned.TakeBack();
            return false;
        }

        return true;
    }

    // Whether the last entry, which has been noted, was not returned before.
    private bool IsNew()
    {
        if (_beginsBefore && map.IsBefore(_returned.Last, _position))
            return false;
        if (_seen is null)
            return true;
        _key = MapKeyOf<TKey>.Decode(_returned.Last, map.Name);
        _returned.TakeBack();
        return _seen.Add(_key);
    }

    // From now on what comes is compared with what was returned; the last key is that of an entry that was found, but not returned yet.
    private void Remember(bool found = false)
    {
        if (_seen is not null)
            return;
        _seen = new HashSet<TKey>(MapKeyOf<TKey>.Comparer);
        _returned.AddTo(_seen, map.Name, withLast: !found);
    }

    private bool TryCopySegment()
    {
        if (_position >= _rangeEnd)
        {
            _returned.Clear();
            _seen = null;
            _notesFirst = false;
        }

        _next = _count = 0;
        while (_position < SegmentLease.Positions && map.TryBegin(SegmentLease.HashAt(_position), out _lease))
        {
            int lanes = _lease.Buckets * IndexLayout.Lanes;
            if (NumbersAt < lanes)
            {
                Return();
                _lanes = ArrayPool<long>.Shared.Rent(2 * lanes);
            }

            // Before the lanes, by acquire: whatever has this version or a lower one was in its lane when the lane was copied.
            _copied = map.CommitCounter;
            map.CopyLanes(in _lease, _lanes.AsSpan(0, lanes));
            (long start, long end) = SegmentLease.RangeAround(_position, map.DepthOf(in _lease));
            if (_lease.StillStands())
            {
                _beginsBefore = start < _position;
                _segmentEnd = end;
                _rangeEnd = Math.Max(_rangeEnd, _segmentEnd);
                _count = NoteLanesInUse(lanes);
                Count(IndexLayout.SegmentLength(_lease.Buckets));
                return true;
            }

            map.Retry(ref _attempt);
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int LaneOf(int entry) => (int)_lanes[NumbersAt + entry];

    // Without a branch, as which lanes are in use cannot be foreseen.
    private int NoteLanesInUse(int lanes)
    {
        Span<long> words = _lanes.AsSpan(0, lanes), numbers = _lanes.AsSpan(NumbersAt, lanes);
        int count = 0;
        for (int lane = 0; lane < words.Length; lane++)
        {
            numbers[count] = lane;
            count += SegmentLanes.IsInUse(words[lane]) ? 1 : 0;
        }

        return count;
    }
}
