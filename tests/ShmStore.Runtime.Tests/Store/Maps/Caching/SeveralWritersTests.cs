using ShmStore.Bson;
using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Maps.Caching;

/// <summary>A map with bounds that several write: each keeps the bounds that it was given, and knows what was found by the readers of all.</summary>
public sealed class SeveralWritersTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly ManualClock _clock = new();
    private readonly StoreOptions _options;
    private readonly string _path;

    public SeveralWritersTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "several writers need Linux");
        _path = _folder.File();
        _options = new StoreOptions { Writers = WriterMode.Several, TimeProvider = _clock };
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_map_is_within_its_bounds_whoever_writes()
    {
        MapStoreWriter[] writers = Open(3, new MapLimits { MaximumEntries = HotKeys.Entries, MaximumBytes = 20_000 });
        var random = new Random(3);
        for (int i = 0; i < 5000; i++)
        {
            SharedMapWriter<string, Sample> map = writers[random.Next(3)].Texts;
            map.Set($"entry:{random.Next(1000)}", Sample.Of(i, random.Next(1, 300)));
            Assert.InRange(map.Count, 1, HotKeys.Entries);
            if (i % 100 == 0)
                Assert.InRange(CacheInspection.BytesOf(map), 1, 20_000);
        }

        Dispose(writers);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_read_stays_whoever_evicts(bool isRead)
    {
        MapStoreWriter[] writers = Open(3, new MapLimits { MaximumEntries = HotKeys.Entries });
        using MapStore reader = writers[1].OpenReader();
        int kept = HotKeys.CountKept(writers, isRead ? () => HotKeys.Read(reader) : static () => { });
        if (isRead)
            HotKeys.AssertKept(kept);
        else
            Assert.Equal(0, kept);
        Dispose(writers);
    }

    [Fact]
    public void Who_needs_more_marks_makes_them_for_all()
    {
        MapStoreWriter[] writers = Open(2, new MapLimits { MaximumEntries = HotKeys.Entries });
        using MapStore reader = writers[0].OpenReader();
        long before = MarksOf(writers[0]);
        HotKeys.AssertKept(HotKeys.CountKept(writers, () => HotKeys.Read(reader)));
        writers[1].Texts.Limits = new MapLimits { MaximumEntries = 100_000 };
        Assert.InRange(MarksOf(writers[0]), before * 100, before * 1000);
        writers[1].Texts.Limits = new MapLimits { MaximumEntries = HotKeys.Entries };
        HotKeys.AssertKept(HotKeys.CountKept(writers, () => HotKeys.Read(reader)));

        // The file does not grow with every change of the limits.
        long length = new FileInfo(_path + ".used").Length;
        for (int i = 0; i < 20; i++)
        {
            writers[i % 2].Texts.Limits = null;
            writers[i % 2].Texts.Limits = new MapLimits { MaximumEntries = 100_000 };
        }

        Assert.Equal(length, new FileInfo(_path + ".used").Length);
        Dispose(writers);
    }

    [Fact]
    public void Marks_are_wanted_as_long_as_one_has_bounds()
    {
        MapStoreWriter[] writers = Open(2, new MapLimits { MaximumEntries = HotKeys.Entries });
        using MapStore reader = writers[0].OpenReader();
        writers[0].Texts.Limits = null;
        Assert.True(MarksOf(writers[0]) < 0);
        HotKeys.AssertKept(HotKeys.CountKept([writers[1]], () => HotKeys.Read(reader)));

        // Who has none adds as many as it likes, until one that has some writes.
        for (int i = 0; i < HotKeys.Entries; i++)
            writers[0].Texts.Set($"more:{i}", Sample.Of(i));
        Assert.Equal(2 * HotKeys.Entries, reader.Texts.Count);
        writers[1].Texts.Set("one more", Sample.Of(1));
        Assert.Equal(HotKeys.Entries, reader.Texts.Count);
        Dispose(writers);
    }

    [Fact]
    public void A_commit_and_a_full_store_evict_as_with_one_writer()
    {
        MapStoreWriter[] writers = [.. Enumerable.Range(0, 2).Select(_ => MapStoreWriter.Open(_path, new StoreOptions { Writers = WriterMode.Several, MaximumSize = 1024 * 1024 }))];
        writers[0].Numbers.Set(0, Sample.Of(0));
        foreach (MapStoreWriter writer in writers)
            writer.Texts.Limits = new MapLimits { MaximumEntries = 1_000_000 };
        for (int i = 0; i < 2000; i++)
            writers[i % 2].Texts.Set($"entry:{i}", Sample.Of(i, 4000));
        Assert.InRange(writers[0].Texts.Count, 20, 300);
        foreach (MapStoreWriter writer in writers)
            writer.Texts.Limits = new MapLimits { MaximumEntries = 20 };
        for (int round = 0; round < 20; round++)
        {
            using StoreCommit commit = writers[round % 2].BeginCommit();
            for (int i = 0; i < 10; i++)
                writers[round % 2].Texts.Set($"new:{(round * 10) + i}", Sample.Of(i));
            long version = commit.Complete();
            Assert.Equal(20, writers[0].Texts.Count);
            Assert.Equal(10, writers[0].Texts.Keys.Count(key => writers[0].Texts[key].Version == version));
        }

        Dispose(writers);
    }

    [Fact]
    public void Entries_live_for_their_time()
    {
        MapStoreWriter[] writers = Open(2, new MapLimits { TimeToLive = TimeSpan.FromMinutes(1) });
        for (int i = 0; i < 50; i++)
            writers[0].Texts.Set($"entry:{i}", Sample.Of(i));
        Assert.Equal(50, writers[1].Texts.Keys.Count());
        _clock.Advance(60);
        Assert.Empty(writers[1].Texts);
        for (int i = 0; i < 100; i++)
            writers[1].Texts.Set("same", Sample.Of(i));
        Assert.Equal(1, writers[0].Texts.Count);
        Dispose(writers);
    }

    /// <summary>Each writer that went through the index by itself would leave four expired ones for every one that lives, of four writers in turn, and of eight ever more.</summary>
    [Theory]
    [InlineData(1, false)]
    [InlineData(4, false)]
    [InlineData(4, true)]
    [InlineData(8, false)]
    [InlineData(8, true)]
    public void What_has_expired_goes_in_time_however_many_write_in_turn(int writers, bool isRandom)
    {
        const int perMillisecond = 10;
        const int lifetime = 300;
        const int live = perMillisecond * lifetime;
        MapStoreWriter[] all = [.. Enumerable.Range(0, writers).Select(_ => MapStoreWriter.Open(_path, _options))];
        var random = new Random(5);
        for (int i = 1; i <= 20 * live; i++)
        {
            all[isRandom ? random.Next(writers) : i % writers].Numbers.Set(i, Sample.Of(i), TimeSpan.FromMilliseconds(lifetime));
            if (i % perMillisecond == 0)
                _clock.Advance(TimeSpan.FromMilliseconds(1));
            if (i % (live / 4) == 0 && i > live)
                Assert.InRange(all[0].Numbers.Count, live - perMillisecond, live * 14 / 10);
        }

        Dispose(all);
    }

    [Fact]
    public void Who_changes_a_member_of_an_entry_that_expires_sweeps_it_too()
    {
        MapStoreWriter[] writers = [.. Enumerable.Range(0, 2).Select(_ => MapStoreWriter.Open(_path, _options))];

        // Until the sweep of this writer has found that nothing expires.
        for (int i = 0; i < 2000; i++)
            writers[0].Texts.Set($"entry:{i % 50}", Sample.Of(i));
        writers[1].Texts.Set("expiring", Sample.Of(1), TimeSpan.FromSeconds(1));
        writers[0].Texts.SetFixed<long, long, Int64Codec>("expiring", Sample.NumberOffset, "Number"u8, 5);
        _clock.Advance(60);
        for (int i = 0; i < 2000; i++)
            writers[0].Texts.Set($"entry:{i % 50}", Sample.Of(i));
        Assert.Equal(50, writers[1].Texts.Count);
        Dispose(writers);
    }

    [Fact]
    public async Task Processes_that_are_killed_leave_a_map_within_its_bounds()
    {
        var random = new Random(1);
        for (int round = 0; round < 5; round++)
        {
            await KillSome(random);
            using var writer = MapStoreWriter.Open(_path, _options);
            writer.Texts.Limits = new MapLimits { MaximumEntries = CacheTraffic.Entries };
            var traffic = new CacheTraffic(writer.Texts);
            for (int i = 0; i < 1000; i++)
            {
                traffic.Write();
                Assert.InRange(writer.Texts.Count, 1, CacheTraffic.Entries);
            }

            StoreInspection.AssertCounts(writer.Attachment);
        }
    }

    private async Task KillSome(Random random)
    {
        using HostProcess first = HostProcess.Start("map-cache", _path, "several");
        using HostProcess second = HostProcess.Start("map-cache", _path, "several");
        using HostProcess third = HostProcess.Start("map-cache", _path, "several");
        foreach (HostProcess child in (HostProcess[])[first, second, third])
            child.Await("writing");
        using var reader = MapStore.Open(_path);
        foreach (HostProcess child in (HostProcess[])[first, second, third])
        {
            await Task.Delay(random.Next(1, 60), TestContext.Current.CancellationToken);
            child.Kill();

            // One more than there are is counted between the count and the commit of a writer that was killed there.
            Assert.InRange(reader.Texts.Count, 1, CacheTraffic.Entries + 1);
            Assert.All(reader.Texts, static pair => Assert.Equal(CacheTraffic.KeyOf(pair.Value.Number), pair.Key));
        }
    }

    private MapStoreWriter[] Open(int count, MapLimits limits)
    {
        MapStoreWriter[] writers = [.. Enumerable.Range(0, count).Select(_ => MapStoreWriter.Open(_path, _options))];
        foreach (MapStoreWriter writer in writers)
            writer.Texts.Limits = limits;
        return writers;
    }

    private static void Dispose(MapStoreWriter[] writers)
    {
        StoreInspection.AssertCounts(writers[0].Attachment);
        foreach (MapStoreWriter writer in writers)
            writer.Dispose();
    }

    // How many, or less than none if they are not wanted.
    private static long MarksOf(MapStoreWriter writer)
    {
        var index = new IndexInspection(writer.Attachment, 0);
        int logarithm = index.Number(index.Root + IndexLayout.RootMarksLogOffset);
        return logarithm < 0 ? -(1L << -logarithm) : 1L << logarithm;
    }
}
