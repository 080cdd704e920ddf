using ShmStore.Memory;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Attaching;

/// <summary>Symbolic links lead where the kernel says, for all that is done with the path.</summary>
public sealed class LinkTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly string _wrong;
    private readonly string _right;
    private readonly string _link;

    // A link that leads up from its folder, which is reached through another one: by their text they would lead to the store of the same name at the top.
    public LinkTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "what the kernel does is known of Linux");
        _wrong = _folder.File("store");
        _right = _folder.File("real/store");
        _link = _folder.File("short/link");
        Directory.CreateDirectory(_folder.File("real/deep"));
        File.CreateSymbolicLink(_folder.File("real/deep/link"), "../store");
        Directory.CreateSymbolicLink(_folder.File("short"), "real/deep");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_relative_link_in_a_folder_that_a_link_leads_to()
    {
        Make(_wrong, 1);
        Make(_right, 2);
        Assert.Equal(File.ReadAllBytes(_right), File.ReadAllBytes(_link));
        using (var reader = SampleStore.Open(_link))
            Assert.Equal((Sample.Of(2), _right), (reader.A.Value, reader.Path));
        using (var writer = SampleWriter.Open(_link))
            Assert.Equal(Sample.Of(2), writer.A.Value);
        Assert.Equal(_right, StoreFiles.Verify(_link).Path);
        Assert.True(SharedStoreFile.Delete(_link));
        Assert.True(File.Exists(_wrong));
        Assert.False(File.Exists(_right));
    }

    [Fact]
    public void What_it_does_not_lead_to_is_not_there()
    {
        Make(_wrong, 1);
        Assert.False(SharedStoreFile.TryWaitForStore(_link, TimeSpan.Zero, TestContext.Current.CancellationToken));
        Assert.Contains(_right, Assert.Throws<FileNotFoundException>(() => SampleStore.Open(_link)).Message, StringComparison.Ordinal);
        Assert.False(SharedStoreFile.Delete(_link));
        IOException refused = Assert.ThrowsAny<IOException>(() => SampleWriter.Open(_link));
        Assert.Contains($"is a symbolic link to '{_right}', where there is nothing", refused.Message, StringComparison.Ordinal);
        Make(_right, 2);
        Assert.True(SharedStoreFile.TryWaitForStore(_link, TimeSpan.Zero, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Links_that_lead_to_links_and_through_them()
    {
        Make(_right, 2);
        File.CreateSymbolicLink(_folder.File("chain"), $"{_folder.File("short")}/../deep/./link");
        Assert.Equal(_right, RegionPath.Resolve(_folder.File("chain")));
        File.CreateSymbolicLink(_folder.File("through"), "nothing/../real/store");
        Assert.ThrowsAny<IOException>(() => File.ReadAllBytes(_folder.File("through")));
        Assert.Throws<FileNotFoundException>(() => RegionPath.Resolve(_folder.File("through")));
        Assert.False(SharedStoreFile.TryWaitForStore(_folder.File("through"), TimeSpan.Zero, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void So_many_as_the_kernel_follows()
    {
        const int most = 40;
        Make(_right, 2);
        File.CreateSymbolicLink(_folder.File("0"), "real/store");
        for (int i = 1; i <= most; i++)
            File.CreateSymbolicLink(_folder.File($"{i}"), $"{i - 1}");
        Assert.NotEmpty(File.ReadAllBytes(_folder.File($"{most - 1}")));
        Assert.Equal(_right, RegionPath.Resolve(_folder.File($"{most - 1}")));
        string tooMany = _folder.File($"{most}");
        Assert.ThrowsAny<IOException>(() => File.ReadAllBytes(tooMany));
        Assert.Contains(tooMany, Assert.Throws<IOException>(() => RegionPath.Resolve(tooMany)).Message, StringComparison.Ordinal);
        File.CreateSymbolicLink(_folder.File("circle"), "circle");
        Assert.Contains("circle", Assert.Throws<IOException>(() => SampleStore.Open(_folder.File("circle"))).Message, StringComparison.Ordinal);
    }

    private static void Make(string path, int number)
    {
        using var writer = SampleWriter.Open(path);
        writer.A.Set(Sample.Of(number));
    }
}
