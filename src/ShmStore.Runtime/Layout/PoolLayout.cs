using System.Numerics;

namespace ShmStore.Layout;

/// <summary>Where the header of a store of several writers has the free blocks that they share. All is 0 in a store of one writer. Readers need none of it.</summary>
internal static class PoolLayout
{
    /// <summary>i64: how many there are.</summary>
    public const int CountOffset = 800;

    /// <summary>i64: bytes of those for documents, headers included.</summary>
    public const int BytesOffset = 808;

    /// <summary>i64: bytes of those that are blocks of indexes, headers included.</summary>
    public const int IndexBytesOffset = 816;

    private const int FirstOffset = 896;
    private const int FirstIndexOffset = 1536;

    // Behind the header of a free block for documents; in one of an index in the part of the first line that is 0 in all of them.
    private const int LinkOffset = BlockLayout.HeaderLength;
    private const int IndexLinkOffset = 32;

    // Smaller blocks have no room for the offset of the next one. There is one such class, which has no documents but those of keys that were cleared.
    private static readonly int SmallestClass = SizeClasses.Of(BlockLayout.HeaderLength + sizeof(long));

    // The ring, segments from the smallest to the largest, and roots by the depth of their directories, of which the smallest have blocks of one size.
    private static readonly BlockMeta[] IndexBlocks =
    [
        IndexBlock(IndexKind.Ring, RingLayout.Length),
        .. Enumerable.Range(0, BitOperations.Log2((IndexLayout.LargestSegment + 1) / (IndexLayout.SmallestSegment + 1)) + 1)
            .Select(static doublings => IndexBlock(IndexKind.Segment, IndexLayout.SegmentLength(IndexLayout.SmallestSegment) << doublings)),
        .. Enumerable.Range(0, IndexLayout.MaximumDepth + 1).Select(static depth => IndexBlock(IndexKind.Root, (int)IndexLayout.RootLength(depth))),
    ];

    /// <summary>All kinds and sizes of blocks that can be shared, each once.</summary>
    public static IReadOnlyList<BlockMeta> Blocks { get; } =
    [
        .. Enumerable.Range(SmallestClass, SizeClasses.Count - SmallestClass).Select(static sizeClass => new BlockMeta(0, sizeClass)),
        .. IndexBlocks.Distinct(),
    ];

    /// <summary>Whether there is a list for blocks of this kind and size.</summary>
    public static bool HasList(BlockMeta meta) => meta.IsIndex ? Array.IndexOf(IndexBlocks, meta) >= 0 : meta.SizeClass >= SmallestClass;

    /// <summary>i64, one for each kind and size of blocks: offset of the block that was added last; 0 for none.</summary>
    public static int FirstAt(BlockMeta meta) =>
        meta.IsIndex ? FirstIndexOffset + (Array.IndexOf(IndexBlocks, meta) * sizeof(long)) : FirstOffset + (meta.SizeClass * sizeof(long));

    /// <summary>i64: where in a block of the list the offset of the one stands that was added before it; from its header on.</summary>
    public static int LinkIn(BlockMeta meta) => meta.IsIndex ? IndexLinkOffset : LinkOffset;

    private static BlockMeta IndexBlock(IndexKind kind, int length) => BlockMeta.OfIndex(kind, SizeClasses.Of(length));
}
