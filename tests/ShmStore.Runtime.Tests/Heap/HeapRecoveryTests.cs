using CsCheck;
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
