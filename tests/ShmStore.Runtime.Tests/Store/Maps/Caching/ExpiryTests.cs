using ShmStore.Bson;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Maps.Caching;

/// <summary>Entries that have expired are missing, however they are looked for.</summary>
public sealed class ExpiryTests : IDisposable
{
    private const string Long = "a key that does not fit into two words";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ManualClock _clock = new();
    private readonly MapStoreWriter _writer;
    private readonly MapStore _reader;

    public ExpiryTests()
    {
        _writer = MapStoreWriter.Open(null, new StoreOptions { TimeProvider = _clock });
        _reader = _writer.OpenReader();
    }

    public void Dispose()
    {
        StoreInspection.AssertEveryBlockIsKnown(_writer);
        _reader.Dispose();
        _writer.Dispose();
    }

    [Fact]
    public void A_clock_before_1970_does_not_make_entries_live_for_ever()
    {
        _clock.Set(DateTimeOffset.FromUnixTimeMilliseconds(-1000));
        _writer.Texts.Set("a", Sample.Of(1), TimeSpan.FromMilliseconds(1500));
        Assert.True(_reader.Texts.ContainsKey("a"));
        _clock.Advance(2);
        Assert.False(_reader.Texts.ContainsKey("a"));
    }

    [Fact]
    public void Within_a_snapshot_time_stands_still()
    {
        _writer.Texts.Set("a", Sample.Of(1), Minute);
        _writer.Texts.Set(Long, Sample.Of(2), Minute);
        Assert.Equal((true, true, true, 2, 2), _reader.Snapshot(snapshot =>
        {
            bool before = snapshot.Texts.ContainsKey("a");
            _clock.Advance(Minute);
            return (before, snapshot.Texts.ContainsKey("a"), snapshot.Texts.TryGetValue(Long, out _), snapshot.Texts["a"].Value.Number + 1, snapshot.Texts.Keys.Count());
        }));
        Assert.Equal((false, 0), _reader.Snapshot(static snapshot => (snapshot.Texts.ContainsKey("a"), snapshot.Texts.Keys.Count())));
    }

    [Fact]
    public void No_entry_lives_less_than_was_asked_for()
    {
        _clock.Advance(TimeSpan.FromTicks(9_999));
        _writer.Texts.Set("a", Sample.Of(1), TimeSpan.FromMilliseconds(1));
        _clock.Advance(TimeSpan.FromTicks(9_999));
        Assert.True(_reader.Texts.ContainsKey("a"));
        _clock.Advance(TimeSpan.FromTicks(2));
        Assert.False(_reader.Texts.ContainsKey("a"));
        _writer.Texts.Set("b", Sample.Of(1), TimeSpan.MaxValue);
        Assert.True(_reader.Texts.ContainsKey("b"));
        _writer.Texts.RemoveExpired();
    }

    [Fact]
    public void What_an_open_commit_has_set_is_there_for_it_though_its_time_is_over()
    {
        using (StoreCommit commit = _writer.BeginCommit())
        {
            _writer.Texts.Set("a", Sample.Of(1), Minute);
            _writer.Texts.Set("b", Sample.Of(1), Minute);
            _clock.Advance(Minute);
            Assert.False(_writer.Texts.TryAdd("a", Sample.Of(2)));
            _writer.Texts.SetFixed<long, long, Int64Codec>("a", Sample.NumberOffset, "Number"u8, 3);
            Assert.Equal(3, _writer.Texts.GetOrAdd("a", static _ => Sample.Of(4)).Number);
            Assert.True(_writer.Texts.Remove("b"));
            commit.Complete();
        }

        Assert.False(_reader.Texts.ContainsKey("a"));
        _writer.Texts.RemoveExpired();
    }

    [Theory]
    [InlineData("account:1")]
    [InlineData("short")]
    [InlineData(Long)]
    public void Every_way_to_read_agrees_on_when_an_entry_is_gone(string key)
    {
        _writer.Texts.Set("stays", Sample.Of(1));
        long version = _writer.Texts.Set(key, Sample.Of(2), Minute);
        _clock.Advance(59.999);
        for (int i = 0; i < 3; i++)
            AssertPresent(_reader.Texts, key, version);
        AssertPresent(_writer.Texts, key, version);
        Assert.True(_reader.Texts.TryGet(key, out SharedMapEntry<Sample> held));
        Assert.Equal(2, held.GetFixed<long, long, Int64Codec>(Sample.NumberOffset, "Number"u8, true));
        _clock.Advance(0.001);
        AssertMissing(_reader.Texts, key);
        AssertMissing(_writer.Texts, key);
        Assert.Equal(2, _reader.Texts.Count);
        AssertGone(held);
        Assert.Equal(1, _writer.Texts.RemoveExpired());
        Assert.Equal(1, _reader.Texts.Count);
        Assert.Equal(["stays"], _reader.Texts.Keys);

        static void AssertGone(SharedMapEntry<Sample> entry)
        {
            int thrown = 0;
            try
            {
                _ = entry.Value;
            }
            catch (KeyNotFoundException)
            {
                thrown++;
            }

            try
            {
                entry.GetFixed<long, long, Int64Codec>(Sample.NumberOffset, "Number"u8, true);
            }
            catch (KeyNotFoundException)
            {
                thrown++;
            }

            try
            {
                _ = entry.Version;
            }
            catch (KeyNotFoundException)
            {
                thrown++;
            }

            Assert.Equal(3, thrown);
        }
    }

    [Fact]
    public void Numbers_as_keys_expire_too()
    {
        _writer.Numbers.Set(7, Sample.Of(1), Minute);
        Assert.True(_reader.Numbers.ContainsKey(7));
        _clock.Advance(60);
        Assert.False(_reader.Numbers.ContainsKey(7));
        Assert.Equal(0, _reader.Numbers.GetMany([7, 8], new Sample?[2]));
    }

    [Fact]
    public void Writes_treat_what_has_expired_as_missing()
    {
        _writer.Texts.Set("a", Sample.Of(1), Minute);
        _writer.Texts.Set("b", Sample.Of(1), Minute);
        _writer.Texts.Set("c", Sample.Of(1), Minute);
        Assert.False(_writer.Texts.TryAdd("a", Sample.Of(2)));
        _clock.Advance(60);
        using (StoreCommit commit = _writer.BeginCommit())
        {
            Assert.False(_writer.Texts.Remove("c"));
            Assert.True(_writer.Texts.TryAdd("d", Sample.Of(4), Minute));
            Assert.Equal(Sample.Of(5), _writer.Texts.Update("d", static old => Sample.Of(old.Number + 1)));
            Assert.Throws<InvalidOperationException>(() => _writer.Texts.RemoveExpired());
            commit.Complete();
        }

        Assert.True(_writer.Texts.TryAdd("a", Sample.Of(2)));
        Assert.False(_writer.Texts.Remove("b"));
        Assert.True(_writer.Texts.TrySet("b", Sample.Of(3), expectedVersion: 0));
        Assert.Throws<KeyNotFoundException>(() => _writer.Texts.Update("c", static old => old));
        _clock.Advance(59);
        Assert.Equal([("a", 2), ("b", 3), ("d", 5)], _reader.Texts.Select(static entry => (entry.Key, entry.Value.Number)).Order());
        _clock.Advance(1);
        Assert.Equal(["a", "b"], _reader.Texts.Keys.Order());
    }

    [Fact]
    public void A_time_of_ones_own_comes_before_that_of_the_map_and_an_update_keeps_it()
    {
        _writer.Texts.Limits = new MapLimits { TimeToLive = Minute };
        _writer.Texts.Set("default", Sample.Of(1));
        _writer.Texts.Set("longer", Sample.Of(1), 2 * Minute);
        _writer.Texts.Set("for ever", Sample.Of(1), Timeout.InfiniteTimeSpan);
        _writer.Texts.SetRaw("raw", _reader.Texts["default"].GetRaw());
        _writer.Texts.SetRaw("raw, longer", _reader.Texts["default"].GetRaw(), 2 * Minute);
        _writer.Texts.SetMany([new("many", Sample.Of(1))]);
        _clock.Advance(30);
        _writer.Texts.Update("default", static old => Sample.Of(9));
        _writer.Texts.Update("for ever", static old => Sample.Of(9));
        Assert.Equal(6, _reader.Texts.Keys.Count());
        _clock.Advance(30);
        Assert.Equal(["for ever", "longer", "raw, longer"], _reader.Texts.Keys.Order());
        _clock.Advance(60);
        Assert.Equal(["for ever"], _reader.Texts.Keys);
        _writer.Texts.Limits = null;
        _writer.Texts.Set("default", Sample.Of(1));
        _clock.Advance(TimeSpan.FromDays(1000));
        Assert.Equal(["default", "for ever"], _reader.Texts.Keys.Order());
    }

    [Fact]
    public void Writes_remove_what_has_expired_little_by_little()
    {
        const int count = 5000;
        for (int i = 0; i < count; i++)
            _writer.Texts.Set($"entry:{i}", Sample.Of(i), Minute);
        _clock.Advance(60);
        long before = _reader.Texts.Count;
        int writes = 0;
        for (; _reader.Texts.Count > 1; writes++)
        {
            long present = _reader.Texts.Count;
            _writer.Texts.Set("same", Sample.Of(writes));
            Assert.InRange(present - _reader.Texts.Count, -1, 8);
        }

        Assert.Equal(count, before);
        Assert.InRange(writes, count / 8, count);
        StoreInspection.AssertEveryBlockIsKnown(_writer);
    }

    [Fact]
    public async Task Who_waits_for_a_key_learns_it_when_the_entry_is_removed()
    {
        long version = _writer.Texts.Set("a", Sample.Of(1), Minute);
        Task<long> gone = _reader.Texts.WaitForEntryAsync("a", version, TestContext.Current.CancellationToken);
        _clock.Advance(60);
        Assert.Equal(1, _writer.Texts.RemoveExpired());
        Assert.Equal(0, await gone.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void So_do_removals_though_they_find_nothing()
    {
        for (int i = 0; i < 50; i++)
            _writer.Texts.Set($"e{i}", Sample.Of(i), Minute);
        _clock.Advance(61);
        for (int i = 0; i < 2000; i++)
            _writer.Texts.Remove("none");
        Assert.Equal(0, _writer.Texts.Count);
    }

    [Fact]
    public void The_next_writer_removes_what_expires_though_it_knows_of_no_limits()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using (var writer = MapStoreWriter.Open(path, new StoreOptions { TimeProvider = _clock }))
            {
                for (int i = 0; i < 100; i++)
                    writer.Texts.Set($"entry:{i}", Sample.Of(i), Minute);
            }

            _clock.Advance(60);
            using var next = MapStoreWriter.Open(path, new StoreOptions { TimeProvider = _clock });
            Assert.Equal(100, next.Texts.Count);
            Assert.Empty(next.Texts);
            for (int i = 0; i < 100; i++)
                next.Texts.Set("same", Sample.Of(i));
            Assert.Equal(1, next.Texts.Count);
            StoreInspection.AssertEveryBlockIsKnown(next);
        }
        finally
        {
            SharedStoreFile.Delete(path);
        }
    }

    [Fact]
    public void Nonsense_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _writer.Texts.Set("a", Sample.Of(1), TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => _writer.Texts.TryAdd("a", Sample.Of(1), TimeSpan.FromSeconds(-1)));
        Assert.Throws<ArgumentOutOfRangeException>("TimeToLive", () => new MapLimits { TimeToLive = TimeSpan.Zero });
        Assert.Equal(Timeout.InfiniteTimeSpan, new MapLimits { TimeToLive = Timeout.InfiniteTimeSpan }.TimeToLive);
        Assert.Throws<ArgumentOutOfRangeException>(() => new MapLimits { MaximumEntries = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new MapLimits { MaximumBytes = -1 });
        Assert.Equal(0, _reader.Texts.Count);
        _writer.Texts.Set("a", Sample.Of(1), TimeSpan.MaxValue);
        _writer.Texts.Set("b", Sample.Of(1), TimeSpan.FromTicks(1));
        Assert.Equal(["a", "b"], _reader.Texts.Keys.Order());
        _clock.Advance(0.001);
        Assert.Equal(["a"], _reader.Texts.Keys);
    }

    private void AssertPresent(SharedMap<string, Sample> map, string key, long version)
    {
        Assert.True(map.ContainsKey(key));
        Assert.True(map.TryGetValue(key, out Sample? value, out long found) && value == Sample.Of(2) && found == version);
        Assert.Equal(Sample.Of(2), map[key].Value);
        Assert.True(map.TryGet(key.AsSpan(), out SharedMapEntry<Sample> entry) && entry.Value == Sample.Of(2));
        Assert.Equal(2, map.ReadView<Sample.View, long>(key, static view => view.Number));
        Assert.Equal(1, map.GetMany([key], new Sample?[1]));
        Assert.Contains(key, map.Keys);
        Assert.Contains(key, map.Select(static pair => pair.Key));
        Assert.Contains(_reader.Export(TestContext.Current.CancellationToken).Keys, name => name.EndsWith(key, StringComparison.Ordinal));
        Assert.True(_reader.Snapshot(store => store.Texts.ContainsKey(key) && store.Texts[key].Value.Number == 2 && store.Texts.Keys.Contains(key)));
        Assert.True(map.WaitForEntryAsync(key, 0, TestContext.Current.CancellationToken).IsCompletedSuccessfully);
    }

    private void AssertMissing(SharedMap<string, Sample> map, string key)
    {
        Assert.False(map.ContainsKey(key));
        Assert.False(map.TryGetValue(key, out _, out long version) || version != 0);
        Assert.False(map.TryGet(key, out _));
        Assert.False(map.TryGet(key.AsSpan(), out _));
        Assert.False(map.TryReadView<Sample.View, long>(key, static view => view.Number, out _));
        Assert.Equal(0, map.GetMany([key], new Sample?[1]));
        Assert.DoesNotContain(key, map.Keys);
        Assert.DoesNotContain(key, map.Select(static pair => pair.Key));
        Assert.DoesNotContain(_reader.Export(TestContext.Current.CancellationToken).Keys, name => name.EndsWith(key, StringComparison.Ordinal));
        Assert.False(_reader.Snapshot(store => store.Texts.ContainsKey(key) || store.Texts.Keys.Contains(key)));
        Assert.True(map.WaitForEntryAsync(key, 1, TestContext.Current.CancellationToken).IsCompletedSuccessfully);
    }
}
