namespace ShmStore.Layout;

/// <summary>The index of a map: a root with a directory, which names segments of buckets, whose lanes name the blocks of the entries.</summary>
/// <remarks>
/// <code>
/// root     0 block header | 16 depth d, marks | 64 entries, version, changes, ring, bytes | 104 recent, hand, evictions | 128 directory: 2^d words, each naming a segment
/// segment  0 block header | 16 depth l, entries, lanes in use | 64 buckets of 64 bytes: 8 lanes each
/// lane     0 empty, 1 &lt;&lt; 62 removed, 3 &lt;&lt; 61 reserved, else tag:16 | offset of the block:48
/// </code>
/// Roots and segments are index blocks: they begin at multiples of 64, and never become anything else (see <see cref="BlockMeta.IsIndex"/>).
/// No word among the lanes can be a version, so that blocks for documents may become segments: whoever still holds one finds another version where it began.
/// Of a key's hash, the high 16 bits are its tag, of which the highest is set, the d bits below them choose the word of the directory, and the low 32 bits choose the bucket.
/// </remarks>
internal static class IndexLayout
{
    /// <summary>Roots, segments and buckets start at multiples of this: a cache line.</summary>
    public const int Alignment = 64;

    /// <summary>i32: bits of the hash that choose a word of the directory.</summary>
    public const int RootDepthOffset = 16;

    /// <summary>i32: binary logarithm of the number of marks by which those who find an entry say so; 0 when there are none, negative when nobody wants to know any more.</summary>
    public const int RootMarksLogOffset = 20;

    /// <summary>i64: where the marks are, outside of the region.</summary>
    public const int RootMarksOffset = 24;

    /// <summary>Most marks that a map has, as binary logarithm.</summary>
    public const int MaximumMarksLog = 28;

    /// <summary>i64: entries of the map.</summary>
    public const int RootCountOffset = 64;

    /// <summary>i64: number of the last commit that changed the map.</summary>
    public const int RootVersionOffset = 72;

    /// <summary>i64: raised before and after every change of the map, so that it is odd while one is made. Only grows.</summary>
    public const int RootChangesOffset = 80;

    /// <summary>i64: offset of the map's ring, see <see cref="RingLayout"/>. The same as long as the map lives.</summary>
    public const int RootRingOffset = 88;

    /// <summary>i64: bytes of the blocks of all entries.</summary>
    public const int RootBytesOffset = 96;

    /// <summary>i64: position in the ring of the oldest change whose entry has not been looked at for eviction. A hint, as the two that follow: any number is right.</summary>
    public const int RootRecentOffset = 104;

    /// <summary>i64: the lane that is looked at next for eviction: position of its segment's hashes, bucket (10 bits), lane (3 bits).</summary>
    public const int RootHandOffset = 112;

    /// <summary>i64: how many entries were evicted.</summary>
    public const int RootEvictionsOffset = 120;

    /// <summary>First word of the directory. A word is the number of buckets (bits 48 to 63) and the offset of the segment.</summary>
    public const int DirectoryOffset = 128;

    /// <summary>Greatest depth of a directory: 2^20 words of 64 KiB segments hold some 5 billion entries.</summary>
    public const int MaximumDepth = 20;

    /// <summary>i32: how many bits of the hash the entries of the segment have in common.</summary>
    public const int SegmentDepthOffset = 16;

    /// <summary>i32: entries of the segment. For the writer only.</summary>
    public const int SegmentCountOffset = 20;

    /// <summary>i32: lanes of the segment that are not empty, those of removed entries among them. For the writer only.</summary>
    public const int SegmentUsedOffset = 24;

    /// <summary>First bucket of a segment.</summary>
    public const int BucketsOffset = 64;

    /// <summary>Bytes of a bucket: a cache line.</summary>
    public const int BucketLength = 64;

    /// <summary>Lanes of a bucket.</summary>
    public const int Lanes = 8;

    /// <summary>Bits of a word that are an offset.</summary>
    public const int OffsetBits = 48;

    /// <summary>Mask of those bits.</summary>
    public const long OffsetMask = (1L << OffsetBits) - 1;

    /// <summary>Set in every tag, and in no word of a lane that names no block.</summary>
    public const ulong TagFlag = 1UL << 63;

    /// <summary>Bits of the hash that are the tag, above those that choose a word of the directory.</summary>
    public const int TagBits = 16;

    /// <summary>A lane that a commit which is being prepared will use. To those who probe it is as <see cref="Tombstone"/>.</summary>
    public const long Reserved = 3L << 61;

    /// <summary>A lane whose entry was removed from a full bucket: those who probe go on behind it.</summary>
    public const long Tombstone = 1L << 62;

    /// <summary>Buckets of the smallest segment, which has 1 KiB.</summary>
    public const int SmallestSegment = 15;

    /// <summary>Buckets of the largest segment, which has 64 KiB; a full one is split in two.</summary>
    public const int LargestSegment = 1023;

    /// <summary>Bytes that the first index of a map takes of a heap, at the most: a ring, and twice a root and a segment.</summary>
    public static long FirstIndexLength { get; } = BlockLength(RingLayout.Length) + (2 * (BlockLength((int)RootLength(0)) + BlockLength(SegmentLength(SmallestSegment))));

    /// <summary>Buckets of the segment that takes the place of a full one of so many.</summary>
    public static int BucketsAfter(int buckets) => (4 * (buckets + 1)) - 1;

    /// <summary>Bytes of a segment with so many buckets.</summary>
    public static int SegmentLength(int buckets) => BucketsOffset + (buckets * BucketLength);

    /// <summary>Bytes of a root whose directory has 2^depth words.</summary>
    public static long RootLength(int depth) => DirectoryOffset + (sizeof(long) << depth);

    // With what lies in front, where the heap does not end at a cache line.
    private static long BlockLength(int length) => SizeClasses.SizeOf(SizeClasses.Of(length)) + Alignment;
}
