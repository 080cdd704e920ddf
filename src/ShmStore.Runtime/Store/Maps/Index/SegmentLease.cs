using System.Runtime.CompilerServices;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Store.Reading;

namespace ShmStore.Store.Maps;

/// <summary>The segment that a map's directory named for a hash, and enough to see later that it still does.</summary>
/// <remarks>
/// The words are checked in the order of the read protocol: the slot, the root's version, the slot again; the directory's word, the segment's version, the word again. A key that was not found in the
/// segment was not in the map, if all of them are still the same afterwards.
/// </remarks>
internal readonly unsafe struct SegmentLease
{
    /// <summary>Hashes are counted in the smallest ranges that a directory can tell apart.</summary>
    public const long Positions = 1L << IndexLayout.MaximumDepth;

    private readonly long* _slot;
    private readonly long _rootVersion;
    private readonly long* _directoryWord;
    private readonly long _word;
    private readonly long _segmentVersion;

    private SegmentLease(long* slot, long root, byte* rootAddress, int directoryDepth, long rootVersion, long* directoryWord, long word, byte* segment, long segmentVersion)
    {
        _slot = slot;
        RootOffset = root;
        Root = rootAddress;
        DirectoryDepth = directoryDepth;
        _rootVersion = rootVersion;
        _directoryWord = directoryWord;
        _word = word;
        Segment = segment;
        _segmentVersion = segmentVersion;
    }

    /// <summary>Offset of the root.</summary>
    public long RootOffset { get; }

    /// <summary>The use of the root's block that was seen.</summary>
    public BlockStamp RootStamp => new(RootOffset, _rootVersion);

    /// <summary>How many bits of the hash choose a word of the directory: what the root said when the directory was found to lie inside the region, whatever it says now.</summary>
    public int DirectoryDepth { get; }

    /// <summary>First byte of the root.</summary>
    public byte* Root { get; }

    /// <summary>First byte of the segment.</summary>
    public byte* Segment { get; }

    /// <summary>Offset of the segment.</summary>
    public long SegmentOffset => _word & IndexLayout.OffsetMask;

    /// <summary>Its number of buckets.</summary>
    public int Buckets => BucketsOf(_word);

    /// <summary>How many bits of the hash its entries have in common.</summary>
    public int Depth => *(int*)(Segment + IndexLayout.SegmentDepthOffset);

    /// <summary>Finds the segment so that <see cref="StillStands"/> can tell whether it still is.</summary>
    /// <returns>False when the map has no root, the writer got in between, or an offset lies outside.</returns>
    public static bool TryBegin(long* slot, byte* origin, long committed, ulong hash, out SegmentLease lease)
    {
        lease = default;
        long root = Volatile.Read(ref *slot);
        if (!IsRootInside(root, origin, committed, out _))
            return false;
        long rootVersion = Volatile.Read(ref new BlockHeader(origin + root).Version);
        if (rootVersion == 0 || Volatile.Read(ref *slot) != root || !IsRootInside(root, origin, committed, out int depth))
            return false;

        long* directoryWord = DirectoryWord(origin + root, depth, hash);
        long word = Volatile.Read(ref *directoryWord);
        if (!IsSegmentInside(word, committed))
            return false;
        byte* segment = origin + (word & IndexLayout.OffsetMask);
        long segmentVersion = Volatile.Read(ref new BlockHeader(segment).Version);
        if (segmentVersion == 0 || Volatile.Read(ref *directoryWord) != word)
            return false;
        lease = new SegmentLease(slot, root, origin + root, depth, rootVersion, directoryWord, word, segment, segmentVersion);
        return true;
    }

    /// <summary>True when the segment was the one for the hash all the time since.</summary>
    /// <remarks>
    /// Each word before the version of what it names: a version never returns, so what had it before and after the word was looked at was not used anew in between, and what is not used anew is not named
    /// anew. The other way round, a segment could be emptied, freed, and named by the same word again between the two looks.
    /// </remarks>
    public bool StillStands()
    {
        Volatile.ReadBarrier();
        return Volatile.Read(ref *_slot) == RootOffset
            && new BlockHeader(Root).Version == _rootVersion
            && Volatile.Read(ref *_directoryWord) == _word
            && new BlockHeader(Segment).Version == _segmentVersion;
    }

    /// <summary>True when the segment was not given back and used anew since, though it may have been replaced: a lane that was loaded before, by acquire, was still one of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsSame() => Volatile.Read(ref new BlockHeader(Segment).Version) == _segmentVersion;

    /// <summary>The lowest hash of a range.</summary>
    public static ulong HashAt(long position) => (ulong)position << (IndexLayout.OffsetBits - IndexLayout.MaximumDepth);

    /// <summary>The ranges that a segment of this depth, from 0 to <see cref="IndexLayout.MaximumDepth"/>, has, of which this is one: the first, and the one behind the last. They count if the lease still stands.</summary>
    public static (long Start, long End) RangeAround(long position, int depth)
    {
        long width = Positions >> depth;
        long start = position & -width;
        return (start, start + width);
    }

    /// <summary>The smallest range of hashes that a directory can tell apart in which this one is.</summary>
    public static long PositionOf(ulong hash) => IndexOf(hash, IndexLayout.MaximumDepth);

    /// <summary>Number of buckets that a word of a directory gives.</summary>
    public static int BucketsOf(long word) => (int)((ulong)word >> IndexLayout.OffsetBits);

    /// <summary>Address of the word of a directory for a hash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long* DirectoryWord(byte* root, int depth, ulong hash) => (long*)(root + IndexLayout.DirectoryOffset) + IndexOf(hash, depth);

    /// <summary>Number of the word of a directory for a hash: the bits below the tag.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long IndexOf(ulong hash, int depth) => (long)(hash << IndexLayout.TagBits >> 1 >> (63 - depth));

    /// <summary>Whether a root, with all of the directory it says it has, lies inside the region.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsRootInside(long root, byte* origin, long committed, out int depth)
    {
        depth = 0;
        if (root <= 0 || root > committed - IndexLayout.DirectoryOffset || (root & (IndexLayout.Alignment - 1)) != 0)
            return false;
        depth = *(int*)(origin + root + IndexLayout.RootDepthOffset);
        return (uint)depth <= IndexLayout.MaximumDepth && root <= committed - IndexLayout.RootLength(depth);
    }

    /// <summary>Whether the segment that a word names lies inside the region, with all its buckets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSegmentInside(long word, long committed)
    {
        int buckets = BucketsOf(word);
        long segment = word & IndexLayout.OffsetMask;
        return segment > 0 && (uint)(buckets - 1) < IndexLayout.LargestSegment && segment <= committed - IndexLayout.SegmentLength(buckets) && (segment & (IndexLayout.Alignment - 1)) == 0;
    }
}
