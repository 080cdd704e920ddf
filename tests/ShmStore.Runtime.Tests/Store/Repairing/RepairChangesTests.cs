using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Store.Inspection;

namespace ShmStore.Tests.Store.Repairing;

/// <summary>Who finds damage and repairs it is told what became of it.</summary>
public sealed class RepairChangesTests : IDisposable
{
    private readonly MapStoreOnDisk _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public void Entries_that_came_back_with_an_old_page_of_the_index()
    {
        _store.Poke(_store.Root + IndexLayout.RootCountOffset, 15L);
        StoreFinding change = Assert.Single(StoreFiles.Repair(_store.Path).Lost);
        Assert.Equal("Texts", change.Key);
        Assert.Contains("may have come back", change.Message, StringComparison.Ordinal);
        _store.AssertContent();
    }

    [Fact]
    public void A_word_where_no_atomic_stands()
    {
        long at = _store.Peek<long>(HeaderLayout.AtomicsOffset) + (AtomicLayout.Stride * 5);
        _store.Poke(at, 7L);
        StoreFinding change = Assert.Single(StoreFiles.Repair(_store.Path).Lost);
        Assert.Equal((StoreArea.Atomics, at), (change.Area, change.Offset));
        _store.AssertContent();
    }

    [Theory]
    [InlineData(SlotLayout.EmptySlot)]
    [InlineData(SlotLayout.FirstKeySlot + 17)]
    public void A_slot_that_belongs_to_no_key(int slot)
    {
        long at = HeaderLayout.Length + (slot * SlotLayout.Stride);
        _store.Poke(at, _store.Peek<long>(_store.SlotOf(2)));
        StoreFinding change = Assert.Single(StoreFiles.Repair(_store.Path).Lost);
        Assert.Equal((StoreArea.Slots, at), (change.Area, change.Offset));
        _store.AssertContent();
    }

    [Theory]
    [InlineData(HeaderLayout.MagicOffset)]
    [InlineData(HeaderLayout.ByteOrderOffset)]
    [InlineData(HeaderLayout.CommittedOffset)]
    [InlineData(HeaderLayout.HeapEndOffset)]
    [InlineData(HeaderLayout.CommitCounterOffset)]
    [InlineData(HeaderLayout.IndexVersionsOffset)]
    [InlineData(HeaderLayout.WriterModeOffset)]
    [InlineData(HeaderLayout.CommitRecordOffset)]
    public void Fields_of_the_header_that_are_put_right(int offset)
    {
        _store.Poke(offset, -5L);
        RepairReport report = StoreFiles.Repair(_store.Path);
        Assert.Contains(report.Changes, static change => change.Area is StoreArea.Header or StoreArea.CommitRecord && change.Message.StartsWith("put right: ", StringComparison.Ordinal));
        Assert.Empty(report.Lost);
        _store.AssertContent();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MaxValue - 1)]
    public void Every_damage_whose_offset_nothing_else_is_about(long head)
    {
        long ring = _store.Peek<long>(_store.Root + IndexLayout.RootRingOffset);
        _store.Poke(ring + RingLayout.HeadOffset, head);
        _store.Poke(ring + RingLayout.ClaimedOffset, Math.Max(head, 0));
        RepairReport report = StoreFiles.Repair(_store.Path);
        Assert.Contains(report.Changes, change => change.Offset == ring);
        Assert.Empty(report.Lost);
        _store.AssertContent();
    }
}
