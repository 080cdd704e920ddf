using ShmStore.Memory;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Memory;

public abstract unsafe partial class RegionTests
{
    public static TheoryData<string> Accesses => [.. Enum.GetNames<RegionAccess>()];

    [Theory]
    [MemberData(nameof(Accesses))]
    public void A_missing_file_is_not_found(string access)
    {
        var error = Assert.Throws<FileNotFoundException>(() => Open(Enum.Parse<RegionAccess>(access)));
        Assert.Contains(Store, error.Message, StringComparison.Ordinal);
        string below = Path.Combine(Folder.File("missing"), "region");
        Assert.Throws<FileNotFoundException>(() => Provider.Open(below, Enum.Parse<RegionAccess>(access), 1));
        Assert.Empty(Folder.Names());
    }

    [Theory]
    [MemberData(nameof(Accesses))]
    public void An_empty_file_is_not_a_store(string access)
    {
        File.WriteAllBytes(Store, []);
        AssertNotAStore(Store, access);
    }

    [Theory]
    [MemberData(nameof(Accesses))]
    public void A_directory_is_not_a_store(string access) => AssertNotAStore(Path.GetDirectoryName(Store)!, access);

    [Theory]
    [MemberData(nameof(Accesses))]
    public void A_device_is_not_a_store(string access)
    {
        SkipUnlessUnix();
        AssertNotAStore("/dev/null", access);
        AssertNotAStore("/dev/zero", access);
    }

    [Theory]
    [MemberData(nameof(Accesses))]
    public void A_pipe_is_not_a_store_and_does_not_block(string access)
    {
        SkipUnlessUnix();
        Assert.True(TestFolder.TryRun("mkfifo", Store));
        var attempt = new Thread(() => Record.Exception(() => AssertNotAStore(Store, access))) { IsBackground = true };
        attempt.Start();
        Assert.True(attempt.Join(TimeSpan.FromSeconds(30)), "Opening a pipe blocks.");
        AssertNotAStore(Store, access);
    }

    [Fact]
    public void A_symbolic_link_leads_to_the_store_and_to_the_same_lock()
    {
        using Region writer = Create(initialise: static region => region.Origin[0] = 7);
        string link = Folder.File("link");
        File.CreateSymbolicLink(link, Store);
        using Region reader = Provider.Open(link, RegionAccess.Read, 1);
        Assert.Equal(7, reader.Origin[0]);
        Assert.Throws<RegionLockedException>(() => Provider.Open(link, RegionAccess.Write, 1));
    }

    [Fact]
    public void Links_in_a_circle_are_an_error()
    {
        SkipUnlessUnix();
        File.CreateSymbolicLink(Store, Folder.File("other"));
        File.CreateSymbolicLink(Folder.File("other"), Store);
        Assert.ThrowsAny<IOException>(() => Open(RegionAccess.Read));
    }

    [Fact]
    public void A_file_of_odd_length_is_readable_to_its_last_byte()
    {
        File.WriteAllBytes(Store, [1, 2, 3]);
        using Region reader = Open(RegionAccess.Read);
        Assert.Equal([1, 2, 3], Bytes(reader).ToArray());
    }

    [Fact]
    public void A_file_that_is_cut_under_a_reader_is_reported()
    {
        Create().Dispose();
        using Region reader = Open(RegionAccess.Read);
        using (var file = new FileStream(Store, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            file.SetLength(4096);
        var error = Assert.Throws<StoreFormatException>(() => reader.Refresh());
        Assert.Equal(StoreFormatReason.Truncated, error.Reason);
        Assert.Equal(64 * Kilo, reader.Committed);
    }

    private static void SkipUnlessUnix()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Windows has no such files.");
    }

    private void AssertNotAStore(string path, string access)
    {
        var error = Assert.Throws<StoreFormatException>(() => Provider.Open(path, Enum.Parse<RegionAccess>(access), 1));
        Assert.Equal(StoreFormatReason.NotAStore, error.Reason);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }
}
