using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Commits;

namespace ShmStore.Store.Maps.Caching;

/// <summary>Keeps a map within its limits: removes what has expired, and evicts. Every removal is a commit of its own. The caller holds the gate.</summary>
/// <remarks>
/// Writes outside of a commit of several keys make way before they add, so the bounds hold at every moment. A commit of several keys is made whole; then what is too much is evicted, but nothing that the commit has set, before anybody else can write.
/// </remarks>
internal sealed unsafe class MapKeeper : IMemoryReclaimer
{
    // Buckets that are looked through for expired entries when memory is short, before something is evicted.
    private const int ReclaimBuckets = 256;
    private const int MarksPerEntry = 8;
    private const long LeastMarks = 4096;
    private const int TypicalEntry = 256;

    private readonly CommitWriter _writer;
    private readonly MapIndex _index;
    private readonly TimeProvider _clock;
    private readonly ExpirySweep _sweep;
    private readonly string _name;
    private EvictionOrder? _order;
    private UseMarks? _marks;
    private long _marksOffset;
    private long _bytes;

    /// <summary>Without limits.</summary>
    public MapKeeper(CommitWriter writer, MapIndex index, TimeProvider clock, string name)
    {
        _writer = writer;
        _index = index;
        _clock = clock;
        _name = name;
        _sweep = new ExpirySweep(index, clock);
        writer.Register(this);
    }

    /// <summary>Whether the map has limits, or there may be entries that expire: something may have to go before an entry is set.</summary>
    public bool IsActive => Limits is not null || _sweep.IsActive;

    /// <summary>Whether something has to make way for what is set.</summary>
    public bool HasBounds => _order is not null;

    /// <summary>The limits; null for none.</summary>
    public MapLimits? Limits { get; private set; }

    /// <summary>When an entry expires that is set now; <see cref="Expiry.Never"/> if it does not.</summary>
    /// <param name="timeToLive">Its own time; null for that of the map.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is zero or negative, and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    public long ExpiryOf(TimeSpan? timeToLive) => (timeToLive ?? Limits?.TimeToLive) is { } time ? Expiry.After(_clock, time) : Expiry.Never;

    /// <summary>Changes the limits, and evicts what is too much by them. O(entries) if they have bounds.</summary>
    /// <exception cref="InvalidOperationException">A commit is open.</exception>
    /// <exception cref="NotSupportedException">They have bounds, and the store is one for several writers.</exception>
    public void SetLimits(MapLimits? limits)
    {
        ThrowIfPending();
        if (limits is { HasBounds: true } && _writer.IsOneOfSeveral)
            throw new NotSupportedException($"'{_name}' cannot have bounds: others may write the store too, and the order of eviction is known to one writer alone. A time to live it can have.");
        Limits = limits;
        if (limits is { HasBounds: true })
        {
            long expected = ExpectedEntries(limits);
            WantMarks(expected);
            if (_order is null)
                Recount(expected);
            Trim(0, 0);
        }
        else if (_order is not null)
        {
            _order = null;
            PublishMarks(null, 0);
        }
    }

    /// <summary>Before an entry is written: removes some that have expired, and evicts what has to make way.</summary>
    /// <param name="hash">Hash of its key.</param>
    /// <param name="replaced">The block that it replaces; 0 for none.</param>
    /// <param name="prologue">Bytes before its document.</param>
    /// <param name="document">Bytes of its document.</param>
    public void BeforeSet(ulong hash, long replaced, int prologue, int document)
    {
        if (_order is not { } order)
            return;
        long bytes = BytesFor(prologue, document) - (replaced == 0 ? 0 : BytesOf(replaced));
        int entries = replaced == 0 ? 1 : 0;
        if (IsWithin(_index.Count + entries, _bytes + bytes))
            return;
        order.Pin(hash, true);
        Trim(entries, bytes);
        order.Pin(hash, false);
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
        if (_order is not null && !IsWithin(entries, bytes))
        {
            throw new InvalidOperationException(
                $"The commit sets {entries} entries of '{_name}' with {bytes} bytes, and the map is limited to {Describe(Limits?.MaximumEntries)} entries and {Describe(Limits?.MaximumBytes)} bytes: divide it.");
        }

        static string Describe(long? limit) => limit?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "any number of";
    }

    /// <summary>A block was published for an entry.</summary>
    /// <param name="hash">Hash of its key.</param>
    /// <param name="block">The block; 0 when the entry was removed.</param>
    /// <param name="replaced">The block that it replaced; 0 for none.</param>
    public void Changed(ulong hash, long block, long replaced)
    {
        if (_order is null)
            return;
        _bytes += (block == 0 ? 0 : BytesOf(block)) - (replaced == 0 ? 0 : BytesOf(replaced));
        if (replaced == 0)
            _order.Add(hash);
        else if (block == 0)
            _order.Remove(hash);
        else
            _order.Use(hash);
    }

    /// <summary>All entries were removed.</summary>
    public void Cleared()
    {
        if (_order is not null)
            (_order, _bytes) = (new EvictionOrder(ExpectedEntries(Limits!), _marks), 0);
    }

    /// <summary>After a commit of several keys: evicts what is too much, but nothing that it has set.</summary>
    public void AfterCommit(IEnumerable<ulong> set)
    {
        if (_order is not { } order || IsWithin(_index.Count, _bytes))
            return;
        foreach (ulong hash in set)
            order.Pin(hash, true);
        Trim(0, 0);
        foreach (ulong hash in set)
            order.Pin(hash, false);
    }

    /// <summary>An entry is set that expires.</summary>
    public void NoteExpiring() => _sweep.Begin();

    /// <summary>Removes the expired entries of the next bucket.</summary>
    /// <returns>Whether there were any.</returns>
    public bool Sweep()
    {
        if (!_sweep.IsActive)
            return false;
        Span<nint> lanes = stackalloc nint[IndexLayout.Lanes];
        int count = _sweep.Next(lanes);
        foreach (nint lane in lanes[..count])
            Remove((long*)lane);
        return count > 0;
    }

    /// <summary>Removes all entries that have expired. O(entries).</summary>
    /// <returns>How many.</returns>
    /// <exception cref="InvalidOperationException">A commit is open.</exception>
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
    public bool TryReclaim()
    {
        for (int bucket = 0; bucket < ReclaimBuckets && _sweep.IsActive; bucket++)
        {
            if (Sweep())
                return true;
        }

        return _order is not null && TryEvict();
    }

    /// <summary>Removes the entry that a lane names: one commit.</summary>
    public void Remove(long* lane)
    {
        byte* block = _index.BlockOf(lane);
        KeyProbe key = _index.KeyOf(block);
        var place = new MapPlace(lane, *lane, new BlockHeader(block).Version, 0);
        long removed = _index.GiveLane(lane, key.Hash);
        Changed(key.Hash, 0, place.Offset);
        _index.BeginChange();
        _index.Note(key.Hash, -1, MapChanges.Removed(in key, _writer.NextVersion, place));
        _writer.Publish(_index.OffsetOf(lane), removed, block: 0, replaced: place.Offset);
        _index.EndChange();
    }

    private long BytesFor(int prologue, int document) => SizeClasses.SizeOf(SizeClasses.Of(BlockLayout.HeaderLength + prologue + document + _writer.SealLength));

    // So that so many more have room.
    private void Trim(int entries, long bytes)
    {
        while (!IsWithin(_index.Count + entries, _bytes + bytes) && TryEvict())
        {
        }
    }

    private bool IsWithin(long entries, long bytes) =>
        !(entries > Limits?.MaximumEntries) && !(bytes > Limits?.MaximumBytes);

    // What the order knows and the map does not have any more is passed over.
    private bool TryEvict()
    {
        while (_order!.TryChoose(out ulong hash))
        {
            if (_index.TryFindLane(hash, out long* lane))
            {
                Remove(lane);
                return true;
            }

            _order.Remove(hash);
        }

        return false;
    }

    private void Recount(long expected)
    {
        _order = new EvictionOrder(expected, _marks);
        _bytes = 0;
        foreach (nint lane in _index.LanesInUse())
        {
            byte* block = _index.BlockOf((long*)lane);
            _order.AddOld(_index.HashOf(block));
            _bytes += BytesOf(*(long*)lane & IndexLayout.OffsetMask);
        }
    }

    private static long ExpectedEntries(MapLimits limits) =>
        Math.Max(1, Math.Min(limits.MaximumEntries ?? long.MaxValue, (limits.MaximumBytes ?? long.MaxValue) / TypicalEntry));

    private void WantMarks(long entries)
    {
        long length = (long)System.Numerics.BitOperations.RoundUpToPowerOf2(
            (ulong)Math.Clamp(entries, LeastMarks / MarksPerEntry, (1L << IndexLayout.MaximumMarksLog) / MarksPerEntry) * MarksPerEntry);
        if (_order is not null && _marks?.Length >= length)
            return;
        if (_marks is null || _marks.Length < length)
            _marks = _writer.Region.TryAddMarks(length, out _marksOffset);
        _order = null;
        PublishMarks(_marks, _marksOffset);
    }

    // Readers look for marks when they see a root for the first time.
    private void PublishMarks(UseMarks? marks, long offset)
    {
        try
        {
            _index.PublishMarks(marks is null ? 0 : System.Numerics.BitOperations.Log2((ulong)marks.Length), marks is null ? 0 : offset);
        }
        catch (StoreFullException)
        {
            // They will see it in the next root: until then they leave no marks, or some that nobody reads.
        }
    }

    /// <summary>Bytes of a block, as they count.</summary>
    public long BytesOf(long block) => SizeClasses.SizeOf(new BlockMeta(_writer.HeaderOf(block).Meta).SizeClass);

    private void ThrowIfPending()
    {
        if (_writer.Pending is not null)
            throw new InvalidOperationException("A commit of several keys is open: complete or dispose that first.");
    }
}
