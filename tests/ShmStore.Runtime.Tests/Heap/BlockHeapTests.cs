using ShmStore.Layout;

namespace ShmStore.Tests.Heap;

/// <summary>Giving out blocks: new ones, rested ones, parts of larger ones, and none.</summary>
public sealed class BlockHeapTests
{
    private const int Small = 100;

    [Fact]
    public void A_freed_block_is_not_reused_before_the_quarantine_is_full()
    {
        using var heap = new HeapUnderTest();
        long first = heap.Store(new byte[Small], 1);
        heap.Release(first);
        var others = new List<long>();
        for (int i = 0; i < 256; i++)
        {
            long block = heap.Store(new byte[Small], 1);
            Assert.NotEqual(first, block);
            others.Add(block);
        }

        others.ForEach(heap.Release);
        Assert.Equal(first, heap.Store(new byte[Small], 2));
        Assert.NotEqual(others[0], heap.Store(new byte[Small], 2));
    }

    [Fact]
    public void Blocks_of_one_key_rotate_and_the_heap_stops_growing()
    {
        using var heap = new HeapUnderTest();
        long current = heap.Store(new byte[Small], 1);
        long divided = 0;
        for (int i = 2; i < 2000; i++)
        {
            long next = heap.Store(new byte[Small], i);
            heap.Release(current);
            current = next;
            if (i == 300)
                divided = heap.Divided;
        }

        Assert.Equal(divided, heap.Divided);
        Assert.Equal(258L * SizeClasses.SizeOf(SizeClasses.Of(Small + BlockLayout.HeaderLength)), divided);
    }

    [Fact]
    public void Where_most_of_it_is_free_the_region_grows_by_little()
    {
        using var heap = new HeapUnderTest(64 << 20);
        List<long> blocks = [.. Enumerable.Range(0, 80_000).Select(i => heap.Store(new byte[Small], i + 1))];
        blocks.ForEach(heap.Release);
        long committed = heap.Committed;
        while (heap.Committed == committed)
            heap.Store(new byte[20_000], 1);
        Assert.InRange(heap.Committed, committed, committed + (committed / 4));
    }

    [Fact]
    public void The_heap_never_grows_past_its_maximum_although_more_is_reserved()
    {
        using var heap = new HeapUnderTest(4 * RegionPages.Size);
        heap.AssertFreeBlocksAreFree(1);
        Assert.Equal(4 * RegionPages.Size, heap.Committed);
    }

    [Fact]
    public void When_nothing_fits_the_error_has_the_numbers_and_nothing_has_changed()
    {
        using var heap = new HeapUnderTest(4 * RegionPages.Size);
        heap.Release(heap.Store(new byte[1000], 1));
        long divided = heap.Divided;
        StoreFullException full = Assert.Throws<StoreFullException>(() => heap.Store(new byte[1_000_000], 2));
        Assert.Equal(SizeClasses.SizeOf(SizeClasses.Of(1_000_016)), full.Needed);
        Assert.Equal(4 * RegionPages.Size, full.Maximum);
        Assert.Equal(SizeClasses.SizeOf(SizeClasses.Of(1016)), full.Largest);
        Assert.Equal((3L * RegionPages.Size) - divided + full.Largest, full.Free);
        Assert.Equal(divided, heap.Divided);
        heap.AssertSound();
    }

    [Fact]
    public void Scarce_memory_ends_the_quarantine_before_a_large_block_is_split()
    {
        using var heap = new HeapUnderTest(4 * RegionPages.Size);
        long small = heap.Store(new byte[Small], 1);
        long large = heap.Store(new byte[100_000], 1);
        while (heap.Divided + SizeClasses.SizeOf(SizeClasses.Of(Small + 16)) <= 3 * RegionPages.Size)
            heap.Store(new byte[Small], 1);
        heap.Release(small);
        heap.Release(large);
        Assert.Equal(small, heap.Store(new byte[Small], 2));
        Assert.Equal(large, heap.Store(new byte[Small], 2));
        heap.AssertSound();
    }

    [Fact]
    public void A_split_block_becomes_parts_that_are_the_whole_of_it_and_none_is_ever_merged()
    {
        for (int small = 0; small <= 2000; small += 37)
        {
            using var heap = new HeapUnderTest(4 * RegionPages.Size);
            long large = heap.Store(new byte[100_000], 1);
            while (heap.Divided < 3 * RegionPages.Size)
                heap.Store(new byte[SizeClasses.SizeOf(SizeClasses.LargestWithin((3 * RegionPages.Size) - heap.Divided)) - BlockLayout.HeaderLength], 1);
            heap.Release(large);
            long part = heap.Store(new byte[small], 2);
            Assert.Equal(large, part);
            heap.AssertSound();

            heap.Release(part);
            using HeapUnderTest next = heap.Recover();
            next.AssertSound();
            Assert.Throws<StoreFullException>(() => next.Store(new byte[100_000], 3));
            next.AssertFreeBlocksAreFree(3);
        }
    }

    [Fact]
    public void A_heap_at_its_maximum_does_not_throw_on_every_commit()
    {
        using var heap = new HeapUnderTest(4 * RegionPages.Size);
        long current = heap.Store(new byte[50_000], 1);
        heap.Release(heap.Store(new byte[50_000], 1));
        heap.Release(heap.Store(new byte[50_000], 1));
        int thrown = 0;
        int thread = Environment.CurrentManagedThreadId;
        AppDomain.CurrentDomain.FirstChanceException += Count;
        for (int i = 2; i < 100; i++)
        {
            long next = heap.Store(new byte[50_000], i);
            heap.Release(current);
            current = next;
        }

        AppDomain.CurrentDomain.FirstChanceException -= Count;
        Assert.Equal(0, thrown);

        void Count(object? sender, System.Runtime.ExceptionServices.FirstChanceExceptionEventArgs e) => thrown += Environment.CurrentManagedThreadId == thread ? 1 : 0;
    }
}
