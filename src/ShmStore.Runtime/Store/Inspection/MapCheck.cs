using ShmStore.Layout;
using ShmStore.Store.Maps;
using ShmStore.Store.Schema;

namespace ShmStore.Store.Inspection;

/// <summary>Looks at the index of a map and at all its entries.</summary>
/// <param name="store">The store.</param>
/// <param name="declared">What the schema says of the map.</param>
/// <param name="map">Number of its key.</param>
internal sealed class MapCheck(InspectedStore store, KeySchema declared, int map)
{
    private long _root;
    private long? _bytes = 0;

    /// <summary>Checks the map whose slot names this root.</summary>
    public void Run(long word, long root)
    {
        _root = root;
        ImageIndex.RootResult result = ImageIndex.ReadRoot(store.Image, root);
        if (!store.Heap.CanBegin(root) || result.Problem is not null)
        {
            Damage(word, $"the slot names {root}: {result.Problem ?? "no block begins there"}");
            return;
        }

        if (!store.Heap.Name(ImageBlock.Read(store.Image, root)))
        {
            Damage(word, $"the index at {root} is named by something else too");
            return;
        }

        long[] words = result.Words;
        CheckBuckets(words);
        TakeBack(words, result.Depth);
        long entries = 0;
        for (long i = 0; i < words.Length;)
        {
            int depth = ImageIndex.DepthOf(store.Image, words[i]);
            if (ImageIndex.SegmentProblem(store.Image, words[i], result.Depth) is { } problem)
            {
                Damage(root + IndexLayout.DirectoryOffset + (i * sizeof(long)), $"the directory has the word 0x{words[i]:X}: {problem}");
                i++;
                continue;
            }

            entries += CheckSegment(words[i], i, result.Depth, depth);
            i = (i & -(1L << (result.Depth - depth))) + (1L << (result.Depth - depth));
        }

        CheckRing(root);
        store.Values += entries;

        CheckCounts(entries);
        if (store.Load(root + IndexLayout.RootChangesOffset) % 2 != 0)
            Leftover(root + IndexLayout.RootChangesOffset, "a change of the map was begun and not ended");
    }

    private void CheckCounts(long entries)
    {
        // As they are now: a change that was begun since the lanes were read is seen here.
        long changes = store.LoadNow(_root + IndexLayout.RootChangesOffset);
        long count = store.Load(_root + IndexLayout.RootCountOffset);

        // In a store that was changed meanwhile, what is counted is of another moment than what was found.
        if (!store.IsAsItWas)
            return;
        if (IndexRecovery.IsMiscounted(count, entries, changes, store.Image.At<uint>(HeaderLayout.WriterModeOffset)))
            Damage(_root + IndexLayout.RootCountOffset, $"{count} entries are counted, and there are {entries}: a part of the index was lost, or came back");
        else if (count != entries)
            Leftover(_root + IndexLayout.RootCountOffset, $"{count} entries are counted, and there are {entries}");
        long bytes = store.Load(_root + IndexLayout.RootBytesOffset);
        if (_bytes is { } found && bytes != found)
            Leftover(_root + IndexLayout.RootBytesOffset, $"{bytes} bytes of entries are counted, and there are {found}");
    }

    // The block of a segment tells how many buckets it has, too: with fewer, entries would not be seen.
    private void CheckBuckets(long[] words)
    {
        for (int i = 0; i < words.Length; i++)
        {
            long word = ImageIndex.WithBucketsOfBlock(store.Image, words[i]);
            if (word == words[i])
                continue;
            Damage(
                _root + IndexLayout.DirectoryOffset + (i * sizeof(long)), $"the directory has the word 0x{words[i]:X}, which says {SegmentLease.BucketsOf(words[i])} buckets, and the block of the segment {SegmentLease.BucketsOf(word)}");
            words[i] = word;
        }
    }

    // A growth that is under way, or was when its writer died: the words that should name one segment name that and its copies.
    private void TakeBack(long[] words, int depth)
    {
        for (int i = 0; i < words.Length; i++)
        {
            int own = ImageIndex.DepthOf(store.Image, words[i]);
            if (ImageIndex.SegmentProblem(store.Image, words[i], depth) is not null)
                continue;
            int range = 1 << (depth - own);
            int last = (i & -range) + range - 1;
            for (int j = i & -range; j <= last; j++)
            {
                if (words[j] == words[i])
                    continue;
                if (ImageIndex.DepthOf(store.Image, words[j]) < own && ImageIndex.SegmentProblem(store.Image, words[j], depth) is null)
                {
                    // The old segment, seen from one of its parts.
                    last = Math.Max(j - 1, i);
                    break;
                }

                long at = _root + IndexLayout.DirectoryOffset + (j * sizeof(long));
                if (ImageIndex.DepthOf(store.Image, words[j]) == own + 1)
                    Leftover(at, $"the directory names a part of the segment at {words[i] & IndexLayout.OffsetMask}, which was being divided");
                else if (IsCopy(words[j], words[i], depth))
                    Leftover(at, $"the directory names a copy of the segment at {words[i] & IndexLayout.OffsetMask}, which was being renewed");
                else
                    Damage(at, $"the directory names 0x{words[j]:X} for hashes that belong to the segment at {words[i] & IndexLayout.OffsetMask}");
                words[j] = words[i];
            }

            i = last;
        }
    }

    private bool IsCopy(long word, long of, int depth)
    {
        return ImageIndex.SegmentProblem(store.Image, word, depth) is null && ImageIndex.DepthOf(store.Image, word) == ImageIndex.DepthOf(store.Image, of)
            && Entries(word).SequenceEqual(Entries(of));

        IEnumerable<long> Entries(long word) => Enumerable.Range(0, SegmentLease.BucketsOf(word) * IndexLayout.Lanes)
            .Select(lane => store.Image.At<long>((word & IndexLayout.OffsetMask) + SegmentLanes.OffsetOf(lane))).Where(SegmentLanes.IsInUse).Order();
    }

    private void CheckRing(long root)
    {
        long ring = store.Image.At<long>(root + IndexLayout.RootRingOffset);
        var block = ImageBlock.Read(store.Image, ring);
        if (!RingLayout.IsInside(ring, store.Image.Length) || !store.Heap.CanBegin(ring) || block.Meta is not { IsIndex: true, Kind: IndexKind.Ring }
            || block.Problem(BlockLayout.HeaderLength) is not null || block.Size < RingLayout.Length)
        {
            Damage(root + IndexLayout.RootRingOffset, $"the root names a ring at {ring}, where none is");
            return;
        }

        if (!store.Heap.Name(block))
            Damage(ring, "the ring is named by something else too");
        long head = store.Load(ring + RingLayout.HeadOffset);
        long claimed = store.Image.At<long>(ring + RingLayout.ClaimedOffset);
        if (head < 0 || claimed < head)
        {
            Damage(ring, $"the ring is said to have {head} records complete and {claimed} begun");
            return;
        }

        if (claimed > RingLayout.MaximumBegun)
        {
            Damage(ring, $"the ring is said to have {claimed} records begun, and no writer begins behind more than {RingLayout.MaximumBegun}");
            return;
        }

        long before = 0;
        for (long position = Math.Max(0, claimed - RingLayout.Records); position < head; position++)
        {
            long record = ring + RingLayout.RecordAt(position);
            long commit = store.Image.At<long>(record);
            ChangeKind kind = ChangeRecord.KindOf(store.Image.At<long>(record + ChangeRecord.WordOffset));
            if (commit < before || commit > HeaderLayout.MaximumCommit || kind is < ChangeKind.Set or > ChangeKind.Missed)
            {
                Damage(record, $"the record of change {position} is of kind {(long)kind} and of commit {commit}, behind one of commit {before}");
                return;
            }

            before = commit;
        }
    }

    private long CheckSegment(long word, long index, int directoryDepth, int depth)
    {
        store.Cancellation.ThrowIfCancellationRequested();
        long segment = word & IndexLayout.OffsetMask;
        int buckets = SegmentLease.BucketsOf(word);
        if (!store.Heap.CanBegin(segment))
            Damage(segment, "the directory names a segment where no block begins");
        var block = ImageBlock.Read(store.Image, segment);
        if (block.Length != IndexLayout.SegmentLength(buckets) - BlockLayout.HeaderLength)
            Damage(segment, $"the segment has {buckets} buckets, and its block says {block.Length} bytes");
        if (!store.Heap.Name(block))
        {
            Damage(segment, "the segment is named by something else too");
            return 0;
        }

        long[] lanes = new long[buckets * IndexLayout.Lanes];
        for (int i = 0; i < lanes.Length; i++)
            lanes[i] = store.Load(segment + SegmentLanes.OffsetOf(i));
        int[] ends = ProbeEnds(lanes);
        var keys = new HashSet<byte[]>(new BytesComparer());
        long range = index >> (directoryDepth - depth);
        long entries = 0;
        for (int i = 0; i < lanes.Length; i++)
        {
            if (lanes[i] == IndexLayout.Reserved)
                Leftover(segment + SegmentLanes.OffsetOf(i), "the lane is reserved by a commit that was being prepared");
            else if (!SegmentLanes.IsLane(lanes[i]))
                Damage(segment + SegmentLanes.OffsetOf(i), $"the lane has the word 0x{lanes[i]:X16}, which neither names an entry nor says that there is none");
            if (!SegmentLanes.IsInUse(lanes[i]))
                continue;
            entries++;
            if (ReadEntry(lanes[i], segment + SegmentLanes.OffsetOf(i)) is { } entry)
                CheckPlace(entry, lanes[i], i, ends, segment, (range, depth), keys);
        }

        if (store.Image.At<int>(segment + IndexLayout.SegmentCountOffset) is var count && count != entries)
            Leftover(segment + IndexLayout.SegmentCountOffset, $"{count} entries are counted in the segment, and there are {entries}");
        return entries;
    }

    private ImageEntry? ReadEntry(long lane, long at)
    {
        long offset = lane & IndexLayout.OffsetMask;
        if (!store.Heap.CanBegin(offset))
        {
            Damage(at, $"a lane names {offset}, where no block begins");
            _bytes = null;
            return null;
        }

        var block = ImageBlock.Read(store.Image, offset);
        _bytes = block.HasSize ? _bytes + block.Size : null;
        if (!store.Heap.Name(block))
        {
            Damage(at, $"a lane names the block at {offset}, of version {block.Version}, which is named by something else too");
            return null;
        }

        store.NoteCommit(block);

        // With the version, which no block has twice: what several looks find of a store that is written is then really there.
        (ImageEntry? entry, string? problem) = ImageEntry.Read(store, declared, map, block, at);
        string? name = entry is null ? declared.Name : NameOf(entry.Key);
        if (problem is not null)
            store.Findings.Damage(StoreArea.Block, offset, name, $"version {block.Version}: {problem}");
        else if (DocumentCheck.Problem(store.Types, declared.Type, entry!.Value) is { } malformed)
            store.Findings.Damage(StoreArea.Document, offset, name, $"version {block.Version}: {malformed}");
        return entry;
    }

    // For each bucket, the first from it on that has an empty lane: there a look-up ends. The number of buckets where none has.
    private static int[] ProbeEnds(long[] lanes)
    {
        int[] ends = new int[lanes.Length / IndexLayout.Lanes];
        int end = ends.Length;

        // Twice, as the buckets behind the last are the first ones.
        for (int i = (2 * ends.Length) - 1; i >= 0; i--)
        {
            int bucket = i % ends.Length;
            if (lanes.AsSpan(bucket * IndexLayout.Lanes, IndexLayout.Lanes).Contains(0))
                end = bucket;
            ends[bucket] = end;
        }

        return ends;
    }

    // A key must be where those who look for it go: in the segment of its hash, under its tag, and in no bucket behind one with an empty lane.
    private void CheckPlace(ImageEntry entry, long word, int lane, int[] ends, long segment, (long Range, int Depth) own, HashSet<byte[]> keys)
    {
        long at = segment + SegmentLanes.OffsetOf(lane);
        string name = NameOf(entry.Key);
        string version = $"version {entry.Value.Block.Version}:";
        if (!keys.Add(entry.Key))
            store.Findings.Damage(StoreArea.Map, at, name, $"{version} the key is in the map twice");
        if (store.HasWrongSeeds)
            return;
        ulong hash = store.HashOf(entry.Key);
        if (!SegmentProbe.HasTag(word, KeyProbe.TagBitsOf(hash)))
        {
            store.Findings.Damage(StoreArea.Map, at, name, $"{version} the lane has the tag 0x{(ulong)word >> IndexLayout.OffsetBits:X4}, and the key's hash is 0x{hash:X16}");
            return;
        }

        if (SegmentLease.IndexOf(hash, own.Depth) != own.Range)
            store.Findings.Damage(StoreArea.Map, at, name, $"{version} the key's hash is 0x{hash:X16}, and the segment has those with {own.Range} in {own.Depth} bits");
        int buckets = ends.Length;
        int bucket = lane / IndexLayout.Lanes;
        int home = (int)SegmentProbe.HomeOf(hash, buckets);
        int end = ends[home];
        if (end < buckets && (end - home + buckets) % buckets < (bucket - home + buckets) % buckets)
        {
            store.Findings.Damage(
                StoreArea.Map, at, name, $"{version} the key is in bucket {bucket} of {buckets}, and looking for it from bucket {home} on ends at bucket {end}, which has an empty lane");
        }
    }

    private string NameOf(byte[] key) => $"{declared.Name}[{StoredKey.Display(declared.Key, key)}]";

    private void Damage(long at, string message) => store.Findings.Damage(StoreArea.Map, at, declared.Name, message);

    private void Leftover(long at, string message) => store.Findings.Leftover(StoreArea.Map, at, declared.Name, message);
}
