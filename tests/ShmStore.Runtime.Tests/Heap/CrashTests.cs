using ShmStore.Heap;
using ShmStore.Layout;

namespace ShmStore.Tests.Heap;

/// <summary>
/// A writer that dies between any two stores. Each test makes the memory as it is at every such point, in the order in which the heap writes, and lets the next writer recover it.
/// </summary>
public sealed unsafe class CrashTests
{
    private const long Maximum = 4 * RegionPages.Size;

    [Fact]
    public void While_a_new_block_is_carved()
    {
        using HeapUnderTest heap = WithThreeBlocks();
        long end = heap.Header.HeapEnd;
        BlockHeader header = heap.Blocks.HeaderOf(end);
        const int sizeClass = 20;

        // What stood there before does not matter: the end is still in front of it.
        new Span<byte>(header.Document - BlockLayout.HeaderLength, 64).Fill(0xCC);
        AssertRecovers(heap, free: 1);
        header.Version = 0;
        AssertRecovers(heap, free: 1);
        header.Length = 0;
        AssertRecovers(heap, free: 1);
        header.Meta = new BlockMeta(0, sizeClass).Word;
        AssertRecovers(heap, free: 1);
        heap.Header.HeapEnd = end + SizeClasses.SizeOf(sizeClass);
        AssertRecovers(heap, free: 2);
    }

    [Fact]
    public void While_a_document_is_written_into_a_block()
    {
        using HeapUnderTest heap = WithThreeBlocks();
        byte[] document = [.. Enumerable.Range(0, 200).Select(static i => (byte)i)];
        (long block, int sizeClass) = heap.Blocks.Allocate(document.Length);
        long free = heap.Blocks.FreeBlocks.Blocks + 1;
        BlockHeader header = heap.Blocks.HeaderOf(block);
        AssertRecovers(heap, free);
        header.Length = document.Length;
        AssertRecovers(heap, free);
        header.Meta = new BlockMeta(12, sizeClass).Word;
        AssertRecovers(heap, free);
        for (int i = 0; i < document.Length; i++)
        {
            header.Document[i] = document[i];
            if (i % 50 == 0)
                AssertRecovers(heap, free);
        }

        // Published, but no slot names it: its number is used up all the same.
        header.Version = 77;
        Assert.Equal(77, AssertRecovers(heap, free));

        // The slot names it: this is the commit, counted or not.
        heap.Live.Add(block, document);
        Assert.Equal(77, AssertRecovers(heap, free - 1));
    }

    [Fact]
    public void While_a_large_block_is_split()
    {
        // The split as the heap does it, on a twin, tells the parts; then they are written one after the other.
        using HeapUnderTest twin = FullWithOneLarge(out long large);
        twin.Release(large);
        long free = twin.Blocks.FreeBlocks.Blocks;
        using HeapUnderTest heap = twin.Recover();
        (long part, int partClass) = twin.Blocks.Allocate(300);
        Assert.Equal(large, part);
        int largeClass = new BlockMeta(heap.Blocks.HeaderOf(large).Meta).SizeClass;
        long end = large + SizeClasses.SizeOf(largeClass);

        AssertRecovers(heap, free);
        heap.Blocks.HeaderOf(large).Invalidate();
        AssertRecovers(heap, free);
        int parts = 1;
        for (long at = large + SizeClasses.SizeOf(partClass); at < end; parts++)
        {
            int sizeClass = new BlockMeta(twin.Blocks.HeaderOf(at).Meta).SizeClass;
            BlockHeader header = heap.Blocks.HeaderOf(at);
            header.Version = 0;
            AssertRecovers(heap, free);
            header.Length = 0;
            AssertRecovers(heap, free);
            header.Meta = new BlockMeta(0, sizeClass).Word;
            AssertRecovers(heap, free);
            at += SizeClasses.SizeOf(sizeClass);
        }

        BlockHeader first = heap.Blocks.HeaderOf(large);
        first.Length = 0;
        AssertRecovers(heap, free);
        first.Meta = new BlockMeta(0, partClass).Word;
        AssertRecovers(heap, free - 1 + parts);
        Assert.True(parts > 2);
    }

    [Fact]
    public void The_order_of_a_split_matters()
    {
        // The control: were the large block shortened before its parts have headers, the heap could not be walked, or not to the right end.
        using HeapUnderTest heap = FullWithOneLarge(out long large);
        BlockHeader header = heap.Blocks.HeaderOf(large);
        new Span<byte>(header.Document, header.Length).Fill(0xFF);
        heap.Release(large);
        header.Meta = new BlockMeta(0, SizeClasses.Of(316)).Word;
        Assert.Throws<StoreFormatException>(() => heap.Recover().Dispose());
    }

    private static long AssertRecovers(HeapUnderTest dead, long free)
    {
        using HeapUnderTest next = dead.Recover();
        next.AssertSound();
        Assert.Equal(free, next.Blocks.FreeBlocks.Blocks);
        next.AssertFreeBlocksAreFree(100);
        return next.HighestVersion;
    }

    private static HeapUnderTest WithThreeBlocks()
    {
        var heap = new HeapUnderTest(Maximum);
        heap.Store([1, 2, 3], 1);
        long freed = heap.Store(new byte[5000], 2);
        heap.Store([7, 8, 9], 3);
        heap.Release(freed);
        return heap;
    }

    private static HeapUnderTest FullWithOneLarge(out long large)
    {
        var heap = new HeapUnderTest(Maximum);
        byte[] document = new byte[100_000];
        Array.Fill(document, (byte)0xAA);
        large = heap.Store(document, 1);
        while (heap.Divided < Maximum - HeapUnderTest.Start)
            heap.Store(new byte[SizeClasses.SizeOf(SizeClasses.LargestWithin(Maximum - HeapUnderTest.Start - heap.Divided)) - BlockLayout.HeaderLength], 2);
        return heap;
    }
}
