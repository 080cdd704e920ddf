using System.Diagnostics;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Inspection;

namespace ShmStore.Tests.Store.Backups;

/// <summary>Copies of stores: what is in them, and what happens to the file.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_backup_has_all_keys_with_their_versions(bool checksums)
    {
        string path = _folder.File();
        using var writer = SampleWriter.Open(path, new StoreOptions { Checksums = checksums, MaximumSize = 8 << 20 });
        writer.A.Set(Sample.Of(1));
        writer.B.Set(Sample.Of(2, 100_000));
        writer.C.Set(Sample.Of(3));
        writer.C.Clear();
        writer.Free.Set(new MongoDB.Bson.BsonDocument("x", 1));
        writer.Count.Value = long.MinValue;
        writer.Flag.Value = true;
        using SampleStore reader = writer.OpenReader();
        using SampleContributor contributor = writer.OpenContributor();
        int number = 0;
        foreach (SharedStore source in (SharedStore[])[writer, reader, contributor])
        {
            string copy = _folder.File($"copy{number++}");
            source.BackUp(copy);
            StoreReport report = StoreFiles.Verify(copy);
            Assert.Empty(report.Findings);
            Assert.Equal(checksums, report.HasChecksums);
            using (var backup = SampleStore.Open(copy))
            {
                Assert.Equal(writer.Entries.Select(static entry => (entry.Version, Convert.ToHexString(entry.GetRaw() ?? []))), backup.Entries.Select(static entry => (entry.Version, Convert.ToHexString(entry.GetRaw() ?? []))));
                Assert.Equal(writer.Free.Value, backup.Free.Value);
                Assert.False(backup.D.HasValue);
                Assert.Equal((long.MinValue, true), (backup.Count.Value, backup.Flag.Value));
                Assert.Equal(writer.Version, backup.Version);
            }

            using var next = SampleWriter.Open(copy);
            Assert.Equal(8 << 20, next.Statistics.MaximumBytes);
            Assert.Equal(writer.Version + 1, next.A.Set(Sample.Of(9)));
            StoreInspection.AssertEveryBlockIsKnown(next);
        }

        Assert.Equal(Sample.Of(1), writer.A.Value);
    }

    [Fact]
    public void A_reader_backs_up_what_lies_partly_behind_all_that_it_has_mapped()
    {
        string path = _folder.File();
        using var writer = MapStoreWriter.Open(path);
        using MapStore reader = MapStore.Open(path);
        int number = 0;
        for (long? growths = writer.Statistics.RegionGrowths; writer.Statistics.RegionGrowths == growths;)
            writer.Numbers.Set(number++, Sample.Of(number, 1 + (number * 37 % 1500)));
        string copy = _folder.File("copy");
        reader.BackUp(copy);
        using MapStore backup = MapStore.Open(copy);
        Assert.Equal(writer.Numbers.OrderBy(static entry => entry.Key), backup.Numbers.OrderBy(static entry => entry.Key));
    }

    [Theory]
    [InlineData(WriterMode.Exclusive, false)]
    [InlineData(WriterMode.Several, false)]
    [InlineData(WriterMode.Exclusive, true)]
    [InlineData(WriterMode.Several, true)]
    public void As_many_writers_may_attach_to_it_as_to_the_store(WriterMode mode, bool byReader)
    {
        string path = _folder.File("modes");
        string backup = _folder.File("modes.backup");
        var options = new StoreOptions { Writers = mode };
        using (var writer = SampleWriter.Open(path, options))
        {
            writer.A.Set(Sample.Of(1));
            using SampleStore reader = SampleStore.Open(path);
            if (byReader)
                reader.Backup(backup, cancellationToken: TestContext.Current.CancellationToken);
            else
                writer.Backup(backup, cancellationToken: TestContext.Current.CancellationToken);
        }

        Assert.ThrowsAny<SharedStoreException>(() => SampleWriter.Open(backup, new StoreOptions { Writers = mode == WriterMode.Several ? WriterMode.Exclusive : WriterMode.Several }).Dispose());
        using var next = SampleWriter.Open(backup, options);
        if (mode == WriterMode.Several)
            SampleWriter.Open(backup, options).Dispose();
        Assert.Equal(Sample.Of(1), next.A.Value);
    }

    [Fact]
    public void A_backup_has_all_maps()
    {
        using var store = new MapStoreOnDisk(5000);
        string copy = store.Beside("copy");
        using (var reader = MapStore.Open(store.Path))
        {
            reader.BackUp(copy);
            using var backup = MapStore.Open(copy);
            Assert.Equal((reader.Texts.Version, reader.Numbers.Version), (backup.Texts.Version, backup.Numbers.Version));
        }

        Assert.Empty(StoreFiles.Verify(copy).Findings);
        store.AssertContent(copy);
        using var writer = MapStoreWriter.Open(copy);
        StoreInspection.AssertEveryBlockIsKnown(writer);
        writer.Texts.Clear();
        writer.BackUp(store.Beside("empty"));
        using var empty = MapStore.Open(store.Beside("empty"));
        Assert.Equal(0, empty.Texts.Count);
        Assert.Equal(writer.Texts.Version, empty.Texts.Version);
    }

    [Fact]
    public void A_store_in_private_memory_can_be_backed_up()
    {
        using var writer = MapStoreWriter.Open(null, new StoreOptions { MaximumSize = 1 << 20 });
        writer.Texts.Set("a", Sample.Of(1));
        using MapStore reader = writer.OpenReader();
        reader.BackUp(_folder.File("reader"));
        writer.BackUp(_folder.File("writer"));
        foreach (string name in (string[])["reader", "writer"])
        {
            using var backup = MapStoreWriter.Open(_folder.File(name));
            Assert.Equal(Sample.Of(1), backup.Texts["a"].Value);
        }
    }

    [Fact]
    public void A_program_with_an_older_schema_backs_up_the_keys_it_does_not_know()
    {
        string path = _folder.File();
        var longer = SampleSchema.Parse(SampleSchema.Store(
            [SampleSchema.Map("Texts", "string"), SampleSchema.Map("Numbers", "int32"), SampleSchema.Key("Beside", "entry", SampleSchema.SampleType), SampleSchema.Key("More", "entry", SampleSchema.SampleType)],
            [SampleSchema.OfSample]));
        StoreAttachment attachment = StoreAttachment.CreateWriter(longer, path);
        using (new MapStoreWriter(attachment))
            new SharedEntryWriter<Sample>(attachment, 3).Set(Sample.Of(7));
        using (var older = MapStore.Open(path))
            older.BackUp(_folder.File("copy"));
        StoreAttachment copy = StoreAttachment.OpenReader(longer, _folder.File("copy"));
        using (new MapStore(copy))
            Assert.Equal(Sample.Of(7), new SharedEntry<Sample>(copy, 3).Value);
    }

    [Fact]
    public void What_is_at_the_path_is_replaced_only_on_request_and_only_if_it_is_a_store_without_a_writer()
    {
        using var writer = SampleWriter.Open(_folder.File());
        writer.A.Set(Sample.Of(1));
        string copy = _folder.File("copy");
        writer.BackUp(copy);
        writer.A.Set(Sample.Of(2));
        Assert.ThrowsAny<IOException>(() => writer.BackUp(copy));
        Assert.Equal(1, NumberIn(copy));
        writer.BackUp(copy, overwrite: true);
        Assert.Equal(2, NumberIn(copy));
        writer.A.Set(Sample.Of(3));
        using (SampleWriter.Open(copy))
            Assert.Throws<WriterActiveException>(() => writer.BackUp(copy, overwrite: true));
        Assert.Throws<WriterActiveException>(() => writer.BackUp(_folder.File(), overwrite: true));
        File.WriteAllText(_folder.File("text"), "somebody's");
        Assert.Throws<StoreFormatException>(() => writer.BackUp(_folder.File("text"), overwrite: true));
        Assert.Equal("somebody's", File.ReadAllText(_folder.File("text")));
        Assert.Throws<DirectoryNotFoundException>(() => writer.BackUp(_folder.File("none/copy")));
        Assert.Throws<OperationCanceledException>(() => writer.Backup(_folder.File("cancelled"), false, new CancellationToken(canceled: true)));
        Assert.Throws<OperationCanceledException>(() => writer.Backup(copy, true, new CancellationToken(canceled: true)));
        Assert.Equal(2, NumberIn(copy));
        Assert.Equal(["copy", "copy.wait", "region", "region.wait", "text"], _folder.Names());
    }

    [Fact]
    public void A_full_disk_leaves_nothing_behind()
    {
        string mount = _folder.Mount("tmpfs", "size=1m");
        using var writer = SampleWriter.Open(null, new StoreOptions { MaximumSize = 16 << 20 });
        writer.A.Set(Sample.Of(1, 2 << 20));
        Assert.Throws<StoreFullException>(() => writer.BackUp(Path.Combine(mount, "copy")));
        Assert.Empty(Directory.GetFileSystemEntries(mount));
    }

    [Fact]
    public void An_open_commit_is_no_part_of_it()
    {
        using var writer = SampleWriter.Open(_folder.File());
        writer.A.Set(Sample.Of(1));
        using StoreCommit commit = writer.BeginCommit();
        writer.A.Set(Sample.Of(2));
        writer.B.Set(Sample.Of(3));
        writer.BackUp(_folder.File("copy"));
        Assert.Equal(1, NumberIn(_folder.File("copy")));
        commit.Complete();
    }

    [Fact]
    public void Not_within_a_snapshot_nor_after_disposal()
    {
        var writer = SampleWriter.Open(_folder.File());
        writer.Snapshot(store => Assert.Throws<InvalidOperationException>(() => store.BackUp(_folder.File("copy"))));
        writer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => writer.BackUp(_folder.File("copy")));
    }

    [Fact]
    public void A_store_that_is_disposed_meanwhile_is_backed_up_whole_or_not()
    {
        using (var writer = SampleWriter.Open(_folder.File("counted"), new StoreOptions { Checksums = true }))
        {
            // Long enough for the copy to take longer than the snapshot.
            writer.A.Set(Sample.Of(7, 1_000_000));
            writer.Count.Value = 7;
        }

        int made = 0;
        int refused = 0;
        TimeSpan usual = TimeSpan.Zero;
        for (int i = 0; i < 200; i++)
        {
            string copy = _folder.File($"copy{i}");
            var store = SampleStore.Open(_folder.File("counted"));
            using var started = new ManualResetEventSlim();
            TimeSpan pause = usual * (i / 100.0);
            var disposing = new Thread(() =>
            {
                started.Wait();
                for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < pause;)
                {
                }

                store.Dispose();
            });
            disposing.Start();
            long begun = Stopwatch.GetTimestamp();
            if (i > 1)
                started.Set();
            try
            {
                store.BackUp(copy);
                made += i > 1 ? 1 : 0;
                usual = i <= 1 ? Stopwatch.GetElapsedTime(begun) : usual;
                started.Set();
                using var backup = SampleStore.Open(copy);
                Assert.Equal((7, 7), (backup.A.Value.Number, backup.Count.Value));
            }
            catch (ObjectDisposedException)
            {
                Assert.False(File.Exists(copy));
                refused++;
            }

            disposing.Join();
            File.Delete(copy);
        }

        Assert.True(made > 0 && refused > 0, $"{made} were made, and {refused} refused.");
    }

    private static long NumberIn(string path)
    {
        using var store = SampleStore.Open(path);
        return store.A.Value.Number;
    }
}
