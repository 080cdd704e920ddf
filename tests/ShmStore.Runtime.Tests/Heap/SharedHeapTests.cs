using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Attaching;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Heap;

/// <summary>What several writers know of their heap together.</summary>
public sealed class SharedHeapTests : IDisposable
{
    private const long Block = 1 << 20;

    private readonly TestFolder _folder = new();

    public SharedHeapTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "several writers need Linux");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_walk_that_cannot_begin_leaves_all_lists_as_they_are()
    {
        using SampleWriter writer = Open();
        SharedHeap heap = HeapOf(writer);
        var header = new RegionHeader(writer.Attachment.Region);
        heap.Begin();
        long epoch = header.At<long>(HeaderLayout.HeapEpochOffset);
        Assert.Throws<InvalidOperationException>(() => heap.BeginWalk(null));
        Assert.Equal(epoch, header.At<long>(HeaderLayout.HeapEpochOffset));
        Assert.False(heap.IsOutdated);
    }

    [Fact]
    public void What_is_in_others_lists_is_what_a_walk_has_not_found_in_use_nor_is_in_its_own()
    {
        using SampleWriter writer = Open();
        SharedHeap heap = HeapOf(writer);
        heap.Begin();
        heap.EndWalk(700);
        Assert.Equal(250, heap.InOthersLists(divided: 1000, ownFree: 50));
        heap.Took(Block, 100);
        Assert.Equal(200, heap.InOthersLists(divided: 1000, ownFree: 0));
        heap.Gave(Block, 100);
        Assert.Equal(300, heap.InOthersLists(divided: 1000, ownFree: 0));
    }

    [Fact]
    public void A_walk_is_worth_it_when_a_quarter_is_in_others_lists_and_an_eighth_was_given_out_since_the_last()
    {
        using SampleWriter writer = Open();
        SharedHeap heap = HeapOf(writer);
        heap.Begin();
        heap.EndWalk(600);
        Assert.False(heap.IsWorthWalking(divided: 1000, ownFree: 0, Scarcity.None));
        heap.Took(Block, 124);
        Assert.False(heap.IsWorthWalking(divided: 1000, ownFree: 0, Scarcity.None));
        heap.Took(2 * Block, 1);
        Assert.True(heap.IsWorthWalking(divided: 1000, ownFree: 25, Scarcity.None));
        Assert.False(heap.IsWorthWalking(divided: 1000, ownFree: 26, Scarcity.None));
        Assert.True(heap.IsWorthWalking(divided: 1000, ownFree: 274, Scarcity.Last));

        // However scarce memory is: not where there is nothing.
        Assert.False(heap.IsWorthWalking(divided: 1000, ownFree: 275, Scarcity.Last));
        heap.EndWalk(600);
        Assert.True(heap.IsWorthWalking(divided: 1000, ownFree: 0, Scarcity.Last));
    }

    private static SharedHeap HeapOf(SampleWriter writer)
    {
        Region region = writer.Attachment.Region;
        return new SharedHeap(region, region.Seats!, RegionAreas.Read(region).Heap, static () => throw new InvalidOperationException(), new WriteSteps());
    }

    private SampleWriter Open() => SampleWriter.Open(_folder.File(), new StoreOptions { Writers = WriterMode.Several });
}
