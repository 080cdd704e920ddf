using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Store.Commits;

namespace ShmStore.Store.Maps;

/// <summary>Makes the index of a map larger while it is read, and smaller again. For the writer, who holds the gate; not thread-safe.</summary>
/// <remarks>
/// <para>
/// No entry changes. A full segment is copied into a larger one, or into two when it is of the largest size; the words of the directory are redirected; then the old segment is filled with zeros, so
/// that whoever still looks at it finds nothing, and looks at the directory again. A directory that is too small is copied into one of twice the size, which the slot then names. Extendible hashing
/// (Fagin, Nievergelt, Pippenger and Strong, 1979).
/// </para>
/// <para>
/// A writer that dies in between leaves a directory of which some words name the old segment and some its copies, which have the same entries: readers find everything. The next writer sets all of them
/// back to the old one (<see cref="IndexRecovery"/>). A segment is filled with zeros only when no word names it.
/// </para>
/// </remarks>
internal sealed unsafe partial class IndexGrowth(CommitWriter writer, long slotWord, KeySeed seed, string map)
{
    // Looking for room for a renewed segment takes some ten times as long as adding an entry.
    private const int RenewalsPassed = 128;

    private static readonly int[] Counters = [IndexLayout.RootCountOffset, IndexLayout.RootBytesOffset, IndexLayout.RootVersionOffset, IndexLayout.RootChangesOffset, IndexLayout.RootRingOffset];

    private readonly RegionHeader _header = new(writer.Region);
    private int _renewalsToPass;

    private byte* Origin => writer.Region.Origin;

    /// <summary>Gives a map that was never written its first root.</summary>
    /// <remarks>A map is emptied by an index that is made before the old one is given back, which must be possible in a full store too. So whoever takes the memory of an empty index leaves as much behind.</remarks>
    /// <exception cref="StoreFullException">No room; nothing has changed.</exception>
    public void CreateRoot()
    {
        long ring = NewRing();
        long root;
        try
        {
            long spare = NewRoot(ring, Scarcity.FirstIndex);
            try
            {
                root = NewRoot(ring, Scarcity.FirstIndex);
            }
            finally
            {
                Release(spare, Segments(spare));
            }
        }
        catch
        {
            writer.FreeIndex(ring);
            throw;
        }

        Volatile.Write(ref _header.At<long>(slotWord), root);
        writer.Steps.After(WriteStep.RootNamed);
    }

    /// <summary>A root with an empty segment and the ring at an offset. The slot does not name it yet.</summary>
    /// <exception cref="StoreFullException">No room; nothing has changed.</exception>
    public long NewRoot(long ring, Scarcity scarcity = Scarcity.Last, int buckets = IndexLayout.SmallestSegment)
    {
        long segment = NewSegment(buckets, depth: 0, scarcity);
        try
        {
            long root = AllocateRoot(depth: 0, scarcity);
            _header.At<long>(root + IndexLayout.DirectoryOffset) = WordOf(segment, buckets);
            _header.At<long>(root + IndexLayout.RootRingOffset) = ring;
            return root;
        }
        catch
        {
            writer.FreeIndex(segment);
            throw;
        }
    }

    /// <summary>Makes room in the segment of a hash.</summary>
    /// <param name="hash">The hash.</param>
    /// <param name="scarcity">What may be done for the memory.</param>
    /// <returns>False if there is no room, and something else may be done than to fail; the index is as it was.</returns>
    /// <exception cref="StoreFullException">No room; the index is as it was.</exception>
    /// <exception cref="SharedStoreException">The keys of the segment have so much of their hash in common that no directory can tell them apart.</exception>
    public bool TryGrow(ulong hash, Scarcity scarcity)
    {
        long root = _header.At<long>(slotWord);
        int directoryDepth = _header.At<int>(root + IndexLayout.RootDepthOffset);
        long old = *SegmentLease.DirectoryWord(Origin + root, directoryDepth, hash);
        int buckets = SegmentLease.BucketsOf(old);
        int depth = _header.At<int>((old & IndexLayout.OffsetMask) + IndexLayout.SegmentDepthOffset);
        bool isGrown = buckets < IndexLayout.LargestSegment
            ? TryReplace(old, hash, depth, IndexLayout.BucketsAfter(buckets), scarcity)
            : depth < directoryDepth
                ? TrySplit(old, hash, depth, scarcity)
                : TryDoubleDirectory(root, directoryDepth, _header.At<int>((old & IndexLayout.OffsetMask) + IndexLayout.SegmentCountOffset), scarcity);
        if (isGrown)
            writer.CountIndexGrowth();
        return isGrown;
    }

    /// <summary>Copies the root into a new one, which says that readers leave marks elsewhere.</summary>
    /// <exception cref="StoreFullException">No room; the index is as it was.</exception>
    public void MoveMarks(int logarithm, long offset)
    {
        long root = _header.At<long>(slotWord);
        int depth = _header.At<int>(root + IndexLayout.RootDepthOffset);
        TryReplaceRoot(root, depth, depth, (logarithm, offset), Scarcity.Last);
    }

    /// <summary>Says in a root where readers leave marks. Who sees half of it opens other marks, or none, which is of no importance.</summary>
    public void NoteMarks(long root, int logarithm, long offset)
    {
        _header.At<long>(root + IndexLayout.RootMarksOffset) = offset;
        _header.At<int>(root + IndexLayout.RootMarksLogOffset) = logarithm;
    }

    /// <summary>Gives a new root what another one says of marks and evictions.</summary>
    public void CopyCacheState(long from, long to)
    {
        _header.At<int>(to + IndexLayout.RootMarksLogOffset) = _header.At<int>(from + IndexLayout.RootMarksLogOffset);
        foreach (int word in (ReadOnlySpan<int>)[IndexLayout.RootMarksOffset, IndexLayout.RootRecentOffset, IndexLayout.RootHandOffset, IndexLayout.RootEvictionsOffset])
            _header.At<long>(to + word) = _header.At<long>(from + word);
    }

    /// <summary>Copies the segment of a hash into one of the same size, in which no lane is that of a removed entry.</summary>
    /// <remarks>It holds as many entries without; looking for keys that are not there takes longer. So where there is no room for it, it is not tried again for some entries.</remarks>
    /// <returns>False if there is no room for it, or was none a moment ago; nothing has changed.</returns>
    public bool TryRenew(ulong hash)
    {
        if (_renewalsToPass > 0)
        {
            _renewalsToPass--;
            return false;
        }

        long root = _header.At<long>(slotWord);
        long old = *SegmentLease.DirectoryWord(Origin + root, _header.At<int>(root + IndexLayout.RootDepthOffset), hash);
        int depth = _header.At<int>((old & IndexLayout.OffsetMask) + IndexLayout.SegmentDepthOffset);
        bool isRenewed = TryReplace(old, hash, depth, SegmentLease.BucketsOf(old), Scarcity.Some);
        _renewalsToPass = isRenewed ? 0 : RenewalsPassed;
        return isRenewed;
    }

    /// <summary>Gives back the memory of an index that no slot names any more, and of all its entries. O(entries).</summary>
    /// <param name="root">The root.</param>
    /// <param name="segments">What <see cref="Segments"/> has found while a slot named it: afterwards nothing may fail any more for want of memory.</param>
    public void Release(long root, IReadOnlyList<long> segments)
    {
        foreach (long word in segments)
        {
            foreach (long lane in SegmentLanes.Of(Origin + (word & IndexLayout.OffsetMask), SegmentLease.BucketsOf(word)))
            {
                if (SegmentLanes.IsInUse(lane))
                    writer.Discard(lane & IndexLayout.OffsetMask);
            }

            writer.FreeIndex(word & IndexLayout.OffsetMask);
        }

        writer.FreeIndex(root);
    }

    /// <summary>Addresses of the lanes that name blocks. O(entries).</summary>
    public List<nint> LanesInUse(long root)
    {
        List<nint> addresses = [];
        foreach (long word in Segments(root))
        {
            byte* segment = Origin + (word & IndexLayout.OffsetMask);
            for (int lane = 0; lane < SegmentLease.BucketsOf(word) * IndexLayout.Lanes; lane++)
            {
                long* address = SegmentLanes.At(segment, lane);
                if (SegmentLanes.IsInUse(*address))
                    addresses.Add((nint)address);
            }
        }

        return addresses;
    }

    /// <summary>The words of the directory, each segment once: those of one segment are neighbours.</summary>
    public IReadOnlyList<long> Segments(long root)
    {
        List<long> words = [];
        foreach (long word in new ReadOnlySpan<long>(Origin + root + IndexLayout.DirectoryOffset, 1 << _header.At<int>(root + IndexLayout.RootDepthOffset)))
        {
            if (words.Count == 0 || words[^1] != word)
                words.Add(word);
        }

        return words;
    }

    private static long WordOf(long segment, int buckets) => segment | ((long)buckets << IndexLayout.OffsetBits);

    private bool TryReplace(long old, ulong hash, int depth, int buckets, Scarcity scarcity)
    {
        long segment = NewSegment(buckets, depth, scarcity);
        if (segment == 0)
            return false;
        Replace(old, hash, depth, buckets, segment);
        return true;
    }

    private bool TrySplit(long old, ulong hash, int depth, Scarcity scarcity)
    {
        long low = NewSegment(IndexLayout.LargestSegment, depth + 1, scarcity);
        if (low == 0)
            return false;
        long high = 0;
        try
        {
            high = NewSegment(IndexLayout.LargestSegment, depth + 1, scarcity);
        }
        finally
        {
            if (high == 0)
                writer.FreeIndex(low);
        }

        if (high == 0)
            return false;
        Replace(old, hash, depth, IndexLayout.LargestSegment, low, high);
        return true;
    }

    // Copies the entries into one segment or two, redirects the directory, and empties the old segment.
    private void Replace(long old, ulong hash, int depth, int buckets, params ReadOnlySpan<long> segments)
    {
        byte* from = Origin + (old & IndexLayout.OffsetMask);
        Span<long> lanes = SegmentLanes.Of(from, SegmentLease.BucketsOf(old));
        for (int i = 0; i < lanes.Length; i++)
        {
            SegmentLanes.PrefetchAhead(lanes, i, Origin);
            if (SegmentLanes.IsInUse(lanes[i]))
                Copy(lanes[i], depth, buckets, segments);
        }

        writer.Steps.After(WriteStep.EntriesCopied);
        Redirect(hash, depth, buckets, segments);

        // The directory before the zeros: whoever finds nothing in the old segment must find the new word when it looks again.
        Volatile.WriteBarrier();
        writer.FreeIndex(old & IndexLayout.OffsetMask);
    }

    private void Copy(long word, int depth, int buckets, ReadOnlySpan<long> segments)
    {
        ulong hash = EntryKey.HashOf(Origin + (word & IndexLayout.OffsetMask), seed);
        long segment = segments[segments.Length == 1 ? 0 : (int)(SegmentLease.IndexOf(hash, depth + 1) & 1)];
        *SegmentLanes.FreeLane(Origin + segment, buckets, hash, map) = word;
        _header.At<int>(segment + IndexLayout.SegmentCountOffset)++;
        _header.At<int>(segment + IndexLayout.SegmentUsedOffset)++;
    }

    // The words of all hashes that begin with the same bits: the first half names the first segment, the second half the last.
    private void Redirect(ulong hash, int depth, int buckets, ReadOnlySpan<long> segments)
    {
        long root = _header.At<long>(slotWord);
        int directoryDepth = _header.At<int>(root + IndexLayout.RootDepthOffset);
        long words = 1L << (directoryDepth - depth);
        long first = SegmentLease.IndexOf(hash, directoryDepth) & -words;
        for (long i = 0; i < words; i++)
        {
            long segment = segments[i < words / 2 ? 0 : segments.Length - 1];
            Volatile.Write(ref _header.At<long>(root + IndexLayout.DirectoryOffset + ((first + i) * sizeof(long))), WordOf(segment, buckets));
            writer.Steps.After(WriteStep.DirectoryWordStored);
        }
    }

    private bool TryDoubleDirectory(long old, int depth, int entries, Scarcity scarcity)
    {
        if (depth == IndexLayout.MaximumDepth)
        {
            throw new SharedStoreException(
                $"'{map}' cannot hold the key: {entries} of its keys have the {depth} bits of the hash in common by which its index is divided, and no more of them have room.");
        }

        return TryReplaceRoot(old, depth, depth + 1, null, scarcity);
    }

    private bool TryReplaceRoot(long old, int oldDepth, int depth, (int Logarithm, long Offset)? marks, Scarcity scarcity)
    {
        long root = AllocateRoot(depth, scarcity);
        if (root == 0)
            return false;
        for (long i = 0; i < 1L << depth; i++)
            _header.At<long>(root + IndexLayout.DirectoryOffset + (i * sizeof(long))) = _header.At<long>(old + IndexLayout.DirectoryOffset + ((i >> (depth - oldDepth)) * sizeof(long)));
        CopyCounters(old, root);
        if (marks is { } moved)
            NoteMarks(root, moved.Logarithm, moved.Offset);
        Volatile.Write(ref _header.At<long>(slotWord), root);
        writer.Steps.After(WriteStep.RootNamed);
        Volatile.WriteBarrier();
        writer.FreeIndex(old);
        return true;
    }

    private void CopyCounters(long from, long to)
    {
        foreach (int word in Counters)
            _header.At<long>(to + word) = _header.At<long>(from + word);
        CopyCacheState(from, to);
    }

    private long AllocateRoot(int depth, Scarcity scarcity)
    {
        long root = Allocate(IndexKind.Root, checked((int)IndexLayout.RootLength(depth)), scarcity);
        if (root == 0)
            return 0;
        _header.At<int>(root + IndexLayout.RootDepthOffset) = depth;
        writer.Steps.After(WriteStep.IndexBlockMade);
        return root;
    }

    private long NewSegment(int buckets, int depth, Scarcity scarcity)
    {
        long segment = Allocate(IndexKind.Segment, IndexLayout.SegmentLength(buckets), scarcity);
        if (segment == 0)
            return 0;
        _header.At<int>(segment + IndexLayout.SegmentDepthOffset) = depth;
        writer.Steps.After(WriteStep.IndexBlockMade);
        return segment;
    }

    private long NewRing() => Allocate(IndexKind.Ring, RingLayout.Length, Scarcity.FirstIndex);

    // 0 as BlockHeap.AllocateIndex.
    private long Allocate(IndexKind kind, int length, Scarcity scarcity)
    {
        long block = writer.AllocateIndex(kind, length, scarcity);
        if (block == 0)
            return 0;
        writer.HeaderOf(block).Length = length - BlockLayout.HeaderLength;
        writer.HeaderOf(block).Version = writer.NextIndexVersion();
        return block;
    }
}
