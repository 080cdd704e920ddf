using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Attaching;

namespace ShmStore.Tests.Store.Inspection;

/// <summary>Checks of stores that are sound, unfinished, or being written.</summary>
public sealed class VerifyTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, false)]
    [InlineData(30, false)]
    [InlineData(30, true)]
    [InlineData(20_000, false)]
    [InlineData(20_000, true)]
    public void A_sound_store_has_no_findings(int entries, bool checksums)
    {
        using var store = new MapStoreOnDisk(entries, checksums);
        StoreReport report = StoreFiles.Verify(store.Path);
        Assert.Empty(report.Findings);
        Assert.True(report.IsSound && report.IsComplete && !report.WasWritten);
        Assert.Equal(checksums, report.HasChecksums);
        Assert.Equal("Tests.SampleStore", report.SchemaName);
        Assert.Equal(entries + (entries * 2 / 3) + 1, report.Content.Values);
        using var writer = MapStoreWriter.Open(store.Path);
        StoreStatistics statistics = writer.Statistics;
        Assert.Equal((statistics.FreeBlocks, statistics.FreeBlockBytes), (report.Content.FreeBlocks, report.Content.FreeBytes));
        Assert.Equal(statistics.HeapBytes, report.Content.HeapBytes);
        Assert.Equal(report.Content.HeapBytes, report.Content.LiveBytes + report.Content.FreeBytes);
    }

    [Fact]
    public void Every_kind_of_value_of_a_key_is_sound()
    {
        string path = _folder.File();
        using (var writer = SampleWriter.Open(path))
        {
            writer.A.Set(Sample.Of(1));
            writer.B.SetExtendedJson("""{ "Text": "other order", "Half": 2, "Number": 4.0 }""");
            writer.C.Set(Sample.Of(3));
            writer.C.Clear();
            writer.Free.Set(new MongoDB.Bson.BsonDocument { ["a"] = new MongoDB.Bson.BsonArray { 1, MongoDB.Bson.BsonNull.Value } });
            writer.Flag.Value = true;
            writer.Small.Value = -5;
            writer.Ratio.Value = double.NaN;
            writer.Count.Value = -1;
            Assert.Empty(StoreFiles.Verify(path).Findings);
        }

        StoreReport report = StoreFiles.Verify(path);
        Assert.Empty(report.Findings);
        Assert.Equal(3, report.Content.Values);
    }

    [Fact]
    public void What_a_killed_writer_leaves_is_no_damage_and_goes_when_the_next_one_attaches()
    {
        for (int step = 0; step < 9; step++)
        {
            string path = _folder.File($"killed{step}");
            using (var writer = SampleWriter.Open(path, new StoreOptions { Checksums = step % 2 == 0 }))
                SampleCommits.Write(writer, 1);
            using (HostProcess child = HostProcess.Start("store-commit", path, $"{step}"))
                Assert.Null(child.ReadLine());
            StoreReport report = StoreFiles.Verify(path);
            Assert.True(report.IsSound, report.ToString());
            Assert.Equal(step is >= 1 and <= 6, report.Findings.Any(static finding => finding.Area == StoreArea.CommitRecord));
            SampleWriter.Open(path).Dispose();
            Assert.Empty(StoreFiles.Verify(path).Findings);
        }
    }

    [Fact]
    public void A_store_that_is_written_is_checked_for_what_is_really_there()
    {
        string path = _folder.File();
        using var writer = MapStoreWriter.Open(path, new StoreOptions { MaximumSize = 64L << 20 });
        writer.Beside.Set(Sample.Of(1));
        using var stop = new CancellationTokenSource();
        var traffic = new Thread(() =>
        {
            for (int i = 0; !stop.IsCancellationRequested; i++)
            {
                writer.Texts.Set($"k{i % 3000}", Sample.Of(i, i % 500 + 1));
                if (i % 5 == 0)
                    writer.Texts.Remove($"k{i * 7 % 3000}");
            }
        });
        traffic.Start();
        try
        {
            while (writer.Texts.Count < 1000)
                Thread.Sleep(1);
            bool written = false;
            for (int i = 0; i < 20; i++)
            {
                StoreReport report = StoreFiles.Verify(path);
                Assert.DoesNotContain(report.Findings, static finding => finding.Severity == StoreFindingSeverity.Damage);
                written |= report.WasWritten;
            }

            Assert.True(written);

            // The value of a key that nobody writes.
            long block = BitConverter.ToInt64(Read(path, HeaderLayout.Length + ((SlotLayout.FirstKeySlot + 2) * SlotLayout.Stride), 8));
            StoreOnDisk.Poke(path, block + BlockLayout.HeaderLength + Sample.NumberOffset - 2, (byte)0xFF);
            StoreReport damaged = StoreFiles.Verify(path);
            StoreFinding finding = Assert.Single(damaged.Findings, static finding => finding.Severity == StoreFindingSeverity.Damage);
            Assert.Equal((StoreArea.Document, block, "Beside"), (finding.Area, finding.Offset, finding.Key));
        }
        finally
        {
            stop.Cancel();
            traffic.Join();
        }
    }

    [Fact]
    public void What_is_no_store_is_reported_as_such()
    {
        string folder = Path.GetDirectoryName(_folder.File())!;
        File.WriteAllBytes(_folder.File("empty"), []);
        File.WriteAllText(_folder.File("text"), "no store");
        File.WriteAllBytes(_folder.File("zeros"), new byte[1 << 20]);
        Assert.True(TestFolder.TryRun("mkfifo", _folder.File("pipe")));
        foreach (string path in (string[])[folder, "/dev/zero", "/dev/full", _folder.File("empty"), _folder.File("text"), _folder.File("zeros"), _folder.File("pipe")])
        {
            StoreReport report = StoreFiles.Verify(path);
            Assert.False(report.IsSound, path);
            Assert.NotEmpty(report.Findings);
        }

        Assert.Throws<FileNotFoundException>(() => StoreFiles.Verify(_folder.File("missing")));
    }

    [Fact]
    public void A_check_ends_at_its_limits_and_when_it_is_cancelled()
    {
        using var store = new MapStoreOnDisk(2000);
        StoreReport report = StoreFiles.Verify(store.Path, new VerifyOptions { MaximumBlocks = 100 });
        Assert.False(report.IsComplete || report.IsSound);
        Assert.Contains(report.Findings, static finding => finding.Message.Contains("first 100 blocks", StringComparison.Ordinal));
        report = StoreFiles.Verify(store.Path, new VerifyOptions { MaximumBytes = 4096 });
        Assert.False(report.IsComplete || report.IsSound);

        // A store without a schema has a finding for each slot in use.
        store.Poke(HeaderLayout.Length + (SlotLayout.SchemaSlot * SlotLayout.Stride), 16L);
        for (int slot = 10; slot < 60; slot++)
            store.Poke(HeaderLayout.Length + (slot * SlotLayout.Stride), 1L);
        report = StoreFiles.Verify(store.Path, new VerifyOptions { MaximumFindings = 7 });
        Assert.False(report.IsComplete);
        Assert.Equal(7, report.Findings.Count);
        Assert.Throws<OperationCanceledException>(() => SharedStoreFile.Verify(store.Path, null, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_sparse_file_that_says_it_is_huge_does_not_keep_a_check_busy()
    {
        using var store = new MapStoreOnDisk();
        using (FileStream file = File.OpenWrite(store.Path))
            file.SetLength(1L << 42);
        store.Poke(HeaderLayout.MaximumOffset, 1L << 42);
        store.Poke(HeaderLayout.CommittedOffset, 1L << 42);
        store.Poke(HeaderLayout.HeapEndOffset, 1L << 42);
        StoreReport report = StoreFiles.Verify(store.Path, new VerifyOptions { MaximumBlocks = 100_000 });
        Assert.False(report.IsComplete);
    }

    [Fact]
    public void A_file_that_names_a_large_value_in_every_slot_is_not_looked_at_to_its_end()
    {
        string path = _folder.File();
        using (var writer = SampleWriter.Open(path))
            writer.B.Set(Sample.Of(2, 15 << 20));
        int slot = HeaderLayout.Length + (SlotLayout.FirstKeySlot * SlotLayout.Stride);
        long large = BitConverter.ToInt64(Read(path, slot + SlotLayout.Stride, sizeof(long)));
        int capacity = BitConverter.ToInt32(Read(path, HeaderLayout.SlotCapacityOffset, sizeof(int)));
        Assert.True(capacity >= 64, $"{capacity}");
        for (int i = 0; i < capacity - SlotLayout.FirstKeySlot; i++)
            StoreOnDisk.Poke(path, slot + (i * SlotLayout.Stride), large);
        StoreReport report = StoreFiles.Verify(path);
        Assert.False(report.IsComplete || report.IsSound);
        Assert.Contains(report.Findings, static finding => finding.Message.Contains("again and again", StringComparison.Ordinal));
    }

    private static byte[] Read(string path, long offset, int count)
    {
        using var file = File.OpenHandle(path);
        byte[] bytes = new byte[count];
        RandomAccess.Read(file, bytes, offset);
        return bytes;
    }
}
