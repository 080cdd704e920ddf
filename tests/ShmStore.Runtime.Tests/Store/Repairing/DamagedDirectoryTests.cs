using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Store.Inspection;

namespace ShmStore.Tests.Store.Repairing;

/// <summary>How many buckets a segment has is in the directory and in its block: where one of both is damaged, no entry is overlooked and none comes back.</summary>
public sealed class DamagedDirectoryTests
{
    [Theory]
    [InlineData(30, 8)]
    [InlineData(30, 14)]
    [InlineData(30, 0)]
    [InlineData(30, 31)]
    [InlineData(5000, 63)]
    public void A_number_of_buckets_in_the_directory(int entries, int buckets)
    {
        using var store = new MapStoreOnDisk(entries);
        long word = store.DirectoryWord;
        store.Poke(store.Root + IndexLayout.DirectoryOffset, (word & IndexLayout.OffsetMask) | ((long)buckets << IndexLayout.OffsetBits));
        Assert.Contains(StoreFiles.Verify(store.Path).Findings, finding => finding.Offset == store.Root + IndexLayout.DirectoryOffset && finding.Message.Contains($"which says {buckets} buckets", StringComparison.Ordinal));
        Assert.Throws<StoreFormatException>(() => MapStoreWriter.Open(store.Path));
        RepairReport report = StoreFiles.Repair(store.Path);
        Assert.Empty(report.Lost);
        Assert.All(report.Changes, static change => Assert.StartsWith("put right: ", change.Message, StringComparison.Ordinal));
        store.AssertContent();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(-512)]
    public void A_length_of_a_segment(int wrong)
    {
        using var store = new MapStoreOnDisk();
        long at = (store.DirectoryWord & IndexLayout.OffsetMask) + BlockLayout.LengthOffset;
        store.Poke(at, wrong == 0 ? 0 : store.Peek<int>(at) + wrong);
        Assert.False(StoreFiles.Verify(store.Path).IsSound);
        Assert.Throws<StoreFormatException>(() => MapStoreWriter.Open(store.Path));
        Assert.Empty(StoreFiles.Repair(store.Path).Lost);
        store.AssertContent();
    }
}
