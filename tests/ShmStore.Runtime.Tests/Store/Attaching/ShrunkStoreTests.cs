using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Attaching;

/// <summary>A file that is cut short under those who have it attached: whatever asks for its length before it touches much says so, with the numbers.</summary>
public sealed class ShrunkStoreTests : IDisposable
{
    private const long Kilo = 1024;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(WriterMode.Exclusive, 0)]
    [InlineData(WriterMode.Exclusive, 4096)]
    [InlineData(WriterMode.Exclusive, 512 * Kilo)]
    [InlineData(WriterMode.Several, 0)]
    [InlineData(WriterMode.Several, 512 * Kilo)]
    public void A_writer_does_not_back_it_up_nor_report_nor_flush_nor_copy(WriterMode mode, long length)
    {
        // One of several looks at the turn in the first page whenever it begins to write: without that page it is the end of its process.
        string path = _folder.File();
        using var writer = MapStoreWriter.Open(path, new StoreOptions { Writers = mode });
        Fill(writer);
        long committed = new FileInfo(path).Length;
        Cut(path, length);
        AssertTold(() => writer.BackUp(_folder.File("copy")));
        AssertTold(() => writer.BackUp(path, overwrite: true));
        AssertTold(() => writer.GetHeapReport(TestContext.Current.CancellationToken));
        if (mode == WriterMode.Exclusive || length > 0)
            AssertTold(writer.Flush);
        if (OperatingSystem.IsLinux() && (mode == WriterMode.Exclusive || length > 0))
            AssertTold(() => writer.CopyFrozen().Dispose());
        Cut(path, committed);
        Assert.DoesNotContain("copy", _folder.Names());

        void AssertTold(Action act)
        {
            StoreFormatException error = Assert.Throws<StoreFormatException>(act);
            Assert.Equal(StoreFormatReason.Truncated, error.Reason);
            Assert.Contains($"cut to {length} bytes while {committed} bytes", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(WriterMode.Exclusive)]
    [InlineData(WriterMode.Several)]
    public void A_writer_does_not_make_it_longer_again_with_zeros_where_values_were(WriterMode mode)
    {
        string path = _folder.File();
        using var writer = MapStoreWriter.Open(path, new StoreOptions { Writers = mode });
        writer.Beside.Set(Sample.Of(1));
        writer.Numbers.Set(0, Sample.Of(0, 200_000));
        long committed = new FileInfo(path).Length;

        // The free end of the heap: nothing is lost that was written, so that everything up to the growth goes well.
        long cut = (writer.Attachment.Header.HeapEnd + (4 * Kilo) - 1) & -(4 * Kilo);
        Assert.True(cut < committed);
        Cut(path, cut);
        StoreFormatException error = Assert.Throws<StoreFormatException>(() => writer.Numbers.Set(1, Sample.Of(1, (int)(committed - cut) + 1000)));
        Assert.Equal(StoreFormatReason.Truncated, error.Reason);
        Assert.Contains($"cut to {cut} bytes while {committed} bytes", error.Message, StringComparison.Ordinal);
        Assert.Equal(cut, new FileInfo(path).Length);
        Assert.Equal(Sample.Of(1), writer.Beside.Value);
        Cut(path, committed);
        writer.Numbers.Set(1, Sample.Of(1));
        Assert.Empty(StoreFiles.Verify(path).Findings);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4096)]
    [InlineData(512 * Kilo)]
    public void A_reader_does_not_back_it_up_nor_report_and_nobody_else_attaches(long length)
    {
        string path = _folder.File();
        using (var writer = MapStoreWriter.Open(path))
            Fill(writer);
        using var reader = MapStore.Open(path);
        long committed = new FileInfo(path).Length;
        Cut(path, length);
        Assert.Equal(StoreFormatReason.Truncated, Assert.Throws<StoreFormatException>(() => reader.BackUp(_folder.File("copy"))).Reason);
        Assert.Equal(StoreFormatReason.Truncated, Assert.Throws<StoreFormatException>(() => reader.GetHeapReport(TestContext.Current.CancellationToken)).Reason);
        Assert.Throws<StoreFormatException>(() => MapStore.Open(path).Dispose());
        Assert.Throws<StoreFormatException>(() => MapStoreWriter.Open(path).Dispose());
        Assert.False(StoreFiles.Verify(path).IsSound);
        Assert.Equal(length, new FileInfo(path).Length);
        Cut(path, committed);
    }

    [Fact]
    public void Sealed_memory_cannot_be_cut()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("There is no sealed memory here.");
        using var writer = new MapStoreWriter(StoreAttachment.CreateSealedWriter(MapStore.Schema));
        Fill(writer);
        Assert.ThrowsAny<Exception>(() => Cut(writer.Path!, 0));
        writer.BackUp(_folder.File("copy"));
        writer.Flush();
        using var copy = MapStore.Open(_folder.File("copy"));
        Assert.Equal(200, copy.Numbers.Count);
    }

    private static void Fill(MapStoreWriter writer)
    {
        for (int i = 0; i < 200; i++)
            writer.Numbers.Set(i, Sample.Of(i, 8000));
    }

    private static void Cut(string path, long length)
    {
        using FileStream file = File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        file.SetLength(length);
    }
}
