using Microsoft.Win32.SafeHandles;
using ShmStore.Layout;
using ShmStore.Memory;
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
        Assert.Equal(StoreFormatReason.NotAStore, error.Reason);
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

    [Fact]
    public void Where_there_is_no_memory_for_holes_a_writer_is_told_that()
    {
        using var store = new StoreOnDisk();
        string copy = CopyToFullMemory(store.Path);
        using HostProcess child = HostProcess.Start("store-attach", "writer", copy);
        Assert.Matches($"^{nameof(StoreFullException)}: .*holes", child.ReadLine());
        child.Succeed();
    }

    [Fact]
    public void Where_there_is_no_memory_for_holes_who_stands_by_goes_on_waiting()
    {
        using var store = new StoreOnDisk();

        // The schema is read before anybody has become the writer: a power failure can have left zeros of it, but for the page in which it begins.
        long block = Pages.RoundUp(store.Peek<long>(HeaderLayout.HeapEndOffset));
        int length = (int)(new FileInfo(store.Path).Length - block) / 2;
        Assert.InRange(length, 4 * Pages.Size, int.MaxValue);
        store.Poke(block + BlockLayout.VersionOffset, 1L);
        store.Poke(block + BlockLayout.LengthOffset, length);
        store.Poke(block + BlockLayout.MetaOffset, new BlockMeta(0, SizeClasses.Of(BlockLayout.HeaderLength + length)).Word);
        store.Poke(store.SlotAt(SlotLayout.SchemaSlot), block);
        string copy = CopyToFullMemory(store.Path);
        using Region written = RegionProviders.Default.Open(copy, RegionAccess.Write, Length);
        using HostProcess child = HostProcess.Start("store-attach", "successor", copy);
        Assert.Equal("waiting", child.ReadLine());
        child.Succeed();
    }

    [Fact]
    public void A_reader_of_a_store_without_holes_needs_no_memory_that_is_left()
    {
        using var store = new StoreOnDisk();
        string copy = CopyToFullMemory(store.Path, "never");
        using var reader = SampleStore.Open(copy);
        Assert.Equal(Sample.Of(2, 1000), reader.B.Value);
    }

    // A copy with holes, unless they are never made, in a file system of its own that has one page left, for the first that is looked at.
    private string CopyToFullMemory(string path, string sparse = "always")
    {
        string mount = _folder.Mount("tmpfs", "size=16m");
        string copy = Path.Combine(mount, "copy");
        Assert.True(TestFolder.TryRun("cp", "--sparse=" + sparse, path, copy));
        long missing = new FileInfo(copy).Length - AllocatedIn(copy);
        Assert.Equal(sparse == "always", missing > 0);
        using FileStream rest = new(Path.Combine(mount, "rest"), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        while (new DriveInfo(mount).AvailableFreeSpace > Pages.Size)
            rest.Write(new byte[Pages.Size]);
        return copy;
    }

    private static long AllocatedIn(string path)
    {
        using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return RegionFile.GetStatus(file, path).Blocks * 512;
    }
}
