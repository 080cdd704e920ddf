using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Attaching;
using ShmStore.Tests.Store.Inspection;

namespace ShmStore.Tests.Store.Repairing;

/// <summary>What becomes of the file of a damaged store: who may have it open, where the new one lies, and whose it is.</summary>
public sealed class RepairedFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(WriterMode.Exclusive)]
    [InlineData(WriterMode.Several)]
    public void As_many_writers_may_attach_as_before(WriterMode mode)
    {
        string path = _folder.File();
        var options = new StoreOptions { Writers = mode };
        using (var writer = SampleWriter.Open(path, options))
        {
            writer.A.Set(Sample.Of(1));
            writer.B.Set(Sample.Of(2));
        }

        long block = BitConverter.ToInt64(File.ReadAllBytes(path), HeaderLayout.Length + (SlotLayout.FirstKeySlot * SlotLayout.Stride));
        StoreOnDisk.Poke(path, block + BlockLayout.HeaderLength + 4, (byte)0x66);
        Assert.True(StoreFiles.Repair(path).WasRepaired);
        Assert.ThrowsAny<SharedStoreException>(() => SampleWriter.Open(path, new StoreOptions { Writers = mode == WriterMode.Several ? WriterMode.Exclusive : WriterMode.Several }).Dispose());
        using var next = SampleWriter.Open(path, options);
        if (mode == WriterMode.Several)
            SampleWriter.Open(path, options).Dispose();
        Assert.Equal(Sample.Of(2), next.B.Value);
    }

    [Fact]
    public void A_store_with_a_writer_is_refused_and_so_is_a_taken_destination()
    {
        using var store = new MapStoreOnDisk();
        store.Poke(store.SlotOf(0), 8L);
        byte[] damaged = File.ReadAllBytes(store.Path);
        using (var other = new MapStoreOnDisk())
        using (MapStoreWriter.Open(other.Path))
            Assert.Equal(Environment.ProcessId, Assert.Throws<WriterActiveException>(() => StoreFiles.Repair(other.Path)).ProcessId);
        Assert.ThrowsAny<IOException>(() => StoreFiles.Repair(store.Path, new RepairOptions { Destination = store.Path }));
        Assert.Throws<OperationCanceledException>(() => SharedStoreFile.Repair(store.Path, null, new CancellationToken(canceled: true)));
        Assert.Throws<FileNotFoundException>(() => StoreFiles.Repair(store.Beside("missing")));
        Assert.Equal(damaged, File.ReadAllBytes(store.Path));
        StoreFiles.Repair(store.Path, new RepairOptions { Destination = store.Beside("saved") });
        Assert.Equal(damaged, File.ReadAllBytes(store.Path));
        Assert.True(StoreFiles.Verify(store.Beside("saved")).IsSound);
        Assert.Equal(["saved", "store.shm", "store.shm.wait"], store.Names());
    }

    [Fact]
    public void A_file_that_may_not_be_written_is_saved_elsewhere()
    {
        if (OperatingSystem.IsWindows() || !TestFolder.TryRun("setpriv", "--reuid=65534", "--clear-groups", "true"))
        {
            Assert.Skip("Running a child as another user is not permitted here.");
            return;
        }

        using var store = new MapStoreOnDisk();
        store.Poke(store.SlotOf(0), 8L);
        const UnixFileMode readable = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        File.SetUnixFileMode(store.Path, readable);
        const UnixFileMode searchable = readable | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(Path.GetDirectoryName(store.Path)!, searchable);
        string folder = store.Beside("folder");
        Directory.CreateDirectory(folder);
        File.SetUnixFileMode(folder, searchable | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite);
        string saved = Path.Combine(folder, "saved");
        Assert.Equal("repaired", SaveAsNobody(store.Path, saved));
        Assert.True(StoreFiles.Verify(saved).IsSound);
        Assert.Equal(["saved"], Directory.GetFileSystemEntries(folder).Select(Path.GetFileName));
        Assert.Equal(nameof(UnauthorizedAccessException), SaveAsNobody(store.Path, store.Beside("elsewhere")));
    }

    [Fact]
    public void A_full_disk_leaves_the_damaged_store_as_it_was()
    {
        string path = Path.Combine(_folder.Mount("tmpfs", "size=3m"), "store");
        using (var store = new MapStoreOnDisk(6000))
        {
            store.Poke(store.SlotOf(0), 8L);
            File.Copy(store.Path, path);
        }

        byte[] damaged = File.ReadAllBytes(path);
        Assert.True(damaged.Length > 3 << 19, $"{damaged.Length}");
        Assert.Throws<StoreFullException>(() => StoreFiles.Repair(path));
        Assert.Equal(damaged, File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_damaged_file_stays_beside_unless_that_is_not_wanted(bool keep)
    {
        using var store = new MapStoreOnDisk();
        store.Poke(store.SlotOf(0), 8L);
        byte[] damaged = File.ReadAllBytes(store.Path);
        using var attached = MapStore.Open(store.Path);
        RepairReport report = StoreFiles.Repair(store.Path, new RepairOptions { KeepDamaged = keep });
        Assert.True(attached.IsReplaced);
        store.AssertHasAll();
        if (!keep)
        {
            Assert.Null(report.DamagedFile);
            Assert.Equal(["store.shm", "store.shm.wait"], store.Names());
            return;
        }

        Assert.StartsWith(store.Path + ".damaged-", report.DamagedFile, StringComparison.Ordinal);
        string[] lines = report.ToString().Split(Environment.NewLine);
        Assert.Contains(store.Path, lines[0], StringComparison.Ordinal);
        Assert.Contains(report.DamagedFile!, lines[0], StringComparison.Ordinal);
        Assert.NotEmpty(report.Changes);
        Assert.Equal(report.Changes.Select(static change => $"  {change}"), lines[1..]);
        Assert.Equal(damaged, File.ReadAllBytes(report.DamagedFile!));
        Assert.Equal(["store.shm", Path.GetFileName(report.DamagedFile)!, "store.shm.wait"], store.Names());

        // What was kept can be repaired again, and nobody takes it for something that was left behind.
        Assert.Equal(report.Values, StoreFiles.Repair(report.DamagedFile!, new RepairOptions { Destination = store.Beside("again") }).Values);
        Assert.Null(StoreFiles.Repair(store.Path).DamagedFile);
        Assert.True(File.Exists(report.DamagedFile));
    }

    [Fact]
    public void The_copy_of_a_sound_store_is_not_called_a_repair()
    {
        using var store = new MapStoreOnDisk();
        string copy = store.Beside("copy");
        RepairReport report = StoreFiles.Repair(store.Path, new RepairOptions { Destination = copy });
        Assert.True(report.Found.IsSound);
        Assert.False(report.WasRepaired);
        Assert.Null(report.DamagedFile);
        Assert.Equal(copy, report.Destination);
        Assert.Equal(report.Found.Content.Values, report.Values);
        Assert.Equal($"'{store.Path}': sound; {report.Values} values copied to '{copy}'", report.ToString());
        Assert.True(StoreFiles.Verify(copy).IsSound);

        report = StoreFiles.Repair(store.Path);
        Assert.Null(report.Destination);
        Assert.Equal($"'{store.Path}': sound, and left as it is", report.ToString());
    }

    [Fact]
    public void What_went_elsewhere_is_told_with_the_damaged_file()
    {
        using var store = new MapStoreOnDisk();
        store.Poke(store.SlotOf(0), 8L);
        string destination = store.Beside("saved");
        RepairReport report = StoreFiles.Repair(store.Path, new RepairOptions { Destination = destination });
        Assert.True(report.WasRepaired);
        Assert.Equal((store.Path, destination), (report.DamagedFile, report.Destination));
        Assert.StartsWith($"'{store.Path}': {report.Values} values saved to '{destination}'; the damaged file is '{store.Path}'", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_new_file_is_whose_the_damaged_one_was_and_may_be_read_by_the_same()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("There are no modes on Windows.");
            return;
        }

        using var store = new MapStoreOnDisk();
        store.Poke(store.SlotOf(0), 8L);
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        File.SetUnixFileMode(store.Path, mode);
        bool given = TestFolder.TryRun("chown", "65534:65533", store.Path);
        Assert.True(StoreFiles.Repair(store.Path).WasRepaired);
        Assert.Equal(mode, File.GetUnixFileMode(store.Path));
        Assert.True(!given || TestFolder.TryRun("sh", "-c", $"test \"$(stat -c %u:%g {store.Path})\" = 65534:65533"));
        store.AssertHasAll();
    }

    private static string SaveAsNobody(string path, string destination)
    {
        using HostProcess child = HostProcess.StartAfter("set -- setpriv --reuid=65534 --clear-groups \"$@\"", "store-save", path, destination);
        string line = child.ReadLine()!;
        child.Succeed();
        return line;
    }
}
