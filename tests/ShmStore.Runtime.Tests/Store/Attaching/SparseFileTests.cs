using Microsoft.Win32.SafeHandles;
using ShmStore.Layout;
using ShmStore.Memory.Linux;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Attaching;

/// <summary>Files in memory that have holes, which take memory when they are read through a mapping: of a store they get it before it is read, of anything else they do not.</summary>
public sealed class SparseFileTests : IDisposable
{
    private const long Length = 256L << 20;

    private readonly TestFolder _folder = new();

    public SparseFileTests() => Assert.SkipUnless(OperatingSystem.IsLinux() && Directory.Exists("/dev/shm"), "Needs files in memory.");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_no_store_costs_no_memory(bool contributes)
    {
        string path = _folder.File();
        using (FileStream file = File.Create(path))
            file.SetLength(Length);
        StoreFormatException error = Assert.Throws<StoreFormatException>(() => (contributes ? (SharedStore)SampleContributor.Open(path) : SampleStore.Open(path)).Dispose());
        Assert.Equal(StoreFormatError.NotAStore, error.Reason);
        Assert.InRange(AllocatedIn(path), 0, Length / 16);
    }

    [Fact]
    public void The_holes_of_a_store_are_filled_before_it_is_read()
    {
        using var store = new StoreOnDisk(Length);
        string copy = store.Beside("copy");
        Assert.True(TestFolder.TryRun("cp", "--sparse=always", store.Path, copy));
        long length = new FileInfo(copy).Length;
        Assert.InRange(AllocatedIn(copy), 0, length - 1);
        using var reader = SampleStore.Open(copy);
        Assert.InRange(AllocatedIn(copy), length, long.MaxValue);
        Assert.Equal(Sample.Of(1), reader.A.Value);
    }

    [Theory]
    [InlineData(WriterMode.Exclusive)]
    [InlineData(WriterMode.Several)]
    public void A_heap_of_holes_costs_its_writer_no_memory_of_its_own(WriterMode mode)
    {
        string path = _folder.File();
        var options = new StoreOptions { Writers = mode };
        using (var writer = SampleWriter.Open(path, options))
            writer.A.Set(Sample.Of(1));
        using (FileStream file = File.OpenWrite(path))
            file.SetLength(Length);
        StoreOnDisk.Poke(path, HeaderLayout.CommittedOffset, Length);
        StoreOnDisk.Poke(path, HeaderLayout.HeapEndOffset, Length);
        long before = GC.GetAllocatedBytesForCurrentThread();
        using var next = SampleWriter.Open(path, options);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Length / 16);
        Assert.Equal(Sample.Of(1), next.A.Value);
        next.A.Set(Sample.Of(2, 10_000));
        Assert.Equal(Sample.Of(2, 10_000), next.A.Value);
    }

    private static long AllocatedIn(string path)
    {
        using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return RegionFile.GetStatus(file, path).Blocks * 512;
    }
}
