using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Store.Attaching;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Heap;

/// <summary>What several writers know of their heap together.</summary>
public sealed class SharedHeapTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_walk_that_cannot_begin_leaves_all_lists_as_they_are()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "several writers need Linux");
        using var writer = SampleWriter.Open(_folder.File(), new StoreOptions { Writers = WriterMode.Several });
        var header = new RegionHeader(writer.Attachment.Region);
        long start = RegionAreas.Read(writer.Attachment.Region).Heap;
        var heap = new SharedHeap(writer.Attachment.Region, writer.Attachment.Region.Seats!, start, static () => throw new InvalidOperationException(), new WriteSteps());
        heap.Begin();
        long epoch = header.At<long>(HeaderLayout.HeapEpochOffset);
        Assert.Throws<InvalidOperationException>(() => heap.BeginWalk(null));
        Assert.Equal(epoch, header.At<long>(HeaderLayout.HeapEpochOffset));
        Assert.False(heap.IsOutdated);
    }
}
