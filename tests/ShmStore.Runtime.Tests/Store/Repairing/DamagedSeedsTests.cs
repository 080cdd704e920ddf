using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Store.Inspection;

namespace ShmStore.Tests.Store.Repairing;

/// <summary>Stores whose seeds of hashes have changed: nobody finds a key by its hash, and all of them are where the indexes name them.</summary>
public sealed class DamagedSeedsTests
{
    private const int FirstSeed = HeaderLayout.KeySeedOffset;
    private const int SecondSeed = HeaderLayout.KeySeedOffset + sizeof(long);

    [Theory]
    [InlineData(30, FirstSeed, 4, false)]
    [InlineData(30, SecondSeed, 1 << 20, true)]
    [InlineData(20_000, SecondSeed, -1, false)]
    public void Exactly_what_the_indexes_name_is_kept_under_new_seeds(int entries, int seed, long bits, bool checksums)
    {
        using var store = new MapStoreOnDisk(entries, checksums);
        store.Poke(seed, store.Peek<long>(seed) ^ bits);
        StoreFinding found = Assert.Single(StoreFiles.Verify(store.Path).Findings);
        Assert.Equal((StoreFindingSeverity.Damage, StoreArea.Header, FirstSeed), (found.Severity, found.Area, found.Offset));
        (long, long) seeds = Seeds(store);
        RepairReport report = StoreFiles.Repair(store.Path);
        Assert.Equal((StoreFindingSeverity.Note, (long?)FirstSeed), (Assert.Single(report.Changes).Severity, report.Changes[0].Offset));
        Assert.NotEqual(seeds, Seeds(store));
        Assert.Empty(StoreFiles.Verify(store.Path).Findings);
        store.AssertContent();
    }

    [Fact]
    public void Entries_that_no_index_names_are_found_all_the_same()
    {
        using var store = new MapStoreOnDisk(20_000);
        store.Poke(FirstSeed, 0L);
        store.Poke((store.DirectoryWord & IndexLayout.OffsetMask) + BlockLayout.MetaOffset, 0u);
        StoreFiles.Repair(store.Path);
        store.AssertHasAll();
    }

    [Fact]
    public void A_lane_under_a_wrong_tag_says_nothing_about_the_seeds()
    {
        using var store = new MapStoreOnDisk();
        (long, long) seeds = Seeds(store);
        store.Poke(store.LaneInUse, store.Peek<long>(store.LaneInUse) ^ (1L << 50));
        Assert.DoesNotContain(StoreFiles.Verify(store.Path).Findings, static finding => finding.Area == StoreArea.Header);
        StoreFiles.Repair(store.Path);
        Assert.Equal(seeds, Seeds(store));
        store.AssertContent();
    }

    private static (long First, long Second) Seeds(MapStoreOnDisk store) => (store.Peek<long>(FirstSeed), store.Peek<long>(SecondSeed));
}
