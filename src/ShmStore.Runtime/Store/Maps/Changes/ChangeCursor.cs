using System.Diagnostics;
using ShmStore.Layout;

namespace ShmStore.Store.Maps;

/// <summary>How far one consumer has followed the changes of a map. One thread at a time, <see cref="IsBehind"/> apart.</summary>
/// <remarks>
/// A record counts once the store's commit counter has reached its commit: the writer raises that after everything that belongs to the commit, so whoever is told a change finds all of its commit in the map. Records
/// are in the order of their commits. See docs/concurrency.md.
/// </remarks>
internal sealed class ChangeCursor
{
    private const int BatchLength = 64;

    // A writer counts a commit nanoseconds after others may have seen it, or later if its processor was taken away.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly MapReader _map;
    private readonly ChangeRecord[] _records = new ChangeRecord[BatchLength];
    private readonly long _since;

    // 0 until the map has one. Found by whoever asks first, on any thread.
    private long _ring;
    private long _position;
    private bool _hasMissed;

    /// <summary>A cursor behind all changes up to a commit. If there has not been that commit, it is one of another store, as of that which this one is a backup of, and all changes are missed.</summary>
    /// <exception cref="ReadContentionException">Every one of the bounded attempts to look was disturbed.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="StoreFormatException">The index contradicts the region.</exception>
    public ChangeCursor(MapReader map, long since)
    {
        _map = map;
        _since = Math.Min(since, AwaitCounted(map, since));
        _hasMissed = _since < since || (TryGetRing(out ChangeRing ring) && !TrySeek(ring, _since));
        map.ThrowIfDisposed();
    }

    /// <summary>Whether there is something to read. Cheap; any thread.</summary>
    /// <inheritdoc cref="MapReader.TryFindRing"/>
    public bool IsBehind()
    {
        if (_hasMissed)
            return true;
        long counter = _map.CommitCounter;
        if (!TryGetRing(out ChangeRing ring))
            return false;
        long position = Volatile.Read(ref _position);
        bool behind = ring.Head > position && (ring.CommitAt(position) <= counter || ring.Oldest > position);
        _map.ThrowIfDisposed();
        return behind;
    }

    /// <summary>Reads the next changes; none when there are none, or all that were there are older than the commit where the cursor began.</summary>
    /// <inheritdoc cref="MapReader.TryFindRing"/>
    public ReadOnlySpan<ChangeRecord> Read()
    {
        if (_hasMissed)
            return Resume();

        // First: what has been counted by now is complete in the ring.
        long counter = _map.CommitCounter;
        if (!TryGetRing(out ChangeRing ring))
            return [];
        Span<ChangeRecord> records = _records.AsSpan(0, (int)Math.Clamp(ring.Head - _position, 0, BatchLength));
        bool copied = ring.TryCopy(_position, records);
        _map.ThrowIfDisposed();
        if (!copied)
            return Resume();
        int counted = 0;
        while (counted < records.Length && records[counted].Commit <= counter)
            counted++;
        int old = 0;
        while (old < counted && records[old].Commit <= _since)
            old++;
        Volatile.Write(ref _position, _position + counted);
        return records[old..counted];
    }

    // No version that this store ever gave is more than one ahead of what is counted: that of the commit which is being made.
    private static long AwaitCounted(MapReader map, long commit)
    {
        var spinner = default(SpinWait);
        long counter = map.CommitCounter;
        long start = Stopwatch.GetTimestamp();
        while (counter == commit - 1 && Stopwatch.GetElapsedTime(start) < Patience)
        {
            spinner.SpinOnce();
            counter = map.CommitCounter;
        }

        return counter;
    }

    private bool TryGetRing(out ChangeRing ring)
    {
        long offset = Volatile.Read(ref _ring);
        bool hasRing = offset != 0 || _map.TryFindRing(out offset);
        if (hasRing)
            Volatile.Write(ref _ring, offset);
        ring = hasRing ? _map.RingAt(offset) : default;
        return hasRing;
    }

    // Goes on behind what is there now, and says so.
    private ReadOnlySpan<ChangeRecord> Resume()
    {
        int attempt = 0;
        long counter = _map.CommitCounter;
        while (TryGetRing(out ChangeRing ring) && !TrySeek(ring, counter))
        {
            _map.Retry(ref attempt);
            counter = _map.CommitCounter;
        }

        _map.ThrowIfDisposed();
        _hasMissed = false;
        _records[0] = new ChangeRecord(counter, ChangeKind.Missed);
        return _records.AsSpan(0, 1);
    }

    // Goes back from the newest record to one of a commit up to this one, past all that a ring has at most. False if all that are left are newer and others were before them.
    private bool TrySeek(ChangeRing ring, long commit)
    {
        long position = ring.Head;
        long oldest = ring.Oldest;

        // Whoever adds a record claims its place first, so no more of them are left than a ring has.
        if (position < 0 || oldest < position - RingLayout.Records)
        {
            _map.ThrowIfDisposed();
            throw _map.Damaged($"the ring of its changes is said to have {position} records complete, and those from {oldest} on are left");
        }

        while (position > oldest && ring.CommitAt(position - 1) > commit)
            position--;
        Volatile.Write(ref _position, position);

        // The record that ended the search must not have been written over meanwhile, unless there was none.
        Volatile.ReadBarrier();
        return position == 0 || ring.Oldest < position;
    }
}
