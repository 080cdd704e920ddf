using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Store.Inspection;

namespace ShmStore.Tests.Store.Repairing;

/// <summary>Words of an index that name what is whole and something else: all entries are still in the heap, and are found.</summary>
public sealed class MistakenIndexTests
{
    private const int Texts = 0;
    private const int Numbers = 1;

    [Theory]
    [InlineData(30, false)]
    [InlineData(30, true)]
    [InlineData(20_000, false)]
    public void A_word_of_a_directory_that_names_a_segment_of_another_map(int entries, bool checksums)
    {
        using var store = new MapStoreOnDisk(entries, checksums);
        store.Poke(Directory(store, Texts), store.Peek<long>(Directory(store, Numbers)));
        Assert.Empty(StoreFiles.Repair(store.Path).Lost);
        store.AssertHasAll();
    }

    [Theory]
    [InlineData(30, false)]
    [InlineData(30, true)]
    public void Words_of_two_directories_that_have_changed_places(int entries, bool checksums)
    {
        using var store = new MapStoreOnDisk(entries, checksums);
        Swap(store, Directory(store, Texts), Directory(store, Numbers));
        Assert.Empty(StoreFiles.Repair(store.Path).Lost);
        store.AssertHasAll();
    }

    [Theory]
    [InlineData(30, false)]
    [InlineData(30, true)]
    public void A_slot_that_names_the_root_of_another_map(int entries, bool checksums)
    {
        using var store = new MapStoreOnDisk(entries, checksums);
        store.Poke(store.SlotOf(Texts), store.Peek<long>(store.SlotOf(Numbers)));
        Assert.Empty(StoreFiles.Repair(store.Path).Lost);
        store.AssertHasAll();
    }

    [Theory]
    [InlineData(30, false)]
    [InlineData(30, true)]
    public void Slots_that_have_changed_places(int entries, bool checksums)
    {
        using var store = new MapStoreOnDisk(entries, checksums);
        Swap(store, store.SlotOf(Texts), store.SlotOf(Numbers));
        Assert.Empty(StoreFiles.Repair(store.Path).Lost);
        store.AssertHasAll();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Lanes_that_name_entries_of_another_map(bool checksums)
    {
        using var store = new MapStoreOnDisk(checksums: checksums);
        List<long> texts = Lanes(store, Texts);
        List<long> numbers = Lanes(store, Numbers);
        for (int i = 0; i < 5; i++)
            Name(store, texts[i], store.Peek<long>(numbers[i]));
        Assert.Empty(StoreFiles.Repair(store.Path).Lost);
        store.AssertContent();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_lane_that_names_a_part_of_an_index_or_the_value_of_a_key(bool checksums)
    {
        foreach (Func<MapStoreOnDisk, long> block in (Func<MapStoreOnDisk, long>[])[
            static store => store.Root, static store => store.DirectoryWord & IndexLayout.OffsetMask, static store => store.Peek<long>(store.SlotOf(2)), static store => store.Peek<long>(HeaderLayout.Length)])
        {
            using var store = new MapStoreOnDisk(checksums: checksums);
            Name(store, store.LaneInUse, block(store));
            Assert.Empty(StoreFiles.Repair(store.Path).Lost);
            store.AssertContent();
        }
    }

    [Fact]
    public void A_segment_of_another_map_brings_back_no_removed_entries_of_other_segments()
    {
        using var store = new MapStoreOnDisk(20_000);
        store.Poke(Directory(store, Texts), store.Peek<long>(Directory(store, Numbers)));
        StoreFiles.Repair(store.Path);
        using var reader = MapStore.Open(store.Path);
        int back = Enumerable.Range(0, store.Entries).Count(i => i % 3 == 0 && reader.Texts.ContainsKey(MapStoreOnDisk.Text(i)));
        Assert.InRange(back, 0, store.Entries / 3 * 3 / 4);
    }

    private static long Directory(MapStoreOnDisk store, int map) => store.Peek<long>(store.SlotOf(map)) + IndexLayout.DirectoryOffset;

    private static void Name(MapStoreOnDisk store, long lane, long block) => store.Poke(lane, (store.Peek<long>(lane) & ~IndexLayout.OffsetMask) | (block & IndexLayout.OffsetMask));

    private static void Swap(MapStoreOnDisk store, long one, long other)
    {
        long word = store.Peek<long>(one);
        store.Poke(one, store.Peek<long>(other));
        store.Poke(other, word);
    }

    // Of the first segment of a map.
    private static List<long> Lanes(MapStoreOnDisk store, int map)
    {
        long word = store.Peek<long>(Directory(store, map));
        long first = (word & IndexLayout.OffsetMask) + IndexLayout.BucketsOffset;
        return [.. Enumerable.Range(0, IndexLayout.Lanes * (int)((ulong)word >> IndexLayout.OffsetBits)).Select(lane => first + (lane * sizeof(long))).Where(lane => store.Peek<long>(lane) < 0)];
    }
}
