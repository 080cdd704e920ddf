using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Store.Inspection;

namespace ShmStore.Tests.Store.Repairing;

/// <summary>Between two changes of a map its number of entries is exact; while one is made, or where its writer died in it, it may be wrong by one.</summary>
public sealed class MiscountedMapTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_lane_that_became_zero_is_noticed_and_its_entry_found(bool checksums)
    {
        using var store = new MapStoreOnDisk(checksums: checksums);
        store.Poke(store.LaneInUse, 0L);
        Assert.Contains(StoreFiles.Verify(store.Path).Findings, static finding => finding.Message.StartsWith("20 entries are counted, and there are 19", StringComparison.Ordinal));
        Assert.Contains("20 are counted", Assert.Throws<StoreFormatException>(() => MapStoreWriter.Open(store.Path)).Message, StringComparison.Ordinal);
        RepairReport report = StoreFiles.Repair(store.Path);
        Assert.Empty(report.Lost);
        Assert.Contains(report.Changes, static change => change.Message.Contains("were found without the index", StringComparison.Ordinal));
        store.AssertHasAll();
    }

    [Fact]
    public void One_that_is_not_found_is_lost()
    {
        // All numbers are still there: none was removed that could come back.
        using var store = new MapStoreOnDisk();
        long root = store.Peek<long>(store.SlotOf(1));
        long lane = (store.Peek<long>(root + IndexLayout.DirectoryOffset) & IndexLayout.OffsetMask) + IndexLayout.BucketsOffset;
        while (store.Peek<long>(lane) >= 0)
            lane += sizeof(long);
        store.Poke((store.Peek<long>(lane) & IndexLayout.OffsetMask) + BlockLayout.HeaderLength, (ushort)0x7FFF);
        store.Poke(lane, 0L);
        StoreFinding lost = Assert.Single(StoreFiles.Repair(store.Path).Lost);
        Assert.Equal("Numbers", lost.Key);
        Assert.Contains("30 entries are counted in the index, and 29 were found", lost.Message, StringComparison.Ordinal);
        using var reader = MapStore.Open(store.Path);
        Assert.Equal(29, reader.Numbers.Count);
    }

    [Theory]
    [InlineData(19)]
    [InlineData(21)]
    public void What_a_writer_leaves_that_dies_in_a_change_is_no_damage(long count)
    {
        using var store = new MapStoreOnDisk();
        store.Poke(store.Root + IndexLayout.RootCountOffset, count);
        Assert.False(StoreFiles.Verify(store.Path).IsSound);
        store.Poke(store.Root + IndexLayout.RootChangesOffset, store.Peek<long>(store.Root + IndexLayout.RootChangesOffset) | 1);
        Assert.True(StoreFiles.Verify(store.Path).IsSound);
        MapStoreWriter.Open(store.Path).Dispose();
        Assert.Empty(StoreFiles.Verify(store.Path).Findings);
        store.AssertContent();
    }

    // It stored the number after another one had repaired what it was taken to have left.
    [Theory]
    [InlineData(19)]
    [InlineData(21)]
    public void Nor_is_what_one_of_several_leaves_whose_lock_was_forgotten(long count)
    {
        using var store = new MapStoreOnDisk();
        store.Poke(HeaderLayout.WriterModeOffset, (uint)WriterMode.Several);
        store.Poke(store.Root + IndexLayout.RootCountOffset, count);
        Assert.True(StoreFiles.Verify(store.Path).IsSound);
        MapStoreWriter.Open(store.Path, new StoreOptions { Writers = WriterMode.Several }).Dispose();
        Assert.Empty(StoreFiles.Verify(store.Path).Findings);
        store.AssertContent();
    }

    [Fact]
    public void A_word_in_an_empty_lane_brings_no_entry_back()
    {
        // What was written there names nothing: there are as many entries as are counted.
        using var store = new MapStoreOnDisk();
        long lane = (store.DirectoryWord & IndexLayout.OffsetMask) + IndexLayout.BucketsOffset;
        while (store.Peek<long>(lane) != 0)
            lane += sizeof(long);
        store.Poke(lane, 1L);
        Assert.DoesNotContain(StoreFiles.Repair(store.Path).Lost, static lost => lost.Message.Contains("may have come back", StringComparison.Ordinal));
        store.AssertContent();
    }
}
