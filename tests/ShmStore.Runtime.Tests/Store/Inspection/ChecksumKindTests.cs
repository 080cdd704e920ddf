using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Attaching;

namespace ShmStore.Tests.Store.Inspection;

/// <summary>Headers that are wrong about whether blocks have checksums.</summary>
public sealed class ChecksumKindTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false, 1u)]
    [InlineData(true, 0u)]
    [InlineData(true, 7u)]
    public void A_wrong_word_is_one_finding_and_costs_nothing(bool checksums, uint said)
    {
        using var store = new MapStoreOnDisk(500, checksums);
        store.Poke(HeaderLayout.ChecksumsOffset, said);
        StoreReport report = StoreFiles.Verify(store.Path);
        Assert.Equal(HeaderLayout.ChecksumsOffset, Assert.Single(report.Findings, static finding => finding.Message.Contains("says that blocks have", StringComparison.Ordinal)).Offset);
        Assert.False(report.IsSound);
        if (said > HeaderLayout.ChecksumsCrc32C)
            Assert.Contains("of kind 7", Assert.Throws<StoreFormatException>(() => MapStoreWriter.Open(store.Path)).Message, StringComparison.Ordinal);
        RepairReport repaired = StoreFiles.Repair(store.Path);
        Assert.Empty(repaired.Lost);
        Assert.Contains(repaired.Changes, change => change.Message.Contains(checksums ? "with checksums" : "without checksums", StringComparison.Ordinal));
        store.AssertContent();
        report = StoreFiles.Verify(store.Path);
        Assert.Empty(report.Findings);
        Assert.Equal(checksums, report.HasChecksums);
    }

    [Theory]
    [InlineData(true, 0u)]
    [InlineData(false, 1u)]
    public void The_schema_alone_tells(bool checksums, uint said)
    {
        string path = _folder.File();
        SampleWriter.Open(path, new StoreOptions { Checksums = checksums }).Dispose();
        StoreOnDisk.Poke(path, HeaderLayout.ChecksumsOffset, said);
        Assert.False(StoreFiles.Verify(path).IsSound);
        Assert.True(StoreFiles.Repair(path).WasRepaired);
        Assert.Equal(checksums, StoreFiles.Verify(path).HasChecksums);
    }

    [Fact]
    public void Damaged_blocks_are_no_reason_to_doubt_it()
    {
        string path = _folder.File();
        using (var writer = SampleWriter.Open(path, new StoreOptions { Checksums = true }))
        {
            writer.A.Set(Sample.Of(1));
            writer.B.Set(Sample.Of(2));
        }

        for (int key = 0; key < 2; key++)
        {
            long block = BitConverter.ToInt64(File.ReadAllBytes(path), HeaderLayout.Length + ((SlotLayout.FirstKeySlot + key) * SlotLayout.Stride));
            StoreOnDisk.Poke(path, block + BlockLayout.HeaderLength + 20, (byte)0x66);
        }

        RepairReport repaired = StoreFiles.Repair(path);
        Assert.Equal(["A", "B"], repaired.Lost.Select(static lost => lost.Key));
        Assert.True(StoreFiles.Verify(path).HasChecksums);
    }
}
