using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;

namespace ShmStore.Store.Maps;

/// <summary>Finds the blocks of a map that another writer left, dead or alive, and takes back a growth that it did not finish. O(entries).</summary>
internal sealed unsafe class IndexRecovery(Region region, BlockSet live)
{
    private readonly RegionHeader _header = new(region);
    private readonly List<(long Offset, long Word)> _words = [];
    private readonly List<(long Offset, int Count)> _segmentCounts = [];
    private readonly List<(long Offset, long Count)> _counters = [];
    private readonly List<long> _reserved = [];
    private readonly List<long> _unfinished = [];
    private long _compared;

    /// <summary>The greatest number of a commit in any ring: one that was begun, and perhaps made. It must not be given to another.</summary>
    public long HighestCommit { get; private set; }

    /// <summary>Whether more is wrong with the number of entries than a writer leaves that dies.</summary>
    /// <param name="counted">How many are counted.</param>
    /// <param name="found">How many lanes name one.</param>
    /// <param name="changes">The number of changes of the map.</param>
    /// <param name="writers">The header's word for the kind of its writers.</param>
    public static bool IsMiscounted(long counted, long found, long changes, uint writers)
    {
        int wrong = GreatestMiscount(changes, writers);
        return counted < found - wrong || counted > found + wrong;
    }

    /// <summary>
    /// By how many the number of entries is wrong at the most: a writer counts a change of one entry a moment before it makes it, and the number of changes is odd then. One of several entries is counted by the same commit.
    /// Of several writers, one whose lock the system forgot may have stored its number behind the repair by another, before it noticed: docs/concurrency.md, "The fence".
    /// </summary>
    /// <param name="changes">The number of changes of the map.</param>
    /// <param name="writers">The header's word for the kind of its writers.</param>
    public static int GreatestMiscount(long changes, uint writers) => changes % 2 == 0 && writers == (uint)WriterMode.Exclusive ? 0 : 1;

    /// <summary>Adds the root, its segments and the blocks of its entries to the blocks in use. Changes nothing; see <see cref="Repair"/>.</summary>
    /// <param name="root">Offset of the root.</param>
    /// <param name="map">Number of the map's key in the schema.</param>
    /// <exception cref="StoreFormatException">The index contradicts itself or the region.</exception>
    public void Add(long root, int map)
    {
        long committed = region.Committed;
        if (!SegmentLease.IsRootInside(root, region.Origin, committed, out int depth) || MetaOf(root).Kind != IndexKind.Root)
            throw Corrupt($"a slot names an index at {root} that is not the root of one");
        long[] words = new ReadOnlySpan<long>(region.Origin + root + IndexLayout.DirectoryOffset, 1 << depth).ToArray();
        int[] depths = Array.ConvertAll(words, word => CheckedDepthOf(root, word, depth));
        TakeBack(root, words, depths, depth);

        long entries = 0;
        long bytes = 0;
        for (long i = 0; i < words.Length; i += 1L << (depth - depths[i]))
            entries += AddSegment(words[i], map, ref bytes);
        long counted = _header.At<long>(root + IndexLayout.RootCountOffset);
        long changes = _header.At<long>(root + IndexLayout.RootChangesOffset);
        if (IsMiscounted(counted, entries, changes, _header.At<uint>(HeaderLayout.WriterModeOffset)))
            throw Corrupt($"the index at {root} names {entries} entries, and {counted} are counted in it; {SharedStoreFile.RepairAdvice}");
        _counters.Add((root + IndexLayout.RootCountOffset, entries));
        _counters.Add((root + IndexLayout.RootBytesOffset, bytes));

        // A change that its writer did not end is ended, made or not. Left open, it and the first change of the next writer would be one to a snapshot that noted the counter before both.
        _counters.Add((root + IndexLayout.RootChangesOffset, (changes + 1) & ~1L));
        AddBlock(root);
        AddRing(root);
    }

    /// <summary>
    /// Sets the directories as they were before a growth that was not finished, and the counters as they must be. Called when everything has been checked, and before free segments are filled with
    /// zeros: until then readers look for entries in the copies that a directory still names.
    /// </summary>
    public void Repair(WriteSteps steps)
    {
        foreach (long offset in _unfinished)
        {
            Volatile.Write(ref _header.At<long>(offset), new ChangeRecord(0, ChangeKind.Missed).Word);
            steps.After(WriteStep.IndexWordRestored);
        }

        foreach ((long offset, long word) in _words)
        {
            Volatile.Write(ref _header.At<long>(offset), word);
            steps.After(WriteStep.IndexWordRestored);
        }

        foreach (long offset in _reserved)
        {
            Volatile.Write(ref _header.At<long>(offset), IndexLayout.Tombstone);
            steps.After(WriteStep.IndexWordRestored);
        }

        foreach ((long offset, int count) in _segmentCounts)
        {
            if (_header.At<int>(offset) == count)
                continue;
            _header.At<int>(offset) = count;
            steps.After(WriteStep.IndexWordRestored);
        }

        foreach ((long offset, long count) in _counters)
        {
            if (_header.At<long>(offset) == count)
                continue;
            Volatile.Write(ref _header.At<long>(offset), count);
            steps.After(WriteStep.IndexWordRestored);
        }
    }

    // How many bits of the hash the entries of the segment have in common that a word names. Asked once for each word, so that what follows adds up whatever the segment says later.
    private int CheckedDepthOf(long root, long word, int depth)
    {
        long segment = word & IndexLayout.OffsetMask;
        if (SegmentLease.IsSegmentInside(word, region.Committed) && MetaOf(segment) is { IsIndex: true, Kind: IndexKind.Segment } meta
            && meta.BlockSize >= IndexLayout.SegmentLength(SegmentLease.BucketsOf(word))
            && _header.At<int>(segment + BlockLayout.LengthOffset) == IndexLayout.SegmentLength(SegmentLease.BucketsOf(word)) - BlockLayout.HeaderLength)
        {
            int own = _header.At<int>(segment + IndexLayout.SegmentDepthOffset);
            if ((uint)own <= (uint)depth)
                return own;
        }

        throw Corrupt($"the directory at {root} has the word 0x{word:X}, which names no segment");
    }

    // All words of hashes that have their first bits in common name the segment that is that shallow. If only some do, a growth was not finished, and the others name its copies: they are one bit deeper, or
    // one copy has all entries, and then either may stay. Seen from one of the copies, a shallower word in its range is the old segment's, from where all others of the range are looked at.
    private void TakeBack(long root, long[] words, int[] depths, int depth)
    {
        for (int i = 0; i < words.Length;)
        {
            long word = words[i];
            int own = depths[i];
            int range = 1 << (depth - own);
            int first = i & -range;
            int next = first + range;
            long copy = word;
            for (int j = first; j < first + range; j++)
            {
                if (words[j] == word)
                    continue;
                if (depths[j] < own)
                {
                    next = Math.Max(j, i + 1);
                    break;
                }

                if (words[j] != copy && depths[j] != own + 1 && (depths[j] != own || !HaveSameEntries(word, words[j])))
                    throw Corrupt($"the directory at {root} names two segments for one hash");
                copy = words[j];
                words[j] = word;
                depths[j] = own;
                _words.Add((root + IndexLayout.DirectoryOffset + (j * sizeof(long)), word));
            }

            // Behind the range, whose words are the same now: a directory of a million words takes millions of steps, not their square.
            i = next;
        }
    }

    private bool HaveSameEntries(long word, long other)
    {
        // A segment has one copy at the most: a directory that names the same few again and again would keep its reader busy for hours.
        _compared += SegmentLease.BucketsOf(word) + SegmentLease.BucketsOf(other);
        if (_compared > region.Committed / IndexLayout.BucketLength)
            throw Corrupt($"directories name more copies of segments than a region of {region.Committed} bytes has room for");
        return Entries(word).SequenceEqual(Entries(other));

        IEnumerable<long> Entries(long word) =>
            SegmentLanes.Of(region.Origin + (word & IndexLayout.OffsetMask), SegmentLease.BucketsOf(word)).ToArray().Where(SegmentLanes.IsInUse).Order();
    }

    private int AddSegment(long word, int map, ref long bytes)
    {
        long segment = word & IndexLayout.OffsetMask;
        int entries = 0;
        int used = 0;
        ReadOnlySpan<long> lanes = SegmentLanes.Of(region.Origin + segment, SegmentLease.BucketsOf(word));
        for (int i = 0; i < lanes.Length; i++)
        {
            SegmentLanes.PrefetchAhead(lanes, i, region.Origin);
            long lane = Volatile.Read(in lanes[i]);
            used += lane == 0 ? 0 : 1;
            if (SegmentLanes.IsInUse(lane))
            {
                bytes += AddEntry(lane & IndexLayout.OffsetMask, map);
                entries++;
            }
            else if (lane == IndexLayout.Reserved)
            {
                _reserved.Add(segment + SegmentLanes.OffsetOf(i));
            }
        }

        _segmentCounts.Add((segment + IndexLayout.SegmentCountOffset, entries));
        _segmentCounts.Add((segment + IndexLayout.SegmentUsedOffset, used));
        AddBlock(segment);
        return entries;
    }

    // Returns the size of the block. The writer hashes the key when it divides the segment, without looking again whether it lies inside the block.
    private int AddEntry(long block, int map)
    {
        AddBlock(block);
        BlockMeta meta = MetaOf(block);
        long room = Math.Min(meta.SizeClass < SizeClasses.Count ? meta.BlockSize : 0, live.End - block) - BlockLayout.HeaderLength - EntryLayout.PrologueLength;
        if (room >= 0 && !meta.IsIndex)
        {
            uint prologue = _header.At<uint>(block + BlockLayout.HeaderLength);
            uint document = (uint)_header.At<int>(block + BlockLayout.LengthOffset);
            room -= EntryLayout.BytesBeforeDocument(prologue) - EntryLayout.PrologueLength;
            if (document <= room && EntryLayout.Map(prologue) == map)
                return meta.BlockSize;
        }

        throw Corrupt($"a lane names the block at {block}, in which no key of map {map} and its document have room");
    }

    // A commit of one entry has its record in the ring before it is made. Nobody has read the record of one that was not counted, and it becomes one that says: look at everything.
    private void AddRing(long root)
    {
        long ring = _header.At<long>(root + IndexLayout.RootRingOffset);
        if (!RingLayout.IsInside(ring, region.Committed) || MetaOf(ring) is not { IsIndex: true, Kind: IndexKind.Ring } meta || meta.BlockSize < RingLayout.Length)
            throw Corrupt($"the root at {root} names a ring at {ring}, where none is");
        AddBlock(ring);
        long head = _header.At<long>(ring + RingLayout.HeadOffset);
        long claimed = _header.At<long>(ring + RingLayout.ClaimedOffset);
        if (head < 0 || claimed < head)
            throw Corrupt($"the ring at {ring} is said to have {head} records complete and {claimed} begun");
        if (claimed > RingLayout.MaximumBegun)
            throw Corrupt($"the ring at {ring} is said to have {claimed} records begun, and no writer begins behind more than {RingLayout.MaximumBegun}");
        if (head == 0)
            return;
        long last = ring + RingLayout.RecordAt(head - 1);
        long commit = _header.At<long>(last);
        if (commit is < 0 or > HeaderLayout.MaximumCommit)
            throw Corrupt($"the ring at {ring} has a record of commit {commit}, and no commit has a number outside 0 to {HeaderLayout.MaximumCommit}");
        HighestCommit = Math.Max(HighestCommit, commit);
        if (commit > (long)_header.CommitCounter && _header.At<long>(root + IndexLayout.RootChangesOffset) % 2 != 0)
            _unfinished.Add(last + ChangeRecord.WordOffset);
    }

    private void AddBlock(long block)
    {
        if (!live.IsPossible(block))
            throw Corrupt($"an index names the offset {block}, at which no block can begin");
        if (!live.Add(block))
            throw Corrupt($"the block at {block} is named twice");
    }

    private BlockMeta MetaOf(long block) => new(new BlockHeader(region.Origin + block).Meta);

    private StoreFormatException Corrupt(string what) => new(StoreFormatReason.Corrupt, $"'{region.Name}' is damaged: {what}.");
}
