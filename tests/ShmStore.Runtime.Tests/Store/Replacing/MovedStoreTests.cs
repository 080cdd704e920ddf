using ShmStore.Memory;
using ShmStore.Memory.Portable;
using ShmStore.Store.Attaching;
using ShmStore.Store.Building;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Replacing;

/// <summary>A store that was built beside another takes its place.</summary>
public sealed class MovedStoreTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string Built => _folder.File("built");

    private string Live => _folder.File("live");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Who_opens_the_name_finds_it_and_who_has_the_old_one_attached_is_told(bool isPortable)
    {
        IRegionProvider provider = isPortable ? new PortableRegionProvider() : RegionProviders.Default;
        var opener = new StoreOpener(provider);
        Make(opener, Live, 1);
        Make(opener, Built, 2);
        using SampleStore old = Open(opener, Live);
        using SampleStore moved = Open(opener, Built);
        new StoreMover(provider).Move(Built, Live, overwrite: true);
        using (SampleStore reader = Open(opener, Live))
            Assert.Equal((Sample.Of(2), moved.StoreIdentity, moved.Version), (reader.A.Value, reader.StoreIdentity, reader.Version));
        Assert.Equal((Sample.Of(1), Sample.Of(2)), (old.A.Value, moved.A.Value));
        Assert.DoesNotContain(_folder.Names(), static name => name.StartsWith("built", StringComparison.Ordinal) && !name.EndsWith(".lock", StringComparison.Ordinal));
        Assert.True(moved.IsReplaced);
        Make(opener, Live, 3);
        Assert.Equal((Sample.Of(1), Sample.Of(3)), (old.A.Value, moved.A.Value));
        if (isPortable)
            return;
        Assert.True(old.IsReplaced);
        Assert.Throws<IOException>(() => old.A.TryWaitForChange(old.A.Version, TimeSpan.FromSeconds(10), out _, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_there_is_replaced_only_if_that_is_asked_for(bool isPortable)
    {
        IRegionProvider provider = isPortable ? new PortableRegionProvider() : RegionProviders.Default;
        var opener = new StoreOpener(provider);
        Make(opener, Built, 2);
        new StoreMover(provider).Move(Built, Live, overwrite: false);
        Make(opener, Built, 3);
        string[] names = _folder.Names();
        Assert.Contains("exists already", Assert.Throws<IOException>(() => new StoreMover(provider).Move(Built, Live, overwrite: false)).Message, StringComparison.Ordinal);
        Assert.Equal(names, _folder.Names());
        using (SampleStore reader = Open(opener, Live))
            Assert.Equal(Sample.Of(2), reader.A.Value);
        File.Delete(Live);
        new StoreMover(provider).Move(Built, Live, overwrite: true);
        using SampleStore next = Open(opener, Live);
        Assert.Equal(Sample.Of(3), next.A.Value);
    }

    [Theory]
    [InlineData(WriterMode.Exclusive)]
    [InlineData(WriterMode.Several)]
    public void A_store_that_has_a_writer_neither_moves_nor_is_replaced(WriterMode mode)
    {
        Assert.SkipUnless(mode == WriterMode.Exclusive || OperatingSystem.IsLinux(), "Several writers need Linux.");
        var options = new StoreOptions { Writers = mode };
        using (SampleWriter live = SampleWriter.Open(Live, options))
        {
            SampleWriter.Open(Built, options).Dispose();
            Assert.Throws<WriterActiveException>(() => SharedStoreFile.Move(Built, Live, overwrite: true));
            Assert.False(live.IsReplaced);
        }

        using SampleWriter built = SampleWriter.Open(Built, options);
        Assert.Throws<WriterActiveException>(() => SharedStoreFile.Move(Built, Live, overwrite: true));
        Assert.False(built.IsReplaced);
    }

    [Fact]
    public void What_is_no_store_neither_moves_nor_is_replaced()
    {
        Assert.Throws<FileNotFoundException>(() => SharedStoreFile.Move(Built, Live));
        File.WriteAllText(Built, "mine");
        Assert.Throws<StoreFormatException>(() => SharedStoreFile.Move(Built, Live));
        SampleWriter.Open(Live).Dispose();
        Assert.Throws<StoreFormatException>(() => SharedStoreFile.Move(Live, Built, overwrite: true));
        Assert.Equal("mine", File.ReadAllText(Built));
        Assert.Throws<DirectoryNotFoundException>(() => SharedStoreFile.Move(Live, _folder.File("missing/store")));
        Assert.Throws<ArgumentException>("destination", () => SharedStoreFile.Move(Live, ""));
        Assert.Throws<ArgumentException>("source", () => SharedStoreFile.Move("a\0b", Live));
        Assert.Throws<ArgumentNullException>("source", () => SharedStoreFile.Move(null!, Live));
        SampleWriter.Open(Live).Dispose();
    }

    [Fact]
    public void Not_into_another_file_system()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "mounts a file system");
        string other = Path.Combine(_folder.Mount("tmpfs", "size=4m"), "store");
        SampleWriter.Open(Live).Dispose();
        Assert.Contains("another file system", Assert.Throws<IOException>(() => SharedStoreFile.Move(Live, other)).Message, StringComparison.Ordinal);
        SampleWriter.Open(other).Dispose();
        Assert.Contains("another file system", Assert.Throws<IOException>(() => SharedStoreFile.Move(Live, other, overwrite: true)).Message, StringComparison.Ordinal);
        SampleStore.Open(other).Dispose();
        SampleStore.Open(Live).Dispose();
    }

    [Fact]
    public void Of_a_link_the_file_is_replaced_and_a_file_does_not_replace_itself()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "links need no permission there");
        string link = _folder.File("link");
        Make(StoreOpener.Default, Live, 1);
        Make(StoreOpener.Default, Built, 2);
        File.CreateSymbolicLink(link, Live);
        foreach (string same in (string[])[Live, link])
            Assert.Contains("the same file", Assert.Throws<IOException>(() => SharedStoreFile.Move(Live, same, overwrite: true)).Message, StringComparison.Ordinal);
        SharedStoreFile.Move(Built, link, overwrite: true);
        Assert.Equal(Live, new FileInfo(link).LinkTarget);
        using SampleStore reader = SampleStore.Open(Live);
        Assert.Equal(Sample.Of(2), reader.A.Value);
    }

    private static void Make(StoreOpener opener, string path, long number)
    {
        using var writer = new SampleWriter(opener.CreateWriter(SampleStore.Schema, path, new StoreOptions()));
        writer.A.Set(Sample.Of(number));
    }

    private static SampleStore Open(StoreOpener opener, string path) => new(opener.Open(SampleStore.Schema, path, RegionAccess.Read, new OpenOptions()));
}
