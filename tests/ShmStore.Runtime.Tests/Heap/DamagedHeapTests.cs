using ShmStore.Layout;

namespace ShmStore.Tests.Heap;

/// <summary>Heaps that contradict themselves are refused, whatever stands in them.</summary>
public sealed class DamagedHeapTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-16)]
    [InlineData(HeapUnderTest.Start - 16)]
    [InlineData(HeapUnderTest.Start + 8)]
    [InlineData(1L << 40)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void An_end_outside_the_region(long end)
    {
        using HeapUnderTest heap = Sound();
        heap.Header.HeapEnd = end;
        AssertDamaged(heap);
    }

    [Fact]
    public void An_end_in_the_middle_of_a_block()
    {
        using HeapUnderTest heap = Sound();
        heap.Header.HeapEnd -= 16;
        AssertDamaged(heap);
    }

    [Fact]
    public void A_slot_that_names_the_inside_of_a_block()
    {
        foreach (long block in (long[])[HeapUnderTest.Start + 32, HeapUnderTest.Start + 48])
        {
            using HeapUnderTest heap = Sound();
            heap.Live.Add(block, []);
            AssertDamaged(heap);
        }
    }

    [Fact]
    public void Random_bytes_are_refused_or_make_a_sound_heap()
    {
        var random = new Random(1);
        int refused = 0;
        for (int round = 0; round < 2000; round++)
        {
            using HeapUnderTest heap = Sound();
            for (int i = random.Next(1, 4); i > 0; i--)
            {
                long at = HeapUnderTest.Start + random.NextInt64(heap.Divided / 8) * 8;
                heap.Header.At<long>(at) = random.Next(3) == 0 ? random.NextInt64() : random.Next();
            }

            try
            {
                using HeapUnderTest next = heap.Recover();
                next.Live.Clear();
                Assert.Equal(next.Divided, next.Blocks.FreeBlockBytes + LiveBytes(next, heap.Live.Keys));
            }
            catch (StoreFormatException damaged)
            {
                Assert.Equal(StoreFormatReason.Corrupt, damaged.Reason);
                refused++;
            }
        }

        Assert.InRange(refused, 100, 1999);
    }

    private static long LiveBytes(HeapUnderTest heap, IEnumerable<long> blocks) =>
        blocks.Sum(block => (long)new BlockMeta(heap.Blocks.HeaderOf(block).Meta).BlockSize);

    private static HeapUnderTest Sound()
    {
        var heap = new HeapUnderTest(4 * RegionPages.Size);
        for (int i = 0; i < 20; i++)
        {
            long block = heap.Store(new byte[i * 20], i + 1);
            if (i % 3 == 0)
                heap.Release(block);
        }

        return heap;
    }

    private static void AssertDamaged(HeapUnderTest heap)
    {
        StoreFormatException error = Assert.Throws<StoreFormatException>(() => heap.Recover().Dispose());
        Assert.Equal(StoreFormatReason.Corrupt, error.Reason);
        Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
    }
}
