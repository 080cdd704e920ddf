using ShmStore.Bson;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Attaching;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Attaching;

/// <summary>Slots and block headers that contradict each other: the next writer refuses, readers stay within the region.</summary>
public sealed class DamagedBlocksTests : IDisposable
{
    private const int SlotOfA = SlotLayout.FirstKeySlot;
    private const int SlotOfB = SlotLayout.FirstKeySlot + 1;

    private readonly StoreOnDisk _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public void A_store_without_a_schema_is_damaged()
    {
        _store.Poke(_store.SlotAt(SlotLayout.SchemaSlot), 0L);
        AssertDamaged(() => SampleStore.Open(_store.Path));
        AssertDamaged(() => SampleWriter.Open(_store.Path));
    }

    [Fact]
    public void A_store_with_no_slot_in_use_is_damaged_not_empty()
    {
        foreach (int slot in (int[])[SlotLayout.SchemaSlot, SlotOfA, SlotOfB])
            _store.Poke(_store.SlotAt(slot), 0L);
        AssertDamaged(() => SampleWriter.Open(_store.Path));
    }

    [Theory]
    [InlineData(16)]
    [InlineData(-16)]
    [InlineData(1)]
    [InlineData(1L << 40)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void A_slot_that_points_elsewhere(long shift)
    {
        _store.Poke(_store.SlotAt(SlotOfA), unchecked(_store.BlockOf(SlotOfA) + shift));
        AssertDamaged(() => SampleWriter.Open(_store.Path));
        AssertReaderStaysSafe();
    }

    [Fact]
    public void Two_slots_with_one_block()
    {
        _store.Poke(_store.SlotAt(SlotOfB), _store.BlockOf(SlotOfA));
        AssertDamaged(() => SampleWriter.Open(_store.Path));
    }

    [Fact]
    public void A_slot_whose_block_holds_nothing_valid()
    {
        _store.Poke(_store.BlockOf(SlotOfA) + BlockLayout.VersionOffset, 0L);
        AssertDamaged(() => SampleWriter.Open(_store.Path));
        using var reader = new SampleStore(StoreAttachment.OpenReader(SampleStore.Schema, _store.Path, new OpenOptions { MaximumReadAttempts = 50 }));
        Assert.Equal(50, Assert.Throws<ReadContentionException>(() => reader.A.Value).Attempts);
        Assert.Equal(Sample.Of(2, 1000), reader.B.Value);
    }

    [Theory]
    [InlineData(-1L)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void A_version_that_leaves_no_room_for_the_next(long version)
    {
        _store.Poke(_store.BlockOf(SlotOfA) + BlockLayout.VersionOffset, version);
        AssertDamaged(() => SampleWriter.Open(_store.Path));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(1 << 20)]
    [InlineData(BlockLayout.MaximumDocument)]
    [InlineData(int.MaxValue)]
    [InlineData(-1)]
    public void A_length_beyond_the_block(int length)
    {
        _store.Poke(_store.BlockOf(SlotOfA) + BlockLayout.LengthOffset, length);
        AssertDamaged(() => SampleWriter.Open(_store.Path));
        AssertReaderStaysSafe();
    }

    [Theory]
    [InlineData(0x7F)]
    [InlineData(60)]
    [InlineData(0)]
    public void Another_size_class(int sizeClass)
    {
        long meta = _store.BlockOf(SlotOfA) + BlockLayout.MetaOffset;
        _store.Poke(meta, new BlockMeta(0, sizeClass).Word);
        AssertDamaged(() => SampleWriter.Open(_store.Path));
    }

    [Fact]
    public void The_heap_is_walked_to_the_end_that_was_checked()
    {
        using var writer = SampleWriter.Open(_store.Path);
        Region region = writer.Attachment.Region;
        var areas = RegionAreas.Read(region);
        (BlockSet live, _) = LiveBlocks.Find(region, areas);
        ref long end = ref new RegionHeader(region).HeapEnd;
        long before = end;
        end = long.MaxValue;
        RecoveredHeap found = HeapRecovery.Recover(region, areas.Heap, areas.Maximum, live);
        end = before;
        Assert.Equal((before, writer.Version), (live.End, found.HighestVersion));
    }

    [Fact]
    public void A_prefix_that_is_not_there_stays_within_the_region()
    {
        long meta = _store.BlockOf(SlotOfA) + BlockLayout.MetaOffset;
        _store.Poke(meta, _store.Peek<uint>(meta) | 0xFFFF);
        AssertReaderStaysSafe();
    }

    private static void AssertDamaged(Func<SharedStore> attach)
    {
        StoreFormatException error = Assert.Throws<StoreFormatException>(() => attach().Dispose());
        Assert.Equal(StoreFormatReason.Corrupt, error.Reason);
        Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
    }

    private void AssertReaderStaysSafe()
    {
        using var reader = new SampleStore(StoreAttachment.OpenReader(SampleStore.Schema, _store.Path, new OpenOptions { MaximumReadAttempts = 50 }));
        Action[] reads =
        [
            () => _ = reader.A.Value,
            () => _ = reader.A.GetFixed<long, long, Int64Codec>(Sample.NumberOffset, "Number"u8, false),
            () => _ = reader.A.ReadView<Sample.View, int>(static view => view.Text.Length),
            () => _ = reader.A.Version,
            () => _ = reader.A.GetRaw(),
            () => reader.Export(TestContext.Current.CancellationToken),
        ];
        foreach (Action read in reads)
        {
            Exception? error = Record.Exception(read);
            Assert.True(error is null or SharedStoreException or BsonFormatException, $"{error}");
        }

        Assert.Equal(Sample.Of(2, 1000), reader.B.Value);
    }
}
