using System.Globalization;
using Microsoft.Win32.SafeHandles;
using ShmStore.Memory.Linux;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store;

/// <summary>Disposing lets go of all files of a store at once: what is still mapped of one keeps all of its memory, though it was deleted.</summary>
public sealed class UnmappedStoreTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("writer")]
    [InlineData("one of several writers")]
    [InlineData("reader")]
    [InlineData("contributor")]
    public void Nothing_of_a_store_stays_mapped_until_the_collector_comes(string kind)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere no file tells what is mapped.");
        string path = _folder.File();
        var options = new StoreOptions { Writers = kind == "one of several writers" ? WriterMode.Several : WriterMode.Exclusive };
        SharedStore store = MapStoreWriter.Open(path, options);
        var writer = (MapStoreWriter)store;
        writer.Texts.Limits = new MapLimits { MaximumEntries = 10 };
        for (int i = 0; i < 20; i++)
            writer.Texts.Set($"entry:{i}", Sample.Of(i));
        string[] files = [path, path + ".wait", path + ".used"];
        if (kind is "reader" or "contributor")
        {
            writer.Dispose();
            Assert.Equal(0, files.Sum(Mappings));
            store = kind == "reader" ? MapStore.Open(path) : new MapStore(StoreAttachment.OpenContributor(MapStore.Schema, path));
            var reader = (MapStore)store;
            for (int i = 0; i < 2; i++)
                Assert.True(reader.Texts.ContainsKey("entry:19"));
        }

        Assert.False(store.TryWaitForChange(store.Version, TimeSpan.FromMilliseconds(1), out _));
        Assert.All(files, file => Assert.InRange(Mappings(file), 1, int.MaxValue));
        store.Dispose();
        Assert.All(files, file => Assert.Equal(0, Mappings(file)));
        GC.KeepAlive(store);
    }

    // By its number: a file that was made without a name has none there either.
    private static int Mappings(string path)
    {
        using SafeFileHandle file = File.OpenHandle(path);
        string number = RegionFile.GetStatus(file, path).Inode.ToString(CultureInfo.InvariantCulture);
        string root = Path.GetDirectoryName(Path.GetDirectoryName(path))!;
        return File.ReadLines("/proc/self/maps").Count(line =>
            line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[4] == number && line.Contains(root, StringComparison.Ordinal));
    }
}
