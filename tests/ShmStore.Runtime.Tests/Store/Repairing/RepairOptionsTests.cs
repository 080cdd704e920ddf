using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Repairing;

/// <summary>Options of checks and repairs that make no sense are refused before anything is done.</summary>
public sealed class RepairOptionsTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public RepairOptionsTests()
    {
        using var writer = SampleWriter.Open(_folder.File());
        writer.A.Set(Sample.Of(1));
    }

    public static TheoryData<VerifyOptions, string> OutOfRange => new()
    {
        { new VerifyOptions { MaximumBlocks = 0 }, nameof(VerifyOptions.MaximumBlocks) },
        { new VerifyOptions { MaximumBytes = -1 }, nameof(VerifyOptions.MaximumBytes) },
        { new VerifyOptions { MaximumFindings = 0 }, nameof(VerifyOptions.MaximumFindings) },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(OutOfRange), DisableDiscoveryEnumeration = true)]
    public void Limits_that_let_nothing_be_looked_at(VerifyOptions options, string name)
    {
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => StoreFiles.Verify(_folder.File(), options)).ParamName);
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => StoreFiles.Repair(_folder.File(), new RepairOptions { Verify = options })).ParamName);
    }

    [Fact]
    public void No_check() =>
        Assert.Equal(nameof(RepairOptions.Verify), Assert.Throws<ArgumentNullException>(() => StoreFiles.Repair(_folder.File(), new RepairOptions { Verify = null! })).ParamName);

    [Fact]
    public void A_destination_that_is_none() =>
        Assert.Equal(nameof(RepairOptions.Destination), Assert.Throws<ArgumentException>(() => StoreFiles.Repair(_folder.File(), new RepairOptions { Destination = "" })).ParamName);

    [Fact]
    public void A_destination_in_a_folder_that_is_missing()
    {
        // Before the check, which would say that there is no such store.
        string destination = _folder.File(Path.Combine("missing", "store"));
        string expected = Assert.Throws<DirectoryNotFoundException>(() => Backup(destination)).Message;
        Assert.Equal(expected, Assert.Throws<DirectoryNotFoundException>(() => StoreFiles.Repair(_folder.File("other"), new RepairOptions { Destination = destination })).Message);
    }

    private void Backup(string destination)
    {
        using SampleStore store = SampleStore.Open(_folder.File());
        store.Backup(destination);
    }
}
