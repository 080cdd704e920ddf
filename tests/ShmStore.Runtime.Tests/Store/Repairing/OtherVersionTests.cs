using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Store.Inspection;

namespace ShmStore.Tests.Store.Repairing;

/// <summary>Stores of a format that this library does not know: nothing in them means what it means here.</summary>
public sealed class OtherVersionTests : IDisposable
{
    private readonly MapStoreOnDisk _store = new();

    public OtherVersionTests() => _store.Poke(HeaderLayout.VersionOffset, HeaderLayout.FormatVersion + 1);

    public void Dispose() => _store.Dispose();

    [Fact]
    public void A_repair_refuses_them_and_changes_nothing()
    {
        byte[] before = File.ReadAllBytes(_store.Path);
        foreach (RepairOptions options in (RepairOptions[])[new(), new() { Destination = _store.Beside("repaired") }])
        {
            StoreFormatException error = Assert.Throws<StoreFormatException>(() => StoreFiles.Repair(_store.Path, options));
            Assert.Equal(StoreFormatReason.OtherVersion, error.Reason);
            Assert.Contains($"version {HeaderLayout.FormatVersion + 1}", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, File.ReadAllBytes(_store.Path));
        Assert.Equal(["store.shm", "store.shm.wait"], _store.Names());
    }

    [Fact]
    public void A_check_says_so_and_calls_nothing_damaged()
    {
        StoreReport report = StoreFiles.Verify(_store.Path);
        Assert.False(report.IsSound || report.IsComplete);
        StoreFinding finding = Assert.Single(report.Findings);
        Assert.Equal(StoreFindingSeverity.Note, finding.Severity);
        Assert.Contains($"format version {HeaderLayout.FormatVersion + 1}", finding.Message, StringComparison.Ordinal);
    }
}
