using System.Runtime.CompilerServices;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Store.Commits;

namespace ShmStore.Store.Maps.Caching;

/// <summary>Keeps a map within its limits: removes what has expired, and evicts. Every removal is a commit of its own. The caller holds the gate.</summary>
/// <remarks>
/// Writes outside of a commit of several keys make way before they add, so the bounds hold at every moment. A commit of several keys is made whole; then what is too much is evicted, but nothing that the commit has set, before anybody else can write.
/// </remarks>
internal sealed unsafe class MapKeeper : IMemoryReclaimer
{
    private const int TypicalEntry = 256;

    // Lanes of a full segment that are looked through for expired entries, in a map in which something may be evicted instead.
    private const int ReclaimLanes = 256;

    private readonly CommitWriter _writer;
    private readonly MapIndex _index;
    private readonly TimeProvider _clock;
    private readonly ExpirySweep _sweep;
    private readonly CacheMarks _marks;
    private readonly EvictionOrder _order;
    private readonly string _name;
    private readonly MissingClass _missing;
    private readonly Queue<ulong> _owed = [];

    /// <summary>Without limits.</summary>
    public MapKeeper(CommitWriter writer, MapIndex index, TimeProvider clock, string name)
    {
        _writer = writer;
        _index = index;
        _clock = clock;
        _name = name;
        _sweep = new ExpirySweep(index, clock);
        _marks = new CacheMarks(writer, index);
        _order = new EvictionOrder(index, _marks);
        _missing = new MissingClass(index);
        writer.Reclaimers.Register(this, clock);
    }

    /// <summary>Whether the map has limits, or there may be entries that expire: something may have to go before an entry is set.</summary>
    public bool IsActive
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Limits is not null || _sweep.IsActive;
    }

    /// <summary>Whether something has to make way for what is set.</summary>
    public bool HasBounds { get; private set; }

    /// <summary>The limits; null for none.</summary>
    public MapLimits? Limits { get; private set; }

    /// <summary>When an entry expires that is set now; <see cref="Expiry.Never"/> if it does not.</summary>
    /// <param name="timeToLive">Its own time; null for that of the map.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is zero or negative, and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long ExpiryOf(TimeSpan? timeToLive) => timeToLive is null && Limits is null ? Expiry.Never : ExpiryWithin(timeToLive);

    /// <summary>Changes the limits, and evicts what is too much by them.</summary>
    /// <exception cref="InvalidOperationException">A commit is open.</exception>
    public void SetLimits(MapLimits? limits)
    {
        ThrowIfPending();
        bool hadBounds = HasBounds;
        Limits = limits;
        HasBounds = limits is { HasBounds: true };
        _writer.Reclaimers.NoteBounds(this, HasBounds);
        if (HasBounds)
        {
            _marks.Want(ExpectedEntries(limits!));
            Trim(0, 0);
        }
        else if (hadBounds)
        {
            _marks.StopWanting();
        }
    }

    /// <summary>Before an entry is written to a map with bounds: evicts what has to make way.</summary>
    /// <param name="replaced">The block that it replaces; 0 for none.</param>
    /// <param name="prologue">Bytes before its document.</param>
    /// <param name="document">Bytes of its document.</param>
    public void BeforeSet(long replaced, int prologue, int document)
    {
        _marks.Refresh();
        _missing.Follow();
        _order.Ask(ClassFor(prologue, document));
        long bytes = BytesFor(prologue, document) + _index.BytesAdded(0, replaced);
        int entries = replaced == 0 ? 1 : 0;
        Trim(entries, bytes);
    }

    /// <summary>Refuses an entry that is larger than the map may be.</summary>
    /// <exception cref="ArgumentException">It is.</exception>
    public void Check(int prologue, int document)
    {
        if (Limits?.MaximumBytes is { } maximum && BytesFor(prologue, document) is var needed && needed > maximum)
            throw new ArgumentException($"An entry of '{_name}' with a document of {document} bytes takes a block of {needed} bytes, and the map is limited to {maximum} bytes.");
    }

    /// <summary>Refuses a commit that alone is more than the map may hold.</summary>
    /// <param name="entries">Entries that it sets.</param>
    /// <param name="bytes">Bytes of their blocks.</param>
    /// <exception cref="InvalidOperationException">It is.</exception>
    public void CheckCommit(long entries, long bytes)
    {
        if (HasBounds && !IsWithin(entries, bytes))
        {
            throw new InvalidOperationException(
                $"The commit sets {entries} entries of '{_name}' with {bytes} bytes, and the map is limited to {Describe(Limits?.MaximumEntries)} entries and {Describe(Limits?.MaximumBytes)} bytes: divide it.");
        }

        static string Describe(long? limit) => limit?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "any number of";
    }

    /// <summary>An entry was set in a map with bounds.</summary>
    /// <param name="hash">Hash of its key.</param>
    /// <param name="isNew">Whether there was none of the key.</param>
    public void Set(ulong hash, bool isNew)
    {
        if (isNew)
            _order.Add(hash);
        else
            _order.Use(hash);
    }

    /// <summary>After a commit of several keys: evicts what is too much, but nothing that it has set.</summary>
    public void AfterCommit(IEnumerable<ulong> set)
    {
        if (IsWithin(_index.Count, _index.Bytes))
            return;
        try
        {
            foreach (ulong hash in set)
                _order.Pin(hash);
            Trim(0, 0);
        }
        finally
        {
            _order.Unpin();
        }
    }

    /// <summary>Keeps the entry of a key, by its hash, from being evicted while it is written.</summary>
    public void Spare(ulong hash)
    {
        _order.Spared = hash;
        _writer.Reclaimers.Written = this;
    }

    /// <summary>Ends what <see cref="Spare"/> began.</summary>
    public void StopSparing()
    {
        _order.Spared = null;
        _writer.Reclaimers.Written = null;
    }

    /// <summary>An entry is set that expires.</summary>
    public void NoteExpiring(long expiry)
    {
        if (!_sweep.IsActive)
            _writer.Reclaimers.NoteSweeping(this);
        _sweep.Begin(expiry);
        _writer.Reclaimers.NoteExpiring(expiry);
    }

    /// <summary>Removes the expired entries of the next bucket.</summary>
    /// <returns>Whether there were any.</returns>
    public bool Sweep()
    {
        if (!_sweep.IsActive)
            return false;
        Span<nint> lanes = stackalloc nint[IndexLayout.Lanes];
        return Remove(lanes[.._sweep.Next(lanes)]);
    }

    /// <summary>Removes all entries that have expired. O(entries).</summary>
    /// <returns>How many.</returns>
    /// <exception cref="InvalidOperationException">A commit is open.</exception>
    /// <exception cref="StoreFormatException">The index was changed by others, and is none any more; nothing has changed.</exception>
    public long RemoveExpired()
    {
        ThrowIfPending();
        long removed = 0;
        foreach (nint lane in _index.LanesInUse())
        {
            if (!EntryKey.HasExpired(_index.BlockOf((long*)lane), _clock))
                continue;
            Remove((long*)lane);
            removed++;
        }

        return removed;
    }

    /// <inheritdoc/>
    public long EvictableBytes => HasBounds ? Math.Clamp(_index.Bytes, 0, _writer.Areas.Maximum) : 0;

    /// <inheritdoc/>
    public bool TrySweep()
    {
        if (!_sweep.IsActive)
            return false;
        Span<nint> lanes = stackalloc nint[IndexLayout.Lanes];
        return Remove(lanes[.._sweep.SearchFew(lanes)]);
    }

    /// <inheritdoc/>
    public bool IsSweeping => _sweep.IsActive;

    /// <inheritdoc/>
    public long RestsUntil => _sweep.RestsUntil;

    /// <inheritdoc/>
    public bool TryFindExpired()
    {
        Span<nint> lanes = stackalloc nint[IndexLayout.Lanes];
        return Remove(lanes[.._sweep.Search(lanes)]);
    }

    /// <inheritdoc/>
    public void MakeOwedRoom()
    {
        while (_owed.TryDequeue(out ulong hash))
            TryMakeRoom(hash);
    }

    /// <inheritdoc/>
    public bool TryEvict(int leastClass)
    {
        // Remembered, or every write in vain would look at all entries.
        if (!HasBounds || _index.Count == 0 || _missing.Covers(leastClass, _order.Spared))
            return false;
        if (leastClass > 0 && _order.Spared is null)
            _order.Ask(leastClass);
        if (!_order.TryChoose(leastClass, out long* lane))
        {
            if (leastClass > 0)
                _missing.Begin(leastClass, _order.HasSpared ? _order.Spared : null);
            return false;
        }

        Remove(lane);
        return true;
    }

    /// <summary>Removes an entry of the segment of a hash, that of the key that is being written apart: the index has room for another one there. O(entries of the segment).</summary>
    /// <returns>False if none has expired, and none may be evicted.</returns>
    public bool TryMakeRoom(ulong hash)
    {
        if (!TryFindExpired(hash, out long* lane) && !(HasBounds && _order.TryChooseIn(hash, out lane)))
            return false;
        Remove(lane);
        return true;
    }

    /// <summary>Notes hashes for which a commit of several keys found no room in the index: for each an entry goes before the next commit.</summary>
    public void OweRoom(IEnumerable<ulong> hashes)
    {
        _owed.Clear();
        foreach (ulong hash in hashes)
            _owed.Enqueue(hash);
        if (_owed.Count > 0)
            _writer.Reclaimers.Owe(this);
    }

    /// <summary>Removes the entry that a lane names: one commit.</summary>
    public void Remove(long* lane)
    {
        byte* block = _index.BlockOf(lane);
        KeyProbe key = _index.KeyOf(block);
        var place = new MapPlace(lane, *lane, new BlockHeader(block).Version, 0);
        _index.Remove(in key, in place);
    }

    private long ExpiryWithin(TimeSpan? timeToLive) => (timeToLive ?? Limits?.TimeToLive) is { } time ? Expiry.After(_clock, time) : Expiry.Never;

    private int ClassFor(int prologue, int document) => SizeClasses.Of(BlockLayout.HeaderLength + prologue + document + _writer.SealLength);

    private long BytesFor(int prologue, int document) => SizeClasses.SizeOf(ClassFor(prologue, document));

    private bool TryFindExpired(ulong hash, out long* expired)
    {
        expired = null;
        if (!_index.TryGetSegment(hash, out byte* segment, out int buckets))
            return false;
        int lanes = buckets * IndexLayout.Lanes;
        for (int i = 0; i < (HasBounds ? Math.Min(lanes, ReclaimLanes) : lanes); i++)
        {
            expired = SegmentLanes.At(segment, i);
            if (SegmentLanes.IsInUse(*expired) && EntryKey.HasExpired(_index.BlockOf(expired), _clock) && !_order.IsSpared(_index.HashOf(_index.BlockOf(expired))))
                return true;
        }

        return false;
    }

    private bool Remove(ReadOnlySpan<nint> lanes)
    {
        foreach (nint lane in lanes)
            Remove((long*)lane);
        return lanes.Length > 0;
    }

    // So that so many more have room.
    private void Trim(int entries, long bytes)
    {
        while (!IsWithin(_index.Count + entries, _index.Bytes + bytes) && TryEvict(leastClass: 0))
        {
        }
    }

    private bool IsWithin(long entries, long bytes) =>
        !(entries > Limits?.MaximumEntries) && !(bytes > Limits?.MaximumBytes);

    // Not more than the store can ever have, whatever the limits say.
    private long ExpectedEntries(MapLimits limits) =>
        Math.Max(1, Math.Min(limits.MaximumEntries ?? long.MaxValue, Math.Min(limits.MaximumBytes ?? long.MaxValue, _writer.Areas.Maximum) / TypicalEntry));

    private void ThrowIfPending()
    {
        if (_writer.Pending is not null)
            throw new InvalidOperationException("A commit of several keys is open: complete or dispose that first.");
    }
}
