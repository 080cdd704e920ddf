using System.Diagnostics;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Attaching;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Protocol;

namespace ShmStore.Tests.Store;

/// <summary>What a store's memory is said to be made of.</summary>
public sealed class HeapReportTests : IDisposable
{
    private const int Prologue = BlockLayout.HeaderLength + EntryLayout.PrologueLength;

    private readonly TestFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_a_quiet_store_every_byte_is_accounted_for(bool checksums)
    {
        using var writer = MapStoreWriter.Open(_folder.File(), new StoreOptions { Checksums = checksums });
        var traffic = new MapTraffic(writer, 7);
        AssertExact(writer);
        for (int round = 0; round < 20; round++)
        {
            for (int i = 0; i < 200; i++)
                traffic.Change();
            writer.Numbers.Set(round, Sample.Of(round));
            writer.Beside.Set(Sample.Of(round, 1 + (50 * round)));
            AssertExact(writer);
        }

        Assert.True(writer.Statistics.IndexGrowths > 0);
        Assert.True(writer.Statistics.RegionGrowths > 0);
        writer.Texts.Clear();
        AssertExact(writer);
    }

    [Fact]
    public void A_reader_that_lags_behind_what_the_store_has_grown_to_finds_the_schema_all_the_same()
    {
        string path = _folder.File();
        SampleWriter.Open(path).Dispose();
        using var reader = SampleStore.Open(path);
        using (var writer = SampleWriter.Open(path))
        {
            for (int i = 0; writer.Statistics.RegionGrowths == 0; i++)
                writer.A.Set(Sample.Of(i, 100_000 + (i * 10_000)));
        }

        Evolution.StoreV2.Writer.Open(path).Dispose();
        Assert.Equal(1, reader.GetHeapReport(Stop).Schema.Blocks);
    }

    [Fact]
    public async Task Statistics_wait_for_nobody()
    {
        using var writer = MapStoreWriter.Open(null);
        writer.Texts.Set("a", Sample.Of(1));
        writer.Texts.Update("a", sample => sample with { Number = writer.Statistics.Commits });
        using var isOpen = new SemaphoreSlim(0);
        using var isRead = new SemaphoreSlim(0);
        Task committing = Task.Run(
            () =>
            {
                using (writer.BeginCommit())
                {
                    isOpen.Release();
                    isRead.Wait(Stop);
                }
            },
            Stop);
        await isOpen.WaitAsync(Stop);
        Assert.NotNull(writer.Statistics.FreeBlocks);
        isRead.Release();
        await committing;
        Assert.True(writer.Statistics.FreeBlockBytes >= 0);
    }

    [Fact]
    public void An_index_that_found_no_room_to_grow_has_not_grown()
    {
        using var writer = MapStoreWriter.Open(null, new StoreOptions { MaximumSize = 1 << 20 });
        writer.Texts.Set("first", Sample.Of(1));
        Fill(i => writer.Numbers.Set(i, Sample.Of(i, 500)));
        for (int i = 0; i < 1000; i++)
            writer.Numbers.Remove(i);

        // There is room for entries, and none for a larger index.
        Fill(i => writer.Texts.Set($"{i}", Sample.Of(i)));
        Assert.True(writer.Statistics.FreeBlockBytes > 100_000, $"{writer.Statistics}");
        long? growths = writer.Statistics.IndexGrowths;
        for (int i = 0; i < 10; i++)
            Assert.Throws<StoreFullException>(() => writer.Texts.Set("another", Sample.Of(1)));
        Assert.Equal(growths, writer.Statistics.IndexGrowths);

        static void Fill(Action<int> set) => Assert.Throws<StoreFullException>(() =>
        {
            for (int i = 0; i < 100_000; i++)
                set(i);
        });
    }

    [Fact]
    public async Task Beside_a_writer_at_full_speed_it_is_made_by_a_reader_to_the_end()
    {
        string path = _folder.File();
        using var writer = MapStoreWriter.Open(path);
        using MapStore reader = MapStore.Open(path);
        using var stop = new CancellationTokenSource();
        Task writes = Task.Run(
            () =>
            {
                var traffic = new MapTraffic(writer, 9);
                while (!stop.IsCancellationRequested)
                    traffic.Change();
            },
            Stop);
        int written = 0;
        try
        {
            var watch = Stopwatch.StartNew();
            for (int i = 0; i < 200 || (written == 0 && watch.Elapsed < StressTime.Patience); i++)
            {
                HeapReport report = reader.GetHeapReport(Stop);
                Assert.Equal(report.HeapBytes, report.SizeClasses.Sum(static size => (size.LiveBlocks + size.FreeBlocks) * size.BlockBytes));
                Assert.True(report.UndividedBytes >= 0);
                Assert.All(report.Maps, static map => Assert.InRange(map.LoadFactor, 0, 1));
                written += report.WasWritten ? 1 : 0;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await writes;
        }

        Assert.True(written > 0, "The writer never wrote while a report was made.");
        AssertExact(writer);
    }

    [Fact]
    public void A_heap_that_cannot_be_walked_is_an_error_and_cancelling_ends_it()
    {
        using var writer = MapStoreWriter.Open(null);
        writer.Beside.Set(Sample.Of(1));
        Assert.Throws<OperationCanceledException>(() => writer.GetHeapReport(new CancellationToken(canceled: true)));
        var header = new RegionHeader(writer.Attachment.Region);
        header.At<uint>(writer.Attachment.HeapStart + BlockLayout.MetaOffset) = 0x7F00_0000;
        Assert.Throws<StoreFormatException>(() => writer.GetHeapReport(Stop));
    }

    private static void AssertExact(MapStoreWriter writer)
    {
        using MapStore reader = writer.OpenReader();
        HeapReport report = reader.GetHeapReport(Stop);
        StoreStatistics statistics = writer.Statistics;
        Region region = writer.Attachment.Region;
        (BlockSet live, _) = LiveBlocks.Find(region, RegionAreas.Read(region));
        Assert.False(report.WasWritten);
        Assert.Equal(statistics.Commits, report.Version);
        Assert.Equal(statistics.CommittedBytes, report.CommittedBytes);
        Assert.Equal(new RegionHeader(region).HeapEnd, report.HeaderBytes + report.SlotBytes + report.AtomicBytes + report.HeapBytes);
        Assert.Equal(statistics.HeapBytes, report.Live.Bytes + report.Free.Bytes);
        Assert.Equal(live.Count, report.Live.Blocks);
        Assert.Equal((statistics.FreeBlocks, statistics.FreeBlockBytes), (report.Free.Blocks, report.Free.Bytes));
        Assert.Equal(report.Live.Blocks, report.SizeClasses.Sum(static size => size.LiveBlocks));
        Assert.Equal(report.Live.Bytes, report.SizeClasses.Sum(static size => size.LiveBlocks * size.BlockBytes));
        Assert.InRange(report.Fragmentation, 1, 2);

        int seal = statistics.Checksums ? BlockChecksum.Length : 0;
        Assert.Equal(BlockLayout.HeaderLength + MapStore.Schema.Document.Length + seal, report.Schema.UsedBytes);
        Assert.Equal(reader.Beside.HasValue ? BlockLayout.HeaderLength + seal + reader.Beside.GetRaw()!.Length : 0, report.Entries.UsedBytes);
        Assert.Equal(reader.Texts.Sum(entry => Prologue + seal + System.Text.Encoding.UTF8.GetByteCount(entry.Key) + reader.Texts[entry.Key].GetRaw().Length)
            + reader.Numbers.Sum(entry => Prologue + seal + sizeof(int) + reader.Numbers[entry.Key].GetRaw().Length), report.MapEntries.UsedBytes);
        Assert.Equal(reader.Texts.Count + reader.Numbers.Count, report.Maps.Sum(static map => map.Count));
        Assert.All(report.Maps, static map => Assert.Equal(RingLayout.Length, map.Ring.UsedBytes));
    }
}
