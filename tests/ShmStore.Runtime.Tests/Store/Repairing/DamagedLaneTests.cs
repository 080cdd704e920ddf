using System.Text;
using ShmStore.Layout;
using ShmStore.Store.Maps;
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
        // Beside such as a removed one may have been in, too: there the newest is taken.
        using var store = new MapStoreOnDisk(20_000);
        ulong[] removed = [.. Enumerable.Range(0, store.Entries).Where(static i => i % 3 == 0).Select(i => HashOf(store, MapStoreOnDisk.Text(i)))];
        foreach (long lane in Lanes(store).Where(lane => !removed.Any(hash => MayHaveNamed(store, lane, hash))).Take(100))
            store.Poke(lane, store.Peek<long>(lane) + Step);
        Assert.Empty(StoreFiles.Repair(store.Path).Lost);
        store.AssertHasAll();

        // Of all 6,667 that were removed, twenty have one of the hundred tags.
        using var reader = MapStore.Open(store.Path);
        Assert.Equal(0, Enumerable.Range(0, store.Entries).Count(i => i % 3 == 0 && reader.Texts.ContainsKey(MapStoreOnDisk.Text(i))));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_lane_that_names_the_block_of_a_removed_entry_does_not_bring_that_back(bool checksums)
    {
        using var store = new MapStoreOnDisk(checksums: checksums);
        long removed = Remove(store, "t1");
        long lane = Lanes(store)[0];
        store.Poke(lane, Renamed(store.Peek<long>(lane), removed));
        Assert.Empty(StoreFiles.Repair(store.Path).Lost);
        store.AssertContent(isLost: static text => text == "t1");
    }

    [Fact]
    public void Nor_where_its_own_entry_is_lost_and_that_of_the_block_belongs_elsewhere()
    {
        // In two buckets, of which none was full.
        using var store = new MapStoreOnDisk();
        long block = store.BlockOf("t1");
        long removed = Lanes(store).First(lane => (store.Peek<long>(lane) & IndexLayout.OffsetMask) == block);
        Remove(store, "t1");
        long other = Lanes(store).First(lane => BucketOf(store, lane) != BucketOf(store, removed));
        string lost = Destroy(store, other);
        store.Poke(other, Renamed(store.Peek<long>(other), block));
        Assert.Contains("the block of another key, \"t1\"", Assert.Single(StoreFiles.Repair(store.Path).Lost).Message, StringComparison.Ordinal);
        store.AssertContent(isLost: text => text == lost || text == "t1");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_lane_with_a_damaged_tag_keeps_its_entry(bool checksums)
    {
        using var store = new MapStoreOnDisk(checksums: checksums);
        long lane = store.LaneInUse;
        store.Poke(lane, store.Peek<long>(lane) ^ (1L << 50));
        RepairReport report = StoreFiles.Repair(store.Path);
        Assert.Empty(report.Lost);
        Assert.Contains(report.Changes, change => change.Offset == lane && change.Message.StartsWith("an entry was kept", StringComparison.Ordinal));
        store.AssertContent();
    }

    [Fact]
    public void A_key_that_has_become_another_does_not_take_the_place_of_that_ones_value()
    {
        // Both blocks are whole, as there are no checksums, and the wrong one is newer.
        using var store = new MapStoreOnDisk();
        long lane = Lanes(store).First(lane => (store.Peek<long>(lane) & IndexLayout.OffsetMask) == store.BlockOf("t2"));
        store.Poke(store.BlockOf("t2") + BlockLayout.HeaderLength + EntryLayout.PrologueLength + 1, (byte)'1');
        Assert.Equal(lane, Assert.Single(StoreFiles.Repair(store.Path).Lost).Offset);
        store.AssertContent(isLost: static text => text == "t2");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_lane_that_became_a_copy_of_another_has_lost_its_entry(bool checksums)
    {
        using var store = new MapStoreOnDisk(checksums: checksums);
        (long kept, long copy) = (Lanes(store)[0], Lanes(store)[1]);
        long block = store.Peek<long>(copy) & IndexLayout.OffsetMask;
        string lost = TextOf(store, block);
        store.Poke(copy, store.Peek<long>(kept));
        StoreFinding finding = Assert.Single(StoreFiles.Repair(store.Path).Lost);
        Assert.Equal(("Texts", copy), (finding.Key, finding.Offset!.Value));
        store.AssertContent(isLost: text => text == lost);
    }

    [Fact]
    public void A_key_that_was_damaged_is_not_named_as_the_one_that_was_lost()
    {
        using var store = new MapStoreOnDisk(checksums: true);
        long block = store.BlockOf("t2");
        long word = Lanes(store).Select(store.Peek<long>).First(lane => (lane & IndexLayout.OffsetMask) == block);
        store.Poke(block + BlockLayout.HeaderLength + EntryLayout.PrologueLength + 1, (byte)'7');
        StoreFinding lost = Assert.Single(StoreFiles.Repair(store.Path).Lost);
        Assert.Equal("Texts", lost.Key);
        Assert.Contains($"tag is 0x{(ulong)word >> IndexLayout.OffsetBits:X4}", lost.Message, StringComparison.Ordinal);
        store.AssertContent(isLost: static text => text == "t2");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_two_entries_that_it_may_have_named_the_newer_is_taken_and_the_other_said(bool isRemovedNewer)
    {
        using var store = new MapStoreOnDisk();
        string twin = TwinOf(store, "t1");
        using (var writer = MapStoreWriter.Open(store.Path))
        {
            writer.Texts.Set(twin, Sample.Of(1000));
            if (!isRemovedNewer)
                writer.Texts.Set("t1", Sample.Of(1, 11));
            writer.Texts.Remove(twin);
        }

        long lane = Lanes(store).First(lane => (store.Peek<long>(lane) & IndexLayout.OffsetMask) == store.BlockOf("t1"));
        store.Poke(lane, store.Peek<long>(lane) | IndexLayout.OffsetMask);
        Assert.Equal($"Texts[\"{(isRemovedNewer ? "t1" : twin)}\"]", Assert.Single(StoreFiles.Repair(store.Path).Lost).Key);
        using var reader = MapStore.Open(store.Path);
        Assert.Equal(isRemovedNewer, reader.Texts.ContainsKey(twin));
        Assert.Equal(!isRemovedNewer, reader.Texts.ContainsKey("t1"));
        Assert.Equal(20, reader.Texts.Count);
    }

    [Fact]
    public void A_lane_that_names_the_block_of_a_cleared_key_does_not_cost_its_entry()
    {
        using var store = new MapStoreOnDisk();
        using (var writer = MapStoreWriter.Open(store.Path))
            writer.Beside.Clear();
        long cleared = store.Peek<long>(store.SlotOf(2));
        long lane = store.LaneInUse;
        store.Poke(lane, Renamed(store.Peek<long>(lane), cleared));
        Assert.Empty(StoreFiles.Repair(store.Path).Lost);
        using (var writer = MapStoreWriter.Open(store.Path))
            writer.Beside.Set(Sample.Of(99));
        store.AssertContent();
    }

    private static long Renamed(long lane, long other) => (lane & ~IndexLayout.OffsetMask) | (other & IndexLayout.OffsetMask);

    private static List<long> Lanes(MapStoreOnDisk store)
    {
        long segment = store.DirectoryWord & IndexLayout.OffsetMask;
        int buckets = (int)((ulong)store.DirectoryWord >> IndexLayout.OffsetBits);
        return [.. Enumerable.Range(0, buckets * IndexLayout.Lanes).Select(i => segment + IndexLayout.BucketsOffset + ((long)i * sizeof(long))).Where(lane => (ulong)store.Peek<long>(lane) > IndexLayout.Reserved)];
    }

    private static int BucketOf(MapStoreOnDisk store, long lane) => (int)((lane - (store.DirectoryWord & IndexLayout.OffsetMask) - IndexLayout.BucketsOffset) / IndexLayout.BucketLength);

    private static ulong HashOf(MapStoreOnDisk store, string text) => KeyHash.Of(Encoding.UTF8.GetBytes(text), store.Peek<KeySeed>(HeaderLayout.KeySeedOffset));

    // By the tag, and roughly by the bucket.
    private static bool MayHaveNamed(MapStoreOnDisk store, long lane, ulong hash)
    {
        int buckets = (int)((ulong)store.DirectoryWord >> IndexLayout.OffsetBits);
        return SegmentProbe.HasTag(store.Peek<long>(lane), KeyProbe.TagBitsOf(hash)) && (BucketOf(store, lane) - (int)SegmentProbe.HomeOf(hash, buckets) + buckets) % buckets < buckets / 4;
    }

    // A text that would have the same tag in the same bucket.
    private static string TwinOf(MapStoreOnDisk store, string text)
    {
        var seed = store.Peek<KeySeed>(HeaderLayout.KeySeedOffset);
        int buckets = (int)((ulong)store.DirectoryWord >> IndexLayout.OffsetBits);
        ulong hash = HashOf(store, text);
        for (int i = 0; ; i++)
        {
            ulong other = KeyHash.Of(Encoding.UTF8.GetBytes($"u{i}"), seed);
            if (KeyProbe.TagBitsOf(other) == KeyProbe.TagBitsOf(hash) && SegmentProbe.HomeOf(other, buckets) == SegmentProbe.HomeOf(hash, buckets))
                return $"u{i}";
        }
    }

    // Removes a text, and tells where its block is, which stays as it is.
    private static long Remove(MapStoreOnDisk store, string text)
    {
        long block = store.BlockOf(text);
        using var writer = MapStoreWriter.Open(store.Path);
        writer.Texts.Remove(text);
        return block;
    }

    private static string TextOf(MapStoreOnDisk store, long block)
    {
        uint word = store.Peek<uint>(block + BlockLayout.HeaderLength);
        return Encoding.UTF8.GetString(File.ReadAllBytes(store.Path), (int)block + BlockLayout.HeaderLength + EntryLayout.BytesBeforeKey(word), EntryLayout.KeyLength(word));
    }

    // The lane points nowhere, and the block is said to be that of no map.
    private static string Destroy(MapStoreOnDisk store, long lane)
    {
        long word = store.Peek<long>(lane);
        long block = word & IndexLayout.OffsetMask;
        string text = TextOf(store, block);
        store.Poke(block + BlockLayout.HeaderLength, (ushort)0x7FFF);
        store.Poke(lane, word + Step);
        return text;
    }
}
