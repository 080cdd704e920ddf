using ShmStore.TestHost.Samples;
using ShmStore.Tests.Store.Commits;

namespace ShmStore.Tests.Store.Maps.Caching;

/// <summary>Bounds of maps hold, and what is evicted is used again.</summary>
public sealed class BoundsTests : IDisposable
{
    private readonly MapStoreWriter _writer = MapStoreWriter.Open(null);
    private readonly MapStore _reader;

    public BoundsTests() => _reader = _writer.OpenReader();

    public void Dispose()
    {
        if (_writer.Attachment.Region.IsDisposed)
            return;
        StoreInspection.AssertEveryBlockIsKnown(_writer);
        _reader.Dispose();
        _writer.Dispose();
    }

    [Fact]
    public void What_is_evicted_goes_by_commits_of_its_own_and_its_memory_is_used_again()
    {
        _writer.Texts.Limits = new MapLimits { MaximumEntries = 1000 };
        for (int i = 0; i < 5000; i++)
            Set(i);
        long heap = _writer.Statistics.HeapBytes;
        for (int i = 5000; i < 30_000; i++)
        {
            long version = _reader.Version;
            Set(i);
            Assert.Equal(version + 2, _reader.Version);
            Assert.Equal(_reader.Version, _reader.Texts.Version);
        }

        // But for a few segments of the index that rest.
        Assert.InRange(_writer.Statistics.HeapBytes, heap, heap + (128 * 1024));
        Assert.Equal(1000, _reader.Texts.Keys.Count());

        void Set(int i)
        {
            _writer.Texts.Set($"entry:{i}", Sample.Of(i));
            Assert.InRange(_reader.Texts.Count, 0, 1000);
        }
    }

    [Fact]
    public async Task Who_waits_for_a_key_learns_that_it_was_evicted()
    {
        _writer.Texts.Limits = new MapLimits { MaximumEntries = 10 };
        long version = _writer.Texts.Set("waited for", Sample.Of(1));
        Task<long> gone = Task.Run(async () =>
        {
            // A look-up at every commit keeps the key, so it waits for the map and only then looks.
            for (long seen = 0; _reader.Texts.Any(static pair => pair.Key == "waited for");)
                seen = await _reader.Texts.WaitForChangeAsync(seen, TestContext.Current.CancellationToken);
            return await _reader.Texts.WaitForEntryAsync("waited for", version, TestContext.Current.CancellationToken);
        });
        for (int i = 0; i < 100; i++)
            _writer.Texts.Set($"entry:{i}", Sample.Of(i));
        Assert.Equal(0, await gone.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Bytes_are_those_of_blocks()
    {
        const long maximum = 100_000;
        _writer.Texts.Limits = new MapLimits { MaximumBytes = maximum };
        var random = new Random(5);
        long most = 0;
        for (int i = 0; i < 5000; i++)
        {
            _writer.Texts.Set($"entry:{random.Next(1000)}", Sample.Of(i, random.Next(1, 2000)));
            if (i % 50 == 0)
                most = Math.Max(most, CacheInspection.BytesOf(_reader.Texts));
        }

        Assert.InRange(most, maximum * 9 / 10, maximum);
    }

    [Fact]
    public void An_entry_that_is_larger_than_the_map_may_be_is_refused()
    {
        _writer.Texts.Limits = new MapLimits { MaximumBytes = 1000 };
        _writer.Texts.Set("a", Sample.Of(1));
        var refused = Assert.Throws<ArgumentException>(() => _writer.Texts.Set("b", Sample.Of(1, 2000)));
        Assert.Contains("1000 bytes", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Texts", refused.Message, StringComparison.Ordinal);
        using (_writer.BeginCommit())
            Assert.Throws<ArgumentException>(() => _writer.Texts.Set("b", Sample.Of(1, 2000)));
        Assert.Equal(["a"], _reader.Texts.Keys);
    }

    [Fact]
    public void Limits_are_told_within_a_callback_too()
    {
        var limits = new MapLimits { MaximumEntries = 7 };
        _writer.Texts.Limits = limits;
        _writer.Texts.Set("a", Sample.Of(1));
        MapLimits? told = null;
        _writer.Texts.Update("a", old =>
        {
            told = _writer.Texts.Limits;
            return old;
        });
        Assert.Same(limits, told);
    }

    [Fact]
    public void Limits_that_are_set_later_bring_the_map_within_them()
    {
        for (int i = 0; i < 1000; i++)
            _writer.Texts.Set($"entry:{i}", Sample.Of(i));
        _writer.Texts.Limits = new MapLimits { MaximumEntries = 100 };
        Assert.Equal(100, _reader.Texts.Count);
        _writer.Texts.Limits = new MapLimits { MaximumEntries = 50, MaximumBytes = 1_000_000 };
        Assert.Equal(50, _reader.Texts.Count);
        long bytes = CacheInspection.BytesOf(_reader.Texts) / 2;
        _writer.Texts.Limits = new MapLimits { MaximumBytes = bytes };
        Assert.InRange(CacheInspection.BytesOf(_reader.Texts), 1, bytes);
        _writer.Texts.Limits = null;
        for (int i = 0; i < 1000; i++)
            _writer.Texts.Set($"entry:{i}", Sample.Of(i));
        Assert.Equal(1000, _reader.Texts.Count);
        _writer.Texts.Limits = new MapLimits { MaximumEntries = 2000 };
        _writer.Texts.Clear();
        for (int i = 0; i < 3000; i++)
            _writer.Texts.Set($"entry:{i}", Sample.Of(i));
        Assert.Equal(2000, _reader.Texts.Count);
    }

    [Fact]
    public void A_commit_is_made_whole_and_what_is_too_much_goes_then()
    {
        _writer.Texts.Limits = new MapLimits { MaximumEntries = 100 };
        for (int i = 0; i < 100; i++)
            _writer.Texts.Set($"old:{i}", Sample.Of(i));
        using (StoreCommit commit = _writer.BeginCommit())
        {
            for (int i = 0; i < 90; i++)
                _writer.Texts.Set($"new:{i}", Sample.Of(i));
            Assert.Equal(100, _reader.Texts.Count);
            Assert.Throws<InvalidOperationException>(() => _writer.Texts.Limits = null);
            long version = commit.Complete();
            Assert.All(_reader.Texts.Where(static pair => pair.Key.StartsWith("new", StringComparison.Ordinal)), pair => Assert.Equal(version, _reader.Texts[pair.Key].Version));
        }

        Assert.Equal(100, _reader.Texts.Count);
        Assert.Equal(90, _reader.Texts.Keys.Count(static key => key.StartsWith("new", StringComparison.Ordinal)));
        using (StoreCommit commit = _writer.BeginCommit())
        {
            for (int i = 0; i < 101; i++)
                _writer.Texts.Set($"newer:{i}", Sample.Of(i));
            var refused = Assert.IsType<InvalidOperationException>(commit.Failure());
            Assert.Contains("101 entries", refused.Message, StringComparison.Ordinal);
            _writer.Texts.Remove("newer:0");
            commit.Complete();
        }

        Assert.Equal(Enumerable.Range(1, 100).Select(static i => $"newer:{i}").Order(StringComparer.Ordinal), _reader.Texts.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_full_store_evicts_before_it_gives_up_whatever_is_written()
    {
        var clock = new ManualClock();
        using var writer = MapStoreWriter.Open(null, new StoreOptions { MaximumSize = 1024 * 1024, TimeProvider = clock });
        writer.Numbers.Set(0, Sample.Of(0));
        writer.Texts.Limits = new MapLimits { MaximumEntries = 1_000_000 };
        for (int i = 0; i < 2000; i++)
            writer.Texts.Set($"entry:{i}", Sample.Of(i, 4000));
        Assert.InRange(writer.Texts.Count, 50, 300);
        writer.Beside.Set(Sample.Of(1, 4000));
        for (int i = 0; i < 50; i++)
            writer.Numbers.Set(i, Sample.Of(i, 4000), TimeSpan.FromMinutes(1));
        foreach (string key in writer.Texts.Keys.ToList())
            writer.Texts.Remove(key);
        writer.Texts.Limits = null;
        for (int i = 0; i < 40; i++)
            writer.Texts.Set($"entry:{i}", Sample.Of(i, 4000));
        Assert.Throws<StoreFullException>(() =>
        {
            for (int i = 0; i < 1000; i++)
                writer.Texts.Set($"more:{i}", Sample.Of(i, 4000));
        });
        Assert.Equal(50, writer.Numbers.Count);
        clock.Advance(60);
        writer.Texts.Set("one more", Sample.Of(1, 4000));
        Assert.InRange(writer.Numbers.Count, 0, 49);
        StoreInspection.AssertEveryBlockIsKnown(writer);
    }

    [Fact]
    public void The_next_writer_brings_the_map_within_its_own_limits()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using (var writer = MapStoreWriter.Open(path))
            {
                writer.Texts.Limits = new MapLimits { MaximumEntries = 100 };
                for (int i = 0; i < 1000; i++)
                    writer.Texts.Set($"entry:{i}", Sample.Of(i));
            }

            using var next = MapStoreWriter.Open(path);
            Assert.Null(next.Texts.Limits);
            Assert.Equal(100, next.Texts.Count);
            next.Texts.Set("unbounded", Sample.Of(1));
            Assert.Equal(101, next.Texts.Count);
            next.Texts.Limits = new MapLimits { MaximumEntries = 50 };
            Assert.Equal(50, next.Texts.Count);
            for (int i = 0; i < 200; i++)
            {
                next.Texts.Set($"entry:{i}", Sample.Of(i));
                Assert.InRange(next.Texts.Count, 1, 50);
            }

            StoreInspection.AssertEveryBlockIsKnown(next);
        }
        finally
        {
            SharedStoreFile.Delete(path);
            Assert.False(File.Exists(path + ".used"));
        }
    }
}
