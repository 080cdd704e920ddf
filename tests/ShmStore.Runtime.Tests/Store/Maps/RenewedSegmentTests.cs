using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Store.Commits;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Maps;

/// <summary>Segments with many lanes of removed entries are renewed, where there is room.</summary>
public sealed class RenewedSegmentTests : IDisposable
{
    private const int Apart = 5;

    // Eight segments, nearly full: otherwise removed entries leave free lanes.
    private const int Count = 8 * 6300;

    private readonly MapStoreWriter _writer = MapStoreWriter.Open(null, new StoreOptions { MaximumSize = 8 << 20 });

    public void Dispose()
    {
        StoreInspection.AssertEveryBlockIsKnown(_writer);
        _writer.Dispose();
    }

    [Fact]
    public void In_a_full_store_that_costs_no_exceptions_and_is_not_tried_at_every_write()
    {
        const int writes = 1800;
        Fill();
        List<long> spare = TakeSpareSegments();
        int next = Count;
        int oldest = 1;
        int tries = 0;
        int renewed = 0;
        _writer.Attachment.Writer!.StepTaken = step => renewed += step == WriteStep.EntriesCopied ? 1 : 0;
        Replace(writes);
        tries = 0;
        using (var thrown = new ThrownExceptions())
        {
            Replace(writes);
            Assert.Equal(0, thrown.Count);
        }

        Assert.Equal(0, renewed);
        Assert.InRange(tries, writes / 1000, writes / 40);

        // When there is room again, that is noticed.
        using (_writer.Attachment.Writer!.Lock())
            spare.ForEach(_writer.Attachment.Writer!.FreeIndex);
        Replace(writes);
        Assert.InRange(renewed, 1, 50);
        _writer.Attachment.Writer!.StepTaken = null;

        void Replace(int count)
        {
            long indexVersions = IndexVersions;
            for (int i = 0; i < count; i++)
            {
                Assert.True(_writer.Numbers.Remove(oldest));
                oldest += Apart;
                _writer.Numbers.Set(next, Sample.Of(next, 1));
                next++;
                tries += IndexVersions != indexVersions ? 1 : 0;
                indexVersions = IndexVersions;
            }
        }
    }

    // Every try to get a block for an index raises it.
    private long IndexVersions => new RegionHeader(_writer.Attachment.Region).At<long>(HeaderLayout.IndexVersionsOffset);

    private List<long> TakeSpareSegments()
    {
        List<long> spare = [];
        CommitWriter writer = _writer.Attachment.Writer!;
        using (writer.Lock())
        {
            while (writer.AllocateIndex(IndexKind.Segment, IndexLayout.SegmentLength(IndexLayout.LargestSegment), Scarcity.Some) is not 0 and var segment)
                spare.Add(segment);
        }

        Assert.NotEmpty(spare);
        return spare;
    }

    // Removed ones are scattered, so that no segment can be made of their blocks.
    private void Fill()
    {
        for (int i = 0; i < Count; i++)
            _writer.Numbers.Set(i, Sample.Of(i, 1));
        foreach (int length in (int[])[20_000, 1000, 1])
        {
            for (int i = 0; Record.Exception(() => _writer.Texts.Set($"{length} {i}", Sample.Of(i, length))) is null; i++)
            {
            }
        }

        for (int i = 0; i < Count; i += Apart)
            _writer.Numbers.Remove(i);
    }
}
