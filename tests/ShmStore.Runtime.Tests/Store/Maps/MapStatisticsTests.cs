using MongoDB.Bson;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Protocol;

namespace ShmStore.Tests.Store.Maps;

/// <summary>What maps count of themselves, for meters.</summary>
public sealed class MapStatisticsTests : IDisposable
{
    private const int Most = 100;

    private readonly TestFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_is_what_the_report_finds()
    {
        using var writer = MapStoreWriter.Open(_folder.File());
        using MapStore reader = MapStore.Open(_folder.File());
        Assert.Equal(default, reader.Texts.Statistics);
        Assert.Equal(default, reader.Snapshot(static store => store.Texts.Statistics));
        var traffic = new MapTraffic(writer, 3);
        for (int round = 0; round < 10; round++)
        {
            for (int i = 0; i < 300; i++)
                traffic.Change();
            AssertFound(reader, writer);
        }

        writer.Texts.Limits = new MapLimits { MaximumEntries = 10 };
        for (int i = 0; i < 50; i++)
            writer.Texts.Set($"more {i}", Sample.Of(i, 10 * i));
        Assert.InRange(reader.Texts.Statistics.Evicted, 40, long.MaxValue);
        AssertFound(reader, writer);
        writer.Texts.Clear();
        AssertFound(reader, writer);
        Assert.Equal((0, 0), (reader.Texts.Statistics.Count, reader.Texts.Statistics.Bytes));
    }

    [Fact]
    public void The_next_writer_goes_on_counting()
    {
        MapStatistics before;
        using (var writer = MapStoreWriter.Open(_folder.File()))
        {
            Set(writer, 0, 150);
            before = writer.Numbers.Statistics;
            Assert.Equal((Most, 50), (before.Count, before.Evicted));
        }

        using (var writer = MapStoreWriter.Open(_folder.File()))
        {
            Assert.Equal(before, writer.Numbers.Statistics);
            Set(writer, 150, 200);
            Assert.Equal(before with { Evicted = 250 }, writer.Numbers.Statistics);
        }

        using UntypedStore untyped = UntypedStore.Open(_folder.File());
        Assert.Equal(before with { Evicted = 250 }, untyped.Map("Numbers").Statistics);
    }

    [Fact]
    public void Of_documents_too()
    {
        using var writer = BothMapsWriter.Open(_folder.File());
        writer.Documents.Set("a", new BsonDocument("x", 1));
        writer.Documents.Set("b", new BsonDocument("x", 2));
        Assert.Equal(2, writer.Documents.Statistics.Count);
        Assert.Equal(writer.GetHeapReport(Stop).Maps.Single(static map => map.Name.EndsWith("Documents", StringComparison.Ordinal)).Entries.Bytes, writer.Documents.Statistics.Bytes);
    }

    /// <summary>Entries of one size: each number has its bounds while the map is written, and in a snapshot the bytes are those of as many entries as are counted.</summary>
    [Fact]
    public async Task Beside_a_writer_each_number_is_one_that_was_right()
    {
        using var writer = MapStoreWriter.Open(_folder.File());
        using MapStore reader = MapStore.Open(_folder.File());
        writer.Numbers.Set(0, Sample.Of(0));
        long bytes = writer.Numbers.Statistics.Bytes;
        using var stop = new CancellationTokenSource();
        Task writes = Task.Run(
            () =>
            {
                for (int i = 1; !stop.IsCancellationRequested; i = (i + 1) % 100_000)
                {
                    Set(writer, i, 1);
                    if (i % 7 == 0)
                        writer.Numbers.Remove(i);
                    if (i % 5000 == 0)
                        writer.Numbers.Clear();
                }
            },
            Stop);
        stop.CancelAfter(StressTime.Normal);
        MapStatistics last = default;
        long snapshots = 0;
        while (!stop.IsCancellationRequested)
        {
            MapStatistics now = reader.Numbers.Statistics;
            Assert.InRange(now.Count, 0, Most);
            Assert.InRange(now.Bytes, 0, Most * bytes);
            Assert.InRange(now.Evicted, last.Evicted, long.MaxValue);
            last = now;
            MapStatistics moment = reader.Snapshot(static store => store.Numbers.Statistics);

            // On a busy machine the writer may stand for long between the one number and the other: snapshots do not wait for it without end.
            Assert.InRange(moment.Bytes - (moment.Count * bytes), -bytes, bytes);
            snapshots++;
        }

        await writes;
        MapStatistics atRest = reader.Snapshot(static store => store.Numbers.Statistics);
        Assert.Equal(atRest.Count * bytes, atRest.Bytes);
        Assert.NotEqual(0, last.Evicted);
        Assert.NotEqual(0, snapshots);
    }

    private static void Set(MapStoreWriter writer, int first, int count)
    {
        writer.Numbers.Limits ??= new MapLimits { MaximumEntries = Most };
        for (int i = first; i < first + count; i++)
            writer.Numbers.Set(i, Sample.Of(i));
    }

    private static void AssertFound(MapStore reader, MapStoreWriter writer)
    {
        HeapReport report = writer.GetHeapReport(Stop);
        foreach ((string name, MapStatistics statistics) in new[] { ("Texts", reader.Texts.Statistics), ("Numbers", reader.Numbers.Statistics) })
        {
            MapUse? found = report.Maps.SingleOrDefault(map => map.Name.EndsWith(name, StringComparison.Ordinal));
            Assert.Equal((found?.Count ?? 0, found?.Entries.Bytes ?? 0, found?.Evicted ?? 0), (statistics.Count, statistics.Bytes, statistics.Evicted));
        }

        Assert.Equal((reader.Texts.Statistics, writer.Numbers.Statistics), reader.Snapshot(static store => (store.Texts.Statistics, store.Numbers.Statistics)));
    }
}
