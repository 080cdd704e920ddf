using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Attaching;

/// <summary>Paths that lead to no store, and what is said about them.</summary>
public sealed class PathTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a\0b")]
    public void A_path_that_is_none(string path)
    {
        Assert.ThrowsAny<ArgumentException>(() => SampleStore.Open(path));
        Assert.ThrowsAny<ArgumentException>(() => SampleContributor.Open(path));
        Assert.ThrowsAny<ArgumentException>(() => SampleWriter.Open(path));
    }

    [Fact]
    public void A_missing_store()
    {
        string path = _folder.File("missing");
        AssertNames<FileNotFoundException>(path, () => SampleStore.Open(path));
        AssertNames<FileNotFoundException>(path, () => SampleContributor.Open(path));
        AssertNames<FileNotFoundException>(path, () => SampleWriter.Open(path, new StoreOptions { Mode = StoreMode.Open }));
        Assert.Empty(_folder.Names());
    }

    [Fact]
    public void A_missing_folder()
    {
        string path = _folder.File("none/store");
        AssertNames<FileNotFoundException>(path, () => SampleStore.Open(path));
        AssertNames<DirectoryNotFoundException>(path, () => SampleWriter.Open(path));
        AssertNames<DirectoryNotFoundException>(path, () => SampleWriter.Open(path, new StoreOptions { Mode = StoreMode.CreateNew }));
    }

    [Fact]
    public void A_store_that_is_there_already()
    {
        string path = _folder.File();
        using (var writer = SampleWriter.Open(path, new StoreOptions { Mode = StoreMode.CreateNew }))
            writer.A.Set(Sample.Of(1));
        Exception error = Assert.ThrowsAny<IOException>(() => SampleWriter.Open(path, new StoreOptions { Mode = StoreMode.CreateNew }));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        using var again = SampleWriter.Open(path, new StoreOptions { Mode = StoreMode.Open });
        Assert.Equal(Sample.Of(1), again.A.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Some text that is no store.")]
    [InlineData("zeros")]
    [InlineData("text")]
    public void A_file_that_is_no_store(string content)
    {
        string path = _folder.File();
        byte[] bytes = content switch
        {
            "zeros" => new byte[1 << 20],
            "text" => [.. Enumerable.Repeat((byte)'x', 1 << 20)],
            _ => System.Text.Encoding.ASCII.GetBytes(content),
        };
        File.WriteAllBytes(path, bytes);
        AssertNotAStore(path);
        Assert.Equal(bytes, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_folder_a_pipe_a_device_and_a_link_to_nothing()
    {
        AssertNotAStore(Path.GetDirectoryName(_folder.File())!);
        AssertNotAStore("/dev/zero");
        AssertNotAStore("/dev/null");
        Assert.True(TestFolder.TryRun("mkfifo", _folder.File("pipe")));
        AssertNotAStore(_folder.File("pipe"));
        File.CreateSymbolicLink(_folder.File("link"), _folder.File("nothing"));
        Assert.Throws<FileNotFoundException>(() => SampleStore.Open(_folder.File("link")));
        IOException refused = Assert.ThrowsAny<IOException>(() => SampleWriter.Open(_folder.File("link")));
        Assert.Contains("is a symbolic link to '" + _folder.File("nothing") + "', where there is nothing", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, 3)]
    [InlineData(12, 0x04030201)]
    public void A_store_of_another_version_or_byte_order(int word, int value)
    {
        using var store = new StoreOnDisk();
        store.Poke(word, value);
        foreach (Func<SharedStore> attach in Attachments(store.Path))
        {
            StoreFormatException error = Assert.Throws<StoreFormatException>(() => attach().Dispose());
            Assert.Equal(StoreFormatReason.OtherVersion, error.Reason);
            Assert.Contains(store.Path, error.Message, StringComparison.Ordinal);
            Assert.Contains(word == 8 ? "version 3" : "04030201", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Deleting_by_a_link_deletes_the_store_that_it_leads_to()
    {
        string path = _folder.File();
        SampleWriter.Open(path).Dispose();
        File.CreateSymbolicLink(_folder.File("link"), path);
        Assert.True(SharedStoreFile.Delete(_folder.File("link")));
        Assert.Equal(["link"], _folder.Names());
        Assert.False(SharedStoreFile.Delete(_folder.File("link")));
    }

    [Fact]
    public void A_file_that_may_not_be_opened()
    {
        if (!TestFolder.TryRun("setpriv", "--reuid=65534", "--clear-groups", "true"))
            Assert.Skip("Running a child as another user is not permitted here.");
        string path = _folder.File();
        SampleWriter.Open(path).Dispose();
        foreach (string role in (string[])["reader", "contributor", "writer"])
        {
            using HostProcess child = HostProcess.StartAfter("set -- setpriv --reuid=65534 --clear-groups \"$@\"", "store-attach", role, path);
            string answer = child.ReadLine()!;
            Assert.StartsWith("UnauthorizedAccessException: ", answer, StringComparison.Ordinal);
            Assert.Contains(path, answer, StringComparison.Ordinal);
            child.Succeed();
        }
    }

    private static void AssertNotAStore(string path)
    {
        foreach (Func<SharedStore> attach in Attachments(path))
        {
            StoreFormatException error = Assert.Throws<StoreFormatException>(() => attach().Dispose());
            Assert.Equal(StoreFormatReason.NotAStore, error.Reason);
            Assert.Contains(path, error.Message, StringComparison.Ordinal);
        }
    }

    private static Func<SharedStore>[] Attachments(string path) =>
        [() => SampleStore.Open(path), () => SampleContributor.Open(path), () => SampleWriter.Open(path)];

    private static void AssertNames<TException>(string path, Func<SharedStore> attach)
        where TException : Exception => Assert.Contains(path, Assert.Throws<TException>(() => attach().Dispose()).Message, StringComparison.Ordinal);
}
