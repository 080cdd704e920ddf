using CsCheck;
using ShmStore.Heap;
using ShmStore.Layout;

namespace ShmStore.Tests.Heap;

/// <summary>The next writer finds the heap again from the slots alone, wherever the last one stopped.</summary>
public sealed class HeapRecoveryTests
{
    private const long Tiny = 6 * RegionPages.Size;

    /// <summary>Operations: store a document of so many bytes (≥ 0), or release one of what is live (&lt; 0).</summary>
    private static readonly Gen<int[]> Operations = Gen.Frequency(
        (3, Gen.Int[0, 300]), (2, Gen.Int[0, 20_000]), (1, Gen.Int[20_000, 150_000]), (6, Gen.Int[-1000, -1])).Array[1, 120];

    [Fact]
    public void Nothing_is_lost_and_nothing_used_twice_after_any_sequence_of_operations() =>
        Operations.Sample(operations => Run(Tiny, operations), iter: 150, threads: 1);

    [Fact]
    public void An_empty_heap_recovers_as_empty()
    {
        using var heap = new HeapUnderTest();
        using HeapUnderTest next = heap.Recover();
        Assert.Equal(0, next.Divided);
        Assert.Equal(0, next.HighestVersion);
        Assert.Equal(0, next.Blocks.FreeBlocks.Blocks);
    }

    [Fact]
    public void The_highest_version_is_found_in_free_blocks_as_well()
    {
        using var heap = new HeapUnderTest();
        heap.Store(new byte[10], 5);
        heap.Release(heap.Store(new byte[10], 9));
        using HeapUnderTest next = heap.Recover();
        Assert.Equal(9, next.HighestVersion);
    }

    /// <summary>As a file with holes has them, or one after a power failure: each block costs its finder eight bytes.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(48)]
    public void Of_zeros_for_a_long_way_only_the_last_are_taken_for_blocks(int behind)
    {
        using var heap = new HeapUnderTest();
        heap.Store([1, 2, 3], 1);
        long zeros = heap.Header.HeapEnd;
        heap.Store(new byte[2 << 20], 0);
        heap.Header.At<long>(zeros + BlockLayout.LengthOffset) = 0;
        heap.Live.Remove(zeros);
        heap.Header.HeapEnd += behind - (heap.Header.HeapEnd - zeros) % ZeroRuns.Length;
        using HeapUnderTest next = heap.Recover();
        Assert.Equal(behind / 16, next.Blocks.FreeBlocks.Blocks);
        Assert.True(next.Divided > 2 << 20);
        next.Store([4, 5, 6], 2);
        Assert.Equal(2, next.Live.Count);
    }

    [Fact]
    public void Of_fewer_zeros_every_block_is_taken()
    {
        const int blocks = ZeroRuns.Length / 16;
        using var heap = new HeapUnderTest();
        for (int i = 1; i < blocks; i++)
            heap.Release(heap.Store([], 0));
        long last = heap.Store([], 1);
        using HeapUnderTest next = heap.Recover();
        Assert.Equal([last], next.Live.Keys);
        Assert.Equal(heap.Blocks.FreeBlocks, next.Blocks.FreeBlocks);
        next.AssertSound();
    }

    private static void Run(long maximum, int[] operations)
    {
        var heap = new HeapUnderTest(maximum);
        long version = 0;
        foreach (int operation in operations)
        {
            version++;
            if (operation < 0)
            {
                if (heap.Live.Count > 0)
                    heap.Release(heap.Live.Keys.Order().ElementAt(-operation % heap.Live.Count));
            }
            else
            {
                byte[] document = new byte[operation];
                Array.Fill(document, (byte)version);
                try
                {
                    heap.Store(document, version);
                }
                catch (StoreFullException)
                {
                    // The model holds nothing then either.
                }
            }

            heap.AssertSound();
            using HeapUnderTest copy = heap.Recover();
            copy.AssertSound();
            Assert.Equal(heap.Blocks.FreeBlocks.Blocks, copy.Blocks.FreeBlocks.Blocks);

            // Now and then the run goes on with what the next writer found.
            if (version % 16 == 0)
            {
                HeapUnderTest next = heap.Recover();
                heap.Dispose();
                heap = next;
            }
        }

        heap.AssertFreeBlocksAreFree(version);
        heap.Dispose();
    }
}
