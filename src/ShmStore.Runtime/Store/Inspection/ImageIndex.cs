using System.Runtime.InteropServices;
using ShmStore.Layout;
using ShmStore.Store.Maps;

namespace ShmStore.Store.Inspection;

/// <summary>Reads roots and segments of an image.</summary>
internal static class ImageIndex
{
    /// <summary>Reads the root of a map and its directory.</summary>
    public static RootResult ReadRoot(StoreImage image, long root)
    {
        if (root <= 0 || root % IndexLayout.Alignment != 0 || root > image.Length - IndexLayout.DirectoryOffset)
            return new RootResult(0, [], $"no root can begin there in a file of {image.Length} bytes");
        var block = ImageBlock.Read(image, root);
        if (!block.Meta.IsIndex || block.Meta.Kind != IndexKind.Root)
            return new RootResult(0, [], $"the block has the meta word 0x{block.Meta.Word:X8}, which is not that of a root");
        int depth = image.At<int>(root + IndexLayout.RootDepthOffset);
        if ((uint)depth > IndexLayout.MaximumDepth || block.Problem(BlockLayout.HeaderLength) is not null || IndexLayout.RootLength(depth) > block.Size)
            return new RootResult(0, [], block.Problem(BlockLayout.HeaderLength) ?? $"a directory of depth {depth} in a block of {block.Size} bytes");
        long[] words = new long[1 << depth];
        return image.TryRead(root + IndexLayout.DirectoryOffset, MemoryMarshal.AsBytes(words.AsSpan()))
            ? new RootResult(depth, words, null)
            : new RootResult(0, [], $"a directory of {words.Length} words runs past the file of {image.Length} bytes");
    }

    /// <summary>What is wrong with the segment that a word of a directory names; null when nothing is.</summary>
    public static string? SegmentProblem(StoreImage image, long word, int directoryDepth)
    {
        long segment = word & IndexLayout.OffsetMask;
        int buckets = SegmentLease.BucketsOf(word);
        if (!SegmentLease.IsSegmentInside(word, image.Length))
            return $"a segment of {buckets} buckets at {segment}, in a file of {image.Length} bytes";
        var block = ImageBlock.Read(image, segment);
        if (!block.Meta.IsIndex || block.Meta.Kind != IndexKind.Segment)
            return $"the block at {segment} has the meta word 0x{block.Meta.Word:X8}, which is not that of a segment";
        if (block.Problem(BlockLayout.HeaderLength) is { } problem)
            return problem;
        int depth = DepthOf(image, word);
        return block.Size < IndexLayout.SegmentLength(buckets) ? $"a segment of {buckets} buckets in a block of {block.Size} bytes"
            : (uint)depth > (uint)directoryDepth ? $"the segment at {segment} has {depth} bits of the hash, and the directory {directoryDepth}"
            : null;
    }

    /// <summary>The word of a directory with as many buckets as the block of its segment says; the same word where that says no number that a segment can have.</summary>
    public static long WithBucketsOfBlock(StoreImage image, long word)
    {
        long segment = word & IndexLayout.OffsetMask;
        var block = ImageBlock.Read(image, segment);
        int buckets = IndexLayout.SmallestSegment;
        while (buckets < IndexLayout.LargestSegment && block.Length > IndexLayout.SegmentLength(buckets) - BlockLayout.HeaderLength)
            buckets = IndexLayout.BucketsAfter(buckets);
        bool isTold = block.Meta is { IsIndex: true, Kind: IndexKind.Segment } && block.HasSize
            && block.Length == IndexLayout.SegmentLength(buckets) - BlockLayout.HeaderLength && block.Size >= IndexLayout.SegmentLength(buckets);
        return isTold ? ((long)buckets << IndexLayout.OffsetBits) | segment : word;
    }

    /// <summary>How many bits of the hash the entries of a segment have in common.</summary>
    public static int DepthOf(StoreImage image, long word) => image.At<int>((word & IndexLayout.OffsetMask) + IndexLayout.SegmentDepthOffset);

    /// <summary>A directory, or what is wrong with it.</summary>
    internal readonly record struct RootResult(int Depth, long[] Words, string? Problem);
}
