using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Attaching;
using ShmStore.Tests.Store.Inspection;

namespace ShmStore.Tests.Store.Repairing;

/// <summary>What is saved of damaged stores, and what is said about the rest.</summary>
public sealed class RepairTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_sound_store_is_left_alone()
    {
        using var store = new MapStoreOnDisk();
        byte[] before = File.ReadAllBytes(store.Path);
        RepairReport report = StoreFiles.Repair(store.Path);
        Assert.False(report.WasRepaired);
        Assert.Empty(report.Changes);
        Assert.Equal(before, File.ReadAllBytes(store.Path));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_key_whose_value_is_damaged_is_cleared_and_all_others_stay(bool checksums)
    {
        string path = _folder.File();
        long version;
        using (var writer = SampleWriter.Open(path, new StoreOptions { Checksums = checksums }))
        {
            version = writer.A.Set(Sample.Of(1));
            writer.B.Set(Sample.Of(2, 1000));
            writer.Count.Value = 7;
        }

        long block = BitConverter.ToInt64(File.ReadAllBytes(path), HeaderLayout.Length + (SlotLayout.FirstKeySlot * SlotLayout.Stride));
        StoreOnDisk.Poke(path, block + BlockLayout.HeaderLength + 4, (byte)0x66);
        RepairReport report = StoreFiles.Repair(path);
        Assert.True(report.WasRepaired);
        StoreFinding lost = Assert.Single(report.Lost);
        Assert.Equal(("A", block), (lost.Key, lost.Offset));
        Assert.Equal(1, report.Values);
        Assert.Empty(StoreFiles.Verify(path).Findings);
        using var next = SampleWriter.Open(path);
        Assert.False(next.A.HasValue);
        Assert.True(next.A.Version > version);
        Assert.Equal(Sample.Of(2, 1000), next.B.Value);
        Assert.Equal(7, next.Count.Value);
        Assert.True(next.A.Set(Sample.Of(3)) > next.B.Version);
    }

    [Theory]
    [InlineData(30, false)]
    [InlineData(5000, false)]
    [InlineData(5000, true)]
    public void A_map_without_a_root_is_built_anew_from_its_entries(int entries, bool checksums)
    {
        using var store = new MapStoreOnDisk(entries, checksums);
        store.Poke(store.SlotOf(0), 8L);
        RepairReport report = StoreFiles.Repair(store.Path);
        Assert.Empty(report.Lost);
        Assert.Contains(report.Changes, static change => change.Key == "Texts" && change.Message.Contains("found without the index", StringComparison.Ordinal));
        Assert.Empty(StoreFiles.Verify(store.Path).Findings);
        using var reader = MapStore.Open(store.Path);
        for (int i = 0; i < entries; i++)
        {
            // Removed entries may come back: nothing in their blocks says that they were.
            Assert.True(reader.Texts.TryGetValue(MapStoreOnDisk.Text(i), out Sample? value) || i % 3 == 0, MapStoreOnDisk.Text(i));
            Assert.True(value is null || value == Sample.Of(i, 10 + (i % 100)));
            Assert.Equal(Sample.Of(i + 1), reader.Numbers[i].Value);
        }
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(8L)]
    public void Where_neither_the_root_nor_the_order_of_the_blocks_tells_how_many_entries_there_were_that_is_said(long slot)
    {
        using var store = new MapStoreOnDisk(500);
        long root = store.SlotOf(0);
        long page = (store.BlockOf("t1") & -4096L) + 4096;
        store.Poke(root, slot);
        for (long word = page; word < page + 4096; word += sizeof(long))
            store.Poke(word, 0L);
        Assert.Single(StoreFiles.Repair(store.Path).Lost, static lost => lost.Key == "Texts" && lost.Message.Contains("cannot be told", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Lanes_that_became_zeros_are_noticed_and_their_entries_found(bool checksums)
    {
        using var store = new MapStoreOnDisk(2000, checksums);
        long lanes = (store.DirectoryWord & IndexLayout.OffsetMask) + IndexLayout.BucketsOffset;
        for (int i = 0; i < 512; i++)
            store.Poke(lanes + (i * sizeof(long)), 0L);
        Assert.False(StoreFiles.Verify(store.Path).IsSound);
        Assert.Contains("are counted", Assert.Throws<StoreFormatException>(() => MapStoreWriter.Open(store.Path)).Message, StringComparison.Ordinal);
        Assert.True(StoreFiles.Repair(store.Path).WasRepaired);
        store.AssertHasAll();
    }

    [Fact]
    public void Slots_that_became_zeros_lose_no_entry_of_a_map_and_what_may_be_lost_is_said()
    {
        using var store = new MapStoreOnDisk(500);
        for (long word = HeaderLayout.Length; word < HeaderLayout.Length + 4096; word += sizeof(long))
            store.Poke(word, 0L);
        RepairReport report = StoreFiles.Repair(store.Path);
        Assert.Equal("Beside", Assert.Single(report.Lost).Key);
        store.AssertHasAll();
    }

    [Theory]
    [InlineData(HeaderLayout.SlotsOffset, 0x2000)]
    [InlineData(HeaderLayout.SlotsOffset, 0x1100)]
    [InlineData(HeaderLayout.HeapOffset, 0x30000)]
    public void Places_that_the_header_has_wrong_are_derived_though_they_could_be(int field, long wrong)
    {
        using var store = new MapStoreOnDisk(500);
        store.Poke(field, wrong);
        RepairReport report = StoreFiles.Repair(store.Path);
        Assert.Empty(report.Lost);
        store.AssertContent();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_slot_of_a_map_that_became_zero_loses_no_entry(bool checksums)
    {
        using var store = new MapStoreOnDisk(500, checksums);
        store.Poke(store.SlotOf(0), 0L);
        RepairReport report = StoreFiles.Repair(store.Path);
        Assert.True(report.WasRepaired);
        Assert.Empty(report.Lost);
        store.AssertHasAll();
    }

    [Fact]
    public void A_lane_of_which_the_bit_that_says_it_is_one_was_cleared_still_names_its_entry()
    {
        using var store = new MapStoreOnDisk();
        store.Poke(store.LaneInUse, store.Peek<long>(store.LaneInUse) & long.MaxValue);
        RepairReport report = StoreFiles.Repair(store.Path);
        Assert.True(report.WasRepaired);
        Assert.Empty(report.Lost);
        store.AssertContent();
    }

    [Fact]
    public void Of_several_versions_of_a_key_the_newest_is_found()
    {
        using var store = new MapStoreOnDisk();
        using (var writer = MapStoreWriter.Open(store.Path))
        {
            for (int i = 0; i < 100; i++)
                writer.Texts.Set("t1", Sample.Of(i));
        }

        store.Poke(store.Root + BlockLayout.MetaOffset, 0u);
        StoreFiles.Repair(store.Path);
        using var reader = MapStore.Open(store.Path);
        Assert.Equal(Sample.Of(99), reader.Texts["t1"].Value);
    }

    [Fact]
    public void A_segment_that_is_damaged_costs_no_other_and_removed_entries_of_others_stay_removed()
    {
        using var store = new MapStoreOnDisk(20_000);
        long root = store.Root;
        int depth = store.Peek<int>(root + IndexLayout.RootDepthOffset);
        Assert.True(depth > 0);
        store.Poke((store.DirectoryWord & IndexLayout.OffsetMask) + BlockLayout.MetaOffset, 0u);
        RepairReport report = StoreFiles.Repair(store.Path);
        Assert.Empty(report.Lost);
        using var reader = MapStore.Open(store.Path);
        int back = 0;
        for (int i = 0; i < store.Entries; i++)
        {
            bool found = reader.Texts.TryGetValue(MapStoreOnDisk.Text(i), out _);
            Assert.True(found || i % 3 == 0, MapStoreOnDisk.Text(i));
            back += found && i % 3 == 0 ? 1 : 0;
        }

        Assert.InRange(back, 0, store.Entries / 3 * 3 / 4);
    }

    [Theory]
    [InlineData(44)]
    [InlineData(45)]
    [InlineData(46)]
    public void A_walk_that_lost_its_step_in_a_damaged_block_costs_none_of_those_behind_it(int sizeClass)
    {
        using var store = new MapStoreOnDisk(2000);

        // The first block is that of the schema; in the second is nothing that is lost by this.
        long heap = store.Peek<long>(HeaderLayout.HeapOffset);
        long second = heap + new BlockMeta(store.Peek<uint>(heap + BlockLayout.MetaOffset)).BlockSize;
        store.Poke(second + BlockLayout.MetaOffset, new BlockMeta(0, sizeClass).Word);
        Assert.Empty(StoreFiles.Repair(store.Path).Lost);
        store.AssertContent();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void A_value_inside_of_a_block_before_it_that_is_said_to_be_larger_is_kept(int more)
    {
        using var store = new MapStoreOnDisk();
        long value = store.Peek<long>(store.SlotOf(2));
        long before = 0;
        for (long at = store.Peek<long>(HeaderLayout.HeapOffset); at < value; at += new BlockMeta(store.Peek<uint>(at + BlockLayout.MetaOffset)).BlockSize)
            before = at;
        var meta = new BlockMeta(store.Peek<uint>(before + BlockLayout.MetaOffset));
        store.Poke(before + BlockLayout.MetaOffset, meta.InBlock(meta.SizeClass + more).Word);
        RepairReport report = StoreFiles.Repair(store.Path);
        Assert.True(report.WasRepaired);
        Assert.DoesNotContain(report.Lost, static lost => lost.Key == "Beside");
        using var reader = MapStore.Open(store.Path);
        Assert.Equal(Sample.Of(99), reader.Beside.Value);
    }

    [Fact]
    public void An_entry_whose_block_is_damaged_is_lost_and_named()
    {
        using var store = new MapStoreOnDisk();
        long block = store.Peek<long>(store.LaneInUse) & IndexLayout.OffsetMask;
        int key = store.Peek<ushort>(block + BlockLayout.HeaderLength + 2);
        store.Poke(block + BlockLayout.HeaderLength + 4 + key + 4, (byte)0x66);
        StoreFinding lost = Assert.Single(StoreFiles.Repair(store.Path).Lost);
        store.AssertContent(isLost: text => lost.Key == $"Texts[\"{text}\"]");
    }

    [Theory]
    [InlineData(HeaderLayout.MagicOffset)]
    [InlineData(HeaderLayout.ByteOrderOffset)]
    [InlineData(HeaderLayout.MaximumOffset)]
    [InlineData(HeaderLayout.CommittedOffset)]
    [InlineData(HeaderLayout.SlotsOffset)]
    [InlineData(HeaderLayout.SlotCapacityOffset)]
    [InlineData(HeaderLayout.AtomicsOffset)]
    [InlineData(HeaderLayout.HeapOffset)]
    [InlineData(HeaderLayout.HeapEndOffset)]
    [InlineData(HeaderLayout.CommitCounterOffset)]
    [InlineData(HeaderLayout.CommitRecordOffset)]
    public void Header_fields_are_derived(int offset)
    {
        using var store = new MapStoreOnDisk();
        store.Poke(offset, offset == HeaderLayout.CommitCounterOffset ? -5L : 0x7654_3217L);
        RepairReport report = StoreFiles.Repair(store.Path);
        Assert.True(report.WasRepaired);
        Assert.Empty(report.Lost);
        store.AssertContent();
        Assert.Empty(StoreFiles.Verify(store.Path).Findings);
        using var writer = MapStoreWriter.Open(store.Path);
        Assert.True(writer.Beside.Set(Sample.Of(5)) > 70);
    }

    [Fact]
    public void A_schema_without_its_slot_is_found()
    {
        using var store = new MapStoreOnDisk();
        store.Poke(HeaderLayout.Length, 0L);
        Assert.Contains(StoreFiles.Repair(store.Path).Changes, static change => change.Area == StoreArea.Schema);
        store.AssertContent();
        long schema = store.Peek<long>(HeaderLayout.Length);
        store.Poke(schema + BlockLayout.HeaderLength, 0);
        byte[] damaged = File.ReadAllBytes(store.Path);
        StoreFormatException error = Assert.Throws<StoreFormatException>(() => StoreFiles.Repair(store.Path));
        Assert.Contains("no schema", error.Message, StringComparison.Ordinal);
        Assert.Equal(damaged, File.ReadAllBytes(store.Path));
    }

    [Fact]
    public void A_truncated_store_keeps_what_is_left()
    {
        using var store = new MapStoreOnDisk(3000);
        long end = store.Peek<long>(HeaderLayout.HeapEndOffset);
        using (FileStream file = File.OpenWrite(store.Path))
            file.SetLength(end * 3 / 4);
        RepairReport report = StoreFiles.Repair(store.Path);
        Assert.NotEmpty(report.Changes);
        Assert.Empty(StoreFiles.Verify(store.Path).Findings);
        using var reader = MapStore.Open(store.Path);
        Assert.InRange(reader.Numbers.Count, 100, 3000);
        Assert.All(reader.Numbers, static entry => Assert.Equal(Sample.Of(entry.Key + 1), entry.Value));
    }

    [Fact]
    public void A_commit_that_was_made_is_carried_through()
    {
        string path = _folder.File();
        using (var writer = SampleWriter.Open(path))
            SampleCommits.Write(writer, 1);
        using (HostProcess child = HostProcess.Start("store-commit", path, "3"))
            Assert.Null(child.ReadLine());
        StoreOnDisk.Poke(path, HeaderLayout.HeapEndOffset, 1L);
        Assert.Empty(StoreFiles.Repair(path).Lost);
        using var store = SampleStore.Open(path);
        (long Number, long Version)[] read = SampleCommits.Read(store);
        Assert.Null(SampleCommits.Check(read));
        Assert.Equal(2, read[0].Number);
    }
}
