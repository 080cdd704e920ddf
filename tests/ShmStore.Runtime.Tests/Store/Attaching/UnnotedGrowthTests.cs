using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Attaching;

/// <summary>A file that is longer than its header says, as a writer leaves it that dies while it makes it longer.</summary>
public sealed class UnnotedGrowthTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(WriterMode.Exclusive)]
    [InlineData(WriterMode.Several)]
    public void The_next_writer_notes_what_it_uses(WriterMode mode)
    {
        Assert.SkipUnless(mode == WriterMode.Exclusive || OperatingSystem.IsLinux(), "several writers need Linux");
        string path = _folder.File();
        var options = new StoreOptions { Writers = mode };
        MapStoreWriter.Open(path, options).Dispose();
        long noted = new FileInfo(path).Length;
        using (var file = new FileStream(path, FileMode.Append))
            file.Write(new byte[1 << 20]);
        Assert.Empty(StoreFiles.Verify(path).Findings);
        using (var writer = MapStoreWriter.Open(path, options))
        {
            for (int i = 0; writer.Attachment.Header.HeapEnd <= noted + 65536; i++)
                writer.Numbers.Set(i, Sample.Of(i, 1000));
        }

        Assert.Equal(noted + (1 << 20), new FileInfo(path).Length);
        Assert.Empty(StoreFiles.Verify(path).Findings);
        using var reader = MapStore.Open(path);
        Assert.All(reader.Numbers, static pair => Assert.Equal(Sample.Of(pair.Key, 1000), pair.Value));
    }
}
