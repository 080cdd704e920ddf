using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Store.Commits;

namespace ShmStore.Store.Maps;

/// <summary>The index of one map, for its writer, who holds the gate. Not thread-safe.</summary>
/// <remarks>An entry is changed by one store to a lane. This finds the lanes and makes room; the store is its own for a commit of one entry, and the commit's for one of several.</remarks>
internal sealed unsafe partial class MapIndex
{
    // Of 16 lanes, so many are in use at most: beyond, ever more keys do not find room in their own bucket.
    private const int FullSixteenths = 13;

    // One of so many may be that of a removed entry, and a bucket of them: beyond, who looks for a key that is not there finds too few buckets where the search ends.
    private const int LanesPerRemoved = 32;

    private readonly CommitWriter _writer;
    private readonly RegionHeader _header;
    private readonly long _slotWord;
    private readonly IndexGrowth _growth;
    private readonly KeySeed _seed;
    private readonly string _map;

    // How many keys of a commit come into each segment, by the word that names it. Between two commits it means nothing.
    private Dictionary<long, int> _added = [];

    /// <summary>The index of the map whose root the slot word at this offset names.</summary>
    public MapIndex(CommitWriter writer, long slotWord, KeySeed seed, string map)
    {
        _writer = writer;
        _header = new RegionHeader(writer.Region);
        _slotWord = slotWord;
        _seed = seed;
        _map = map;
        _growth = new IndexGrowth(writer, slotWord, seed, map);
    }

    /// <summary>Entries of the map.</summary>
    public long Count => Root == 0 ? 0 : _header.At<long>(Root + IndexLayout.RootCountOffset);

    /// <summary>Bytes of the blocks of all entries.</summary>
    public long Bytes => Root == 0 ? 0 : _header.At<long>(Root + IndexLayout.RootBytesOffset);

    private long Root => _header.At<long>(_slotWord);

    private byte* Origin => _writer.Region.Origin;

    private long RingOffset => _header.At<long>(Root + IndexLayout.RootRingOffset);

    /// <summary>Makes room for entries that are not in the map yet, so that <see cref="TakeLane"/> finds a lane for each.</summary>
    /// <returns>Whether lanes are elsewhere than they were.</returns>
    /// <exception cref="StoreFullException">No room to grow; no entry has changed.</exception>
    /// <exception cref="SharedStoreException">Too many keys have the same hash; no entry has changed.</exception>
    public bool MakeRoom(ReadOnlySpan<ulong> hashes)
    {
        if (Root == 0)
            _growth.CreateRoot();
        bool changed = false;
        for (bool grown = hashes.Length > 0; grown; changed |= grown)
        {
            grown = false;
            Reused.Empty(ref _added);
            foreach (ulong hash in hashes)
            {
                long word = DirectoryWord(hash);
                int count = _added[word] = _added.GetValueOrDefault(word) + 1;
                if (IsFull(word, count - 1))
                {
                    _growth.TryGrow(hash, Scarcity.Last);
                    grown = true;
                }
                else if (IsWorn(word))
                {
                    grown |= _growth.TryRenew(hash);
                }

                // What was replaced is free: its memory may be that of another segment soon, of the same word, into which none of these keys come.
                if (DirectoryWord(hash) != word)
                    _added.Remove(word);
            }
        }

        return changed;
    }

    /// <summary>Makes room for one entry.</summary>
    /// <param name="hash">Hash of its key.</param>
    /// <inheritdoc cref="MakeRoom(ReadOnlySpan{ulong})"/>
    public void MakeRoom(ulong hash) => TryMakeRoom(hash, Scarcity.Last);

    /// <summary>Makes room for one entry.</summary>
    /// <param name="hash">Hash of its key.</param>
    /// <param name="scarcity">What may be done for the memory.</param>
    /// <returns>False if there is no room to grow, and something else may be done than to fail.</returns>
    /// <inheritdoc cref="MakeRoom(ReadOnlySpan{ulong})"/>
    public bool TryMakeRoom(ulong hash, Scarcity scarcity)
    {
        if (Root == 0)
            _growth.CreateRoot();
        while (IsFull(DirectoryWord(hash), 0))
        {
            if (!_growth.TryGrow(hash, scarcity))
                return false;
        }

        if (IsWorn(DirectoryWord(hash)))
            _growth.TryRenew(hash);
        return true;
    }

    /// <summary>Those of some hashes that are not in the map for which their segments have no room, as they are.</summary>
    public IEnumerable<ulong> WithoutRoom(ReadOnlySpan<ulong> hashes)
    {
        List<ulong> without = [];
        Reused.Empty(ref _added);
        foreach (ulong hash in hashes)
        {
            long word = Root == 0 ? 0 : DirectoryWord(hash);
            int count = _added[word] = _added.GetValueOrDefault(word) + 1;
            if (word != 0 && IsFull(word, count - 1))
                without.Add(hash);
        }

        return without;
    }

    /// <summary>A free lane for a key that is not in the map, where room was made. The caller fills it.</summary>
    public long* TakeLane(ulong hash)
    {
        long word = DirectoryWord(hash);
        long* lane = SegmentLanes.FreeLane(Segment(word), SegmentLease.BucketsOf(word), hash, _map);
        if (*lane == 0)
            SegmentUsed(word)++;
        return lane;
    }

    /// <summary>Counts an entry with this hash that was added to a map which nobody follows yet, or none, and sets the number of the last commit.</summary>
    public void NoteUnrecorded(ulong hash, int change, long version)
    {
        if (change != 0)
            CountEntry(hash, change);
        Volatile.Write(ref _header.At<long>(Root + IndexLayout.RootVersionOffset), version);
    }

    /// <summary>
    /// Notes in a new ring that the changes up to a commit have no records: who knows those up to an earlier one is told that some were missed, and who knows this one is not. A map whose last commit is 0 was never changed.
    /// </summary>
    public void NoteMissed(long version)
    {
        if (version > 0)
            Changes.Add(new ChangeRecord(version, ChangeKind.Missed));
    }

    /// <summary>Notes that so many entries were added to the segment of a hash.</summary>
    public void CountSegment(ulong hash, int change) => SegmentCount(DirectoryWord(hash)) += change;

    /// <summary>Adds the counters of the map to a commit that changes the number of entries, and their bytes, by so many.</summary>
    public void AddCounters(PendingCommit commit, long change, long bytes, long version)
    {
        long changes = _header.At<long>(Root + IndexLayout.RootChangesOffset);
        commit.Add(Root + IndexLayout.RootCountOffset, new PendingWord(Count + change, 0, 0));
        commit.Add(Root + IndexLayout.RootBytesOffset, new PendingWord(Bytes + bytes, 0, 0));
        commit.Add(Root + IndexLayout.RootVersionOffset, new PendingWord(version, 0, 0));
        commit.Add(Root + IndexLayout.RootChangesOffset, new PendingWord((changes + 2) & ~1L, 0, 0));
    }

    /// <summary>
    /// Adds records to a commit, which count when it is made. As many as a ring has, or more, are one record that says so: if the commit is given up, one from before must have been left, behind which those who have lagged go on.
    /// </summary>
    public void AddChanges(PendingCommit commit, ReadOnlySpan<ChangeRecord> records, long version)
    {
        if (records.IsEmpty)
            return;
        var missed = new ChangeRecord(version, ChangeKind.Missed);
        long head = Changes.Stage(records.Length >= RingLayout.Records ? new ReadOnlySpan<ChangeRecord>(in missed) : records);
        commit.Add(RingOffset + RingLayout.HeadOffset, new PendingWord(head, 0, 0));
    }

    /// <summary>Takes <see cref="AddCounters"/> and <see cref="AddChanges"/> back.</summary>
    public void RemoveCounters(PendingCommit commit)
    {
        foreach (int counter in (ReadOnlySpan<int>)[IndexLayout.RootCountOffset, IndexLayout.RootBytesOffset, IndexLayout.RootVersionOffset, IndexLayout.RootChangesOffset])
            commit.Remove(Root + counter);
        commit.Remove(RingOffset + RingLayout.HeadOffset);
    }

    /// <summary>Offset of a lane in the region.</summary>
    public long OffsetOf(long* lane) => (byte*)lane - Origin;

    /// <summary>Takes all entries away, by one commit, and gives back their memory. O(entries).</summary>
    /// <returns>The version.</returns>
    /// <exception cref="StoreFullException">No room for the empty index; nothing has changed.</exception>
    /// <exception cref="StoreFormatException">The index was changed by others, and is none any more; nothing has changed.</exception>
    public long Clear()
    {
        long old = Root;
        if (old == 0)
        {
            _growth.CreateRoot();
            old = Root;
        }

        IndexBounds.Check(_writer.Region, old, _map);
        IReadOnlyList<long> segments = _growth.Segments(old);
        long root = _growth.NewRoot(RingOffset);
        _growth.CopyCacheState(old, root);
        _header.At<long>(root + IndexLayout.RootVersionOffset) = _writer.NextVersion;

        // Odd in the root that goes, and higher in the one that comes: nobody takes the two for the same.
        _header.At<long>(root + IndexLayout.RootChangesOffset) = BeginChange(Origin + old) + 1;
        Changes.Add(new ChangeRecord(_writer.NextVersion, ChangeKind.Cleared));
        return _writer.PublishRoot(_slotWord, root, () => _growth.Release(old, segments));
    }

    /// <summary>Gives a map that has lost nearly all of its entries an index of one segment, with room for twice as many as it has. No value changes. O(places).</summary>
    /// <exception cref="SharedStoreException">No room for it, the writer was taken for dead, or the index was changed by others, and is none any more; no entry has changed.</exception>
    public void Shrink()
    {
        if (Root == 0 || BucketsFor(Count) is null)
            return;

        // What is in the lanes counts, whatever the root says.
        IReadOnlyList<nint> lanes = LanesInUse();
        if (BucketsFor(lanes.Count) is { } buckets)
            _growth.Shrink(lanes, buckets);
    }

    /// <summary>The lanes of all entries.</summary>
    /// <exception cref="StoreFormatException">The index was changed by others, and is none any more.</exception>
    public IReadOnlyList<nint> LanesInUse()
    {
        long root = Root;
        if (root == 0)
            return [];
        IndexBounds.Check(_writer.Region, root, _map);
        return _growth.LanesInUse(root);
    }

    // The smallest segment in which twice as many entries have room; null if none is large enough.
    private static int? BucketsFor(long entries)
    {
        for (int buckets = IndexLayout.SmallestSegment; buckets <= IndexLayout.LargestSegment; buckets = IndexLayout.BucketsAfter(buckets))
        {
            if (2 * entries < RoomIn(buckets))
                return buckets;
        }

        return null;
    }

    private static int RoomIn(int buckets) => buckets * IndexLayout.Lanes * FullSixteenths / 16;

    /// <summary>Whether a segment has no room for one entry more, when so many have been promised room already.</summary>
    private bool IsFull(long word, int promised) =>
        SegmentCount(word) + promised >= RoomIn(SegmentLease.BucketsOf(word));

    /// <summary>Whether a segment has too many lanes of removed entries.</summary>
    private bool IsWorn(long word) =>
        SegmentUsed(word) - SegmentCount(word) > (SegmentLease.BucketsOf(word) * IndexLayout.Lanes / LanesPerRemoved) + IndexLayout.Lanes;

    private long DirectoryWord(ulong hash) =>
        *SegmentLease.DirectoryWord(Origin + Root, _header.At<int>(Root + IndexLayout.RootDepthOffset), hash);

    private byte* Segment(long word) => Origin + (word & IndexLayout.OffsetMask);

    private ref int SegmentCount(long word) => ref *(int*)(Segment(word) + IndexLayout.SegmentCountOffset);

    private ref int SegmentUsed(long word) => ref *(int*)(Segment(word) + IndexLayout.SegmentUsedOffset);
}
