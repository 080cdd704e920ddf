using MongoDB.Bson;
using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Attaching;
using ShmStore.Tests.Store.Inspection;

namespace ShmStore.Tests.Store.Repairing;

/// <summary>Values that look like blocks: whoever only chooses values, such as the client of a writer, chooses nothing else by them, whatever is damaged.</summary>
public sealed class ForgedEntryTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_map_without_a_root_gets_no_entry_of_them(bool checksums)
    {
        using var store = new MapStoreOnDisk(30, checksums);
        Upload(store.Path, Forged(checksums));
        store.Poke(store.SlotOf(0), 8L);
        Assert.Empty(StoreFiles.Repair(store.Path).Lost);
        AssertIsReal(store);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Nor_where_the_walk_over_the_heap_is_lost(bool checksums)
    {
        using var store = new MapStoreOnDisk(30, checksums);
        Upload(store.Path, Forged(checksums));
        store.Poke(store.SlotOf(0), 8L);
        long heap = store.Peek<long>(HeaderLayout.HeapOffset);
        long second = heap + new BlockMeta(store.Peek<uint>(heap + BlockLayout.MetaOffset)).BlockSize;
        store.Poke(second + BlockLayout.MetaOffset, 0x7F00_0000);
        StoreFiles.Repair(store.Path);
        AssertIsReal(store);
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(8L)]
    public void A_map_that_was_never_written_stays_empty(long slot)
    {
        using var store = new MapStoreOnDisk(0);
        Upload(store.Path, Forged(checksums: false));
        store.Poke(store.SlotOf(0), slot);
        store.Poke(HeaderLayout.MagicOffset, 0L);
        Assert.Empty(StoreFiles.Repair(store.Path).Lost);
        using var reader = MapStore.Open(store.Path);
        Assert.Equal(0, reader.Texts.Count);
        Assert.Equal(16, reader.Numbers.Count);
    }

    [Fact]
    public void Headers_of_blocks_all_over_a_value_keep_no_repair_busy()
    {
        using var store = new MapStoreOnDisk();
        Upload(store.Path, StoreOnDisk.ManyHeaders(4 << 20, 1 << 12));
        using (var writer = MapStoreWriter.Open(store.Path))
            writer.Numbers.Set(5000, Sample.Of(5000, 8 << 20));
        store.Poke(store.SlotOf(0), 8L);
        Assert.Empty(StoreFiles.Repair(store.Path).Lost);
        AssertIsReal(store);
    }

    // The heap of another store, whose entries are of higher versions.
    private byte[] Forged(bool checksums)
    {
        string path = _folder.File("forged");
        using (var writer = MapStoreWriter.Open(path, new StoreOptions { Checksums = checksums }))
        {
            for (int i = 0; i < 500; i++)
                writer.Beside.Set(Sample.Of(i));
            writer.Texts.Set("t1", Sample.Of(666));
            writer.Texts.Set("planted", Sample.Of(667));
        }

        byte[] file = File.ReadAllBytes(path);
        return file[(int)BitConverter.ToInt64(file, HeaderLayout.HeapOffset)..(int)BitConverter.ToInt64(file, HeaderLayout.HeapEndOffset)];
    }

    // In an element that the type does not know, once for each place that the bytes can have between two where blocks begin.
    private static void Upload(string path, byte[] bytes)
    {
        using var writer = MapStoreWriter.Open(path);
        for (int pad = 0; pad < BlockLayout.Alignment; pad++)
        {
            var document = new BsonDocument { ["Text"] = "x", ["Upload"] = new BsonBinaryData([.. new byte[pad], .. bytes]) };
            writer.Numbers.SetRaw(1000 + pad, document.ToBson());
        }
    }

    private static void AssertIsReal(MapStoreOnDisk store)
    {
        using var reader = MapStore.Open(store.Path);
        Assert.Equal(Sample.Of(1, 11), reader.Texts["t1"].Value);
        Assert.False(reader.Texts.ContainsKey("planted"));
        for (int i = 0; i < store.Entries; i++)
            Assert.True(reader.Texts.ContainsKey(MapStoreOnDisk.Text(i)) || i % 3 == 0, MapStoreOnDisk.Text(i));
    }
}
