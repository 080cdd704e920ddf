using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Inspection;

namespace ShmStore.Tests.Store.Backups;

/// <summary>Where a backup may go, and what it says where it may not.</summary>
public sealed class BackupTargetTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly MapStoreOnDisk _store = new(300);

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_folder_or_a_pipe_is_no_target(bool overwrite)
    {
        using var reader = MapStore.Open(_store.Path);
        string folder = Directory.CreateDirectory(_folder.File("folder")).FullName;
        Assert.True(TestFolder.TryRun("mkfifo", _folder.File("pipe")));
        foreach (string target in (string[])[folder, _folder.File("pipe")])
        {
            Exception error = Assert.ThrowsAny<Exception>(() => reader.BackUp(target, overwrite));
            Assert.True(overwrite ? error is StoreFormatException : error is IOException, error.ToString());
            Assert.Contains(target, error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(["folder", "pipe"], _folder.Names());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_system_that_cannot_be_written_is_no_target(bool overwrite)
    {
        string mount = _folder.Mount("tmpfs", "size=16m");
        using var reader = MapStore.Open(_store.Path);
        reader.BackUp(Path.Combine(mount, "taken"));
        _folder.MakeReadOnly(mount);
        Assert.Throws<UnauthorizedAccessException>(() => reader.BackUp(Path.Combine(mount, "copy"), overwrite));
        Assert.ThrowsAny<Exception>(() => reader.BackUp(Path.Combine(mount, "taken"), overwrite));
        Assert.Equal([Path.Combine(mount, "taken")], Directory.GetFileSystemEntries(mount));
        _store.AssertContent(Path.Combine(mount, "taken"));
    }

    [Fact]
    public void A_store_without_a_writer_can_be_made_compact_by_a_backup_over_itself()
    {
        using (var reader = MapStore.Open(_store.Path))
        {
            Assert.Contains($"'{_store.Path}' exists already", Assert.ThrowsAny<IOException>(() => reader.BackUp(_store.Path)).Message, StringComparison.Ordinal);
            reader.BackUp(_store.Path, overwrite: true);
            Assert.True(reader.IsReplaced);
            reader.BackUp(_store.Path, overwrite: true);
        }

        _store.AssertContent();
        Assert.Empty(StoreFiles.Verify(_store.Path).Findings);
        using var writer = MapStoreWriter.Open(_store.Path);
        Assert.Throws<WriterActiveException>(() => writer.BackUp(_store.Path, overwrite: true));
    }

    [Fact]
    public void A_backup_of_a_backup_has_the_same_content_and_length()
    {
        using (var reader = MapStore.Open(_store.Path))
            reader.BackUp(_folder.File("first"));
        using (var reader = MapStore.Open(_folder.File("first")))
            reader.BackUp(_folder.File("second"));
        using (var reader = MapStore.Open(_folder.File("second")))
            reader.BackUp(_folder.File("third"));
        _store.AssertContent(_folder.File("third"));
        Assert.Empty(StoreFiles.Verify(_folder.File("third")).Findings);
        Assert.Equal(new FileInfo(_folder.File("second")).Length, new FileInfo(_folder.File("third")).Length);
    }
}
