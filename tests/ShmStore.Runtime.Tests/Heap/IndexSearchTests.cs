using System.Diagnostics;
using ShmStore.Heap;
using ShmStore.Layout;

namespace ShmStore.Tests.Heap;

/// <summary>Looking through all free blocks for neighbours of which an index can be made.</summary>
public sealed class IndexSearchTests : IDisposable
{
    private const int Length = 100;

    private readonly HeapUnderTest _heap = new();

    public void Dispose() => _heap.Dispose();

    [Fact]
    public void It_takes_a_word_of_memory_for_each_and_is_not_made_again_before_so_much_more_is_free_or_a_second_is_over()
    {
        long[] blocks = Fill();
        for (int i = 0; i < blocks.Length; i += 2)
            _heap.Release(blocks[i]);
        var time = Stopwatch.StartNew();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(0, AllocateLargest());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, blocks.Length / 2 * 20);

        // There would be one now.
        int size = SizeClasses.SizeOf(SizeClasses.Of(IndexLayout.SegmentLength(IndexLayout.LargestSegment)));
        int next = 1;
        for (; blocks[next] <= blocks[0] + size + 1024; next += 2)
            _heap.Release(blocks[next]);
        long found = AllocateLargest();
        Assert.SkipUnless(time.ElapsedMilliseconds < 1000, "It took too long.");
        Assert.Equal(0, found);
        for (int last = next; blocks[next] <= blocks[last] + size; next += 2)
            _heap.Release(blocks[next]);
        Assert.InRange(AllocateLargest(), blocks[0], blocks[0] + 1024);
    }

    [Fact]
    public void It_finds_neighbours_of_different_sizes_wherever_they_are()
    {
        long[] blocks = Fill();
        int size = SizeClasses.SizeOf(SizeClasses.Of(IndexLayout.SegmentLength(IndexLayout.LargestSegment)));
        int first = blocks.Length / 3;
        for (int i = 0; i < first; i += 2)
            _heap.Release(blocks[i]);
        for (int i = first; blocks[i] <= blocks[first] + size + IndexLayout.Alignment; i++)
            _heap.Release(blocks[i]);
        long segment = AllocateLargest();
        Assert.InRange(segment, blocks[first] - 1024, blocks[first] + 1024);
        Assert.Equal(0, AllocateLargest());
        Assert.Equal(0, segment % IndexLayout.Alignment);
    }

    private long AllocateLargest() => _heap.Blocks.AllocateIndex(IndexKind.Segment, IndexLayout.SegmentLength(IndexLayout.LargestSegment), Scarcity.Some);

    // Blocks of two sizes in the order of the region.
    private long[] Fill()
    {
        List<long> blocks = [];
        try
        {
            while (true)
                blocks.Add(_heap.Store(new byte[Length + (blocks.Count % 3 * 30)], 1));
        }
        catch (StoreFullException)
        {
            return [.. blocks.Order()];
        }
    }
}
