using System.Globalization;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Attaching;

namespace ShmStore.Tests.Store.Hostile;

/// <summary>Stores where there is little room, and attachments that must not write.</summary>
public sealed class NarrowPlacesTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_system_that_is_full_is_an_exception_and_what_was_written_stays()
    {
        string mount = _folder.Mount("tmpfs", "size=64m");
        string path = Path.Combine(mount, "store");
        using HostProcess child = HostProcess.Start("store-fill", path);
        AssertFilled(child, path);
        Assert.Equal(["store", "store.wait"], Directory.GetFiles(mount).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.Throws<StoreFullException>(() => SampleWriter.Open(Path.Combine(mount, "second")));
        Assert.False(File.Exists(Path.Combine(mount, "second")));
    }

    [Fact]
    public void A_limit_on_the_size_of_files_is_an_exception_and_what_was_written_stays()
    {
        using HostProcess child = HostProcess.StartAfter("export DOTNET_EnableWriteXorExecute=0; ulimit -f 8192", "store-fill", _folder.File());
        AssertFilled(child, _folder.File());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2048)]
    public void A_limit_below_the_files_beside_a_store_leaves_its_writer_without_them(int bytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The limit ends a process on Linux only.");
        using var store = new Inspection.MapStoreOnDisk();
        File.Delete(store.Path + ".wait");
        string[] names = store.Names();
        using HostProcess child = HostProcess.StartAfter($"export DOTNET_EnableWriteXorExecute=0; ulimit -f {bytes / 512}", "map-bound", store.Path, "10");
        child.Await("entries 10");
        child.Succeed();
        Assert.Equal(names, store.Names().Where(static name => !name.EndsWith(".used", StringComparison.Ordinal)));
        Assert.Equal(bytes > 0, File.Exists(store.Path + ".used"));
    }

    [Fact]
    public void Readers_map_nothing_writable_and_change_no_byte()
    {
        using var store = new Inspection.MapStoreOnDisk(500);
        byte[] before = File.ReadAllBytes(store.Path);
        using var reader = MapStore.Open(store.Path);
        store.AssertContent();
        reader.Snapshot(static snapshot => snapshot.Texts.Count);
        reader.Export(TestContext.Current.CancellationToken);
        reader.BackUp(store.Beside("copy"));
        StoreFiles.Verify(store.Path);
        if (OperatingSystem.IsLinux())
        {
            string[] mappings = [.. File.ReadLines("/proc/self/maps").Where(line => line.EndsWith(store.Path, StringComparison.Ordinal))];
            Assert.NotEmpty(mappings);
            Assert.All(mappings, static mapping => Assert.Equal("r--s", mapping.Split(' ')[1]));
        }

        Assert.Equal(before, File.ReadAllBytes(store.Path));
    }

    [Fact]
    public void A_link_to_a_store_is_that_store_for_all_that_is_done_with_it()
    {
        using var store = new StoreOnDisk();
        string link = store.Beside("link");
        File.CreateSymbolicLink(link, store.Path);
        Assert.True(StoreFiles.Verify(link).IsSound);
        using (var reader = SampleStore.Open(link))
            reader.BackUp(store.Beside("copy"));
        StoreOnDisk.Poke(store.Path, Layout.HeaderLayout.HeapEndOffset, 1L);
        Assert.True(StoreFiles.Repair(link).WasRepaired);
        Assert.NotNull(new FileInfo(link).LinkTarget);
        store.AssertUsable();
    }

    private static void AssertFilled(HostProcess child, string path)
    {
        const string full = "full at ";
        string line = child.ReadLine()!;
        Assert.StartsWith(full, line, StringComparison.Ordinal);
        child.Succeed();
        int count = int.Parse(line.AsSpan(full.Length), CultureInfo.InvariantCulture);
        Assert.True(count > 100, line);
        StoreReport report = StoreFiles.Verify(path);
        Assert.Empty(report.Findings);
        Assert.Equal(count, report.Content.Values);
        using var store = MapStore.Open(path);
        Assert.True(store.Numbers[count - 1].Value.IsWhole);
    }
}
