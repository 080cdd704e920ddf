using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Maps.Caching;

/// <summary>Entries that are renewed live on as they are, and everyone can ask for how long.</summary>
public sealed class RenewalTests : IDisposable
{
    private const string Long = "a key that does not fit into two words";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ManualClock _clock = new();
    private readonly MapStoreWriter _writer;
    private readonly MapStore _reader;

    public RenewalTests()
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

    [Theory]
    [InlineData("a", 1)]
    [InlineData(Long, 1)]
    [InlineData("a", 5000)]
    public void What_is_renewed_lives_from_now_on_as_it_is(string key, int length)
    {
        Sample value = Sample.Of(1, length);
        long set = _writer.Texts.Set(key, value, Minute);
        for (int i = 0; i < 5; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(45));
            Assert.True(_writer.Texts.TryRenew(key, Minute));
            Assert.Equal(Minute, LeftOf(key));
            Assert.True(_reader.Texts.TryGetValue(key, out Sample? found, out long version));
            Assert.Equal(value, found);
            Assert.True(version > set);
            set = version;
        }

        _clock.Advance(Minute);
        Assert.Null(LeftOf(key));
        Assert.False(_writer.Texts.TryRenew(key, Minute));
        Assert.False(_reader.Texts.ContainsKey(key));
        Assert.Equal(set, _writer.Version);
    }

    [Fact]
    public void Without_a_time_it_lives_as_the_map_says()
    {
        _writer.Texts.Set("a", Sample.Of(1), Minute);
        _writer.Texts.Set("b", Sample.Of(2));
        Assert.Equal(Timeout.InfiniteTimeSpan, LeftOf("b"));
        Assert.True(_writer.Texts.TryRenew("a"));
        Assert.Equal(Timeout.InfiniteTimeSpan, LeftOf("a"));
        _writer.Texts.Limits = new MapLimits { TimeToLive = Minute };
        Assert.True(_writer.Texts.TryRenew("a"));
        Assert.Equal(Minute, LeftOf("a"));
        Assert.True(_writer.Texts.TryRenew("b", TimeSpan.FromTicks(1)));
        Assert.Equal(TimeSpan.FromMilliseconds(1), LeftOf("b"));
        Assert.True(_writer.Texts.TryRenew("b", Timeout.InfiniteTimeSpan));
        _clock.Advance(Minute);
        Assert.Equal([("b", Sample.Of(2))], _reader.Texts.Select(static entry => (entry.Key, entry.Value)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5_000)]
    [InlineData(10_000)]
    [InlineData(5_000_000)]
    public void No_more_than_a_millisecond_is_added_to_what_was_asked_for(long ticks)
    {
        var asked = TimeSpan.FromTicks(ticks);
        foreach (int part in (int[])[0, 1, 3_000, 4_999, 5_000, 5_001, 9_999])
        {
            _clock.Set(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero) + TimeSpan.FromTicks(part));
            _writer.Texts.Set("a", Sample.Of(1), asked);
            Assert.InRange(LeftOf("a")!.Value - asked, TimeSpan.Zero, TimeSpan.FromTicks(9_999));
            _clock.Advance(LeftOf("a")!.Value - TimeSpan.FromTicks(1));
            Assert.Equal(TimeSpan.FromTicks(1), LeftOf("a"));
            _clock.Advance(TimeSpan.FromTicks(1));
            Assert.Null(LeftOf("a"));
        }
    }

    [Fact]
    public void What_is_not_there_is_not_renewed()
    {
        Assert.False(_writer.Texts.TryRenew("a", Minute));
        _writer.Texts.Set("a", Sample.Of(1));
        _writer.Texts.Remove("a");
        long version = _writer.Version;
        Assert.False(_writer.Texts.TryRenew("a", Minute));
        Assert.False(_reader.Texts.TryGetTimeToLive("a", out _));
        Assert.Equal(version, _writer.Version);
        Assert.Throws<ArgumentOutOfRangeException>(() => _writer.Texts.TryRenew("a", TimeSpan.Zero));
        Assert.Throws<ArgumentNullException>(() => _writer.Texts.TryRenew(null!, Minute));
        Assert.Throws<ArgumentNullException>(() => _reader.Texts.TryGetTimeToLive(null!, out _));
        Assert.Equal(0, _reader.Texts.Count);
    }

    [Fact]
    public void Within_a_commit_what_that_has_set_is_renewed_and_nothing_without_its_end()
    {
        _writer.Texts.Set("a", Sample.Of(1), Minute);
        using (StoreCommit commit = _writer.BeginCommit())
        {
            Assert.True(_writer.Texts.TryRenew("a", 2 * Minute));
            Assert.Equal(Minute, LeftOf("a"));
        }

        Assert.Equal(Minute, LeftOf("a"));
        using (StoreCommit commit = _writer.BeginCommit())
        {
            _writer.Texts.Set("a", Sample.Of(2), Minute);
            _writer.Texts.Set("b", Sample.Of(3), Minute);
            _writer.Texts.Remove("c");
            Assert.True(_writer.Texts.TryRenew("a", 3 * Minute));
            Assert.True(_writer.Texts.TryRenew("b", 4 * Minute));
            Assert.False(_writer.Texts.TryRenew("c", 4 * Minute));
            commit.Complete();
        }

        Assert.Equal((3 * Minute, 4 * Minute), (LeftOf("a"), LeftOf("b")));
        Assert.Equal(2, _reader.Texts["a"].Value.Number);
    }

    [Fact]
    public void A_snapshot_tells_the_time_of_its_moment()
    {
        _writer.Texts.Set("a", Sample.Of(1), Minute);
        Assert.Equal((Minute, Minute, false), _reader.Snapshot(snapshot =>
        {
            snapshot.Texts.TryGetTimeToLive("a", out TimeSpan before);
            _clock.Advance(TimeSpan.FromSeconds(20));
            snapshot.Texts.TryGetTimeToLive("a", out TimeSpan after);
            return (before, after, snapshot.Texts.TryGetTimeToLive("b", out _));
        }));
        Assert.Equal(TimeSpan.FromSeconds(40), LeftOf("a"));
    }

    [Fact]
    public void Times_beyond_what_a_time_can_be_are_the_longest_there_is()
    {
        _writer.Texts.Set("a", Sample.Of(1), TimeSpan.MaxValue);
        Assert.True(LeftOf("a") > TimeSpan.FromDays(365 * 25_000));
        _clock.Set(DateTimeOffset.MinValue);
        Assert.True(LeftOf("a") > TimeSpan.FromDays(365 * 25_000));
        Assert.True(_writer.Texts.TryRenew("a", TimeSpan.MaxValue));
    }

    [Fact]
    public void An_entry_that_is_renewed_is_not_evicted_for_it()
    {
        _writer.Texts.Limits = new MapLimits { MaximumEntries = 3 };
        foreach (string key in (string[])["a", "b", "c"])
            _writer.Texts.Set(key, Sample.Of(1), Minute);
        for (int i = 0; i < 20; i++)
        {
            Assert.True(_writer.Texts.TryRenew("b", Minute));
            Assert.Equal(3, _reader.Texts.Count);
        }
    }

    [Fact]
    public async Task Who_waits_for_the_key_is_woken()
    {
        long version = _writer.Texts.Set("a", Sample.Of(1), Minute);
        Task<long> change = _reader.Texts.WaitForEntryAsync("a", version, TestContext.Current.CancellationToken);
        _writer.Texts.TryRenew("a", Minute);
        Assert.Equal(_writer.Version, await change);
    }

    private TimeSpan? LeftOf(string key) => _reader.Texts.TryGetTimeToLive(key, out TimeSpan left) ? left : null;
}
