using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Store.Inspection;

namespace ShmStore.Tests.Store.Repairing;

/// <summary>A lane of an index is damaged: its entry is reported as lost only where it was not found without the lane.</summary>
public sealed class DamagedLaneTests
{
    private const int Step = BlockLayout.Alignment;

    [Fact]
    public void An_entry_that_is_found_by_its_tag_is_not_lost()
    {
        using var store = new MapStoreOnDisk();
        long lane = store.LaneInUse;
        store.Poke(lane, store.Peek<long>(lane) + Step);
        RepairReport report = StoreFiles.Repair(store.Path);
        Assert.Empty(report.Lost);
        Assert.Contains(report.Changes, change => change.Severity == StoreFindingSeverity.Note && change.Offset == lane && change.Message.Contains("found without its lane", StringComparison.Ordinal));
        store.AssertContent();
    }

    [Fact]
    public void A_lane_that_names_the_block_of_another_key_loses_neither()
    {
        using var store = new MapStoreOnDisk();
        (long first, long second) = (Lanes(store)[0], Lanes(store)[1]);
        store.Poke(first, Renamed(store.Peek<long>(first), store.Peek<long>(second)));
        RepairReport report = StoreFiles.Repair(store.Path);
        Assert.Empty(report.Lost);
        Assert.Contains(report.Changes, change => change.Offset == first && change.Message.Contains("the block of another key", StringComparison.Ordinal));
        store.AssertContent();
    }

    [Fact]
    public void Lanes_that_name_the_blocks_of_each_others_keys_lose_none()
    {
        using var store = new MapStoreOnDisk();
        (long first, long second) = (Lanes(store)[0], Lanes(store)[1]);
        (long one, long other) = (store.Peek<long>(first), store.Peek<long>(second));
        store.Poke(first, Renamed(one, other));
        store.Poke(second, Renamed(other, one));
        RepairReport report = StoreFiles.Repair(store.Path);
        Assert.Empty(report.Lost);
        Assert.Equal([first, second], report.Changes.Where(static change => change.Message.Contains("another key", StringComparison.Ordinal)).Select(static change => change.Offset!.Value).Order());
        store.AssertContent();
    }

    [Fact]
    public void One_that_is_not_found_is_lost_and_what_its_lane_tells_is_said()
    {
        using var store = new MapStoreOnDisk();
        long lane = store.LaneInUse;
        long word = store.Peek<long>(lane);
        string lost = Destroy(store, lane);
        StoreFinding finding = Assert.Single(StoreFiles.Repair(store.Path).Lost);
        Assert.Contains($"tag is 0x{(ulong)word >> IndexLayout.OffsetBits:X4}", finding.Message, StringComparison.Ordinal);
        Assert.Equal("Texts", finding.Key);
        store.AssertContent(isLost: text => text == lost);
    }

    [Fact]
    public void Nor_is_another_one_of_the_same_tag_taken_for_it()
    {
        using var store = new MapStoreOnDisk(2000);
        long[] pair = [.. Lanes(store).GroupBy(lane => (ulong)store.Peek<long>(lane) >> IndexLayout.OffsetBits).First(static same => same.Count() > 1)];
        string lost = Destroy(store, pair[0]);
        Assert.Single(StoreFiles.Repair(store.Path).Lost);
        store.AssertContent(isLost: text => text == lost);
    }

    [Fact]
    public void Removed_entries_of_its_tag_come_back_only_if_they_belong_where_the_lane_is()
    {
        using var store = new MapStoreOnDisk(20_000);
        foreach (long lane in Lanes(store).Take(100))
            store.Poke(lane, store.Peek<long>(lane) + Step);
        Assert.Empty(StoreFiles.Repair(store.Path).Lost);
        store.AssertHasAll();

        // Of all 6,667 that were removed, twenty have one of the hundred tags.
        using var reader = MapStore.Open(store.Path);
        Assert.InRange(Enumerable.Range(0, store.Entries).Count(i => i % 3 == 0 && reader.Texts.ContainsKey(MapStoreOnDisk.Text(i))), 0, 4);
    }

    private static long Renamed(long lane, long other) => (lane & ~IndexLayout.OffsetMask) | (other & IndexLayout.OffsetMask);

    private static List<long> Lanes(MapStoreOnDisk store)
    {
        long segment = store.DirectoryWord & IndexLayout.OffsetMask;
        int buckets = (int)((ulong)store.DirectoryWord >> IndexLayout.OffsetBits);
        return [.. Enumerable.Range(0, buckets * IndexLayout.Lanes).Select(i => segment + IndexLayout.BucketsOffset + ((long)i * sizeof(long))).Where(lane => (ulong)store.Peek<long>(lane) > IndexLayout.Reserved)];
    }

    // The lane points nowhere, and the block is said to be that of no map.
    private static string Destroy(MapStoreOnDisk store, long lane)
    {
        long word = store.Peek<long>(lane);
        long block = word & IndexLayout.OffsetMask;
        string text = Enumerable.Range(0, store.Entries).Where(static i => i % 3 != 0).Select(MapStoreOnDisk.Text).First(text => store.BlockOf(text) == block);
        store.Poke(block + BlockLayout.HeaderLength, (ushort)0x7FFF);
        store.Poke(lane, word + Step);
        return text;
    }
}
