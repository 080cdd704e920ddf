using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Store.Commits;

namespace ShmStore.Tests.Store.Maps.Changes;

/// <summary>Following all changes of a map.</summary>
public sealed class WatchTests : IDisposable
{
    private readonly MapStoreWriter _writer = MapStoreWriter.Open(null);
    private readonly MapStore _reader;

    public WatchTests() => _reader = _writer.OpenReader();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }

    [Fact]
    public void A_change_tells_what_was_set_though_it_was_replaced_since()
    {
        var told = new Collected(_reader.Texts.WatchAsync(cancellationToken: Stop));
        long first = _writer.Texts.Set("a", Sample.Of(1));
        _writer.Texts.Set("a", Sample.Of(2));
        _writer.Texts.Remove("a");
        MapChange<string, Sample> change = told.Next();
        Assert.Equal((MapChangeKind.Set, "a", first), (change.Kind, change.Key, change.Version));
        Assert.True(change.TryGetValue(out Sample? value));
        Assert.Equal(Sample.Of(1), value);
        Assert.True(told.Next().TryGetValue(out value));
        Assert.Equal(Sample.Of(2), value);
        Assert.False(told.Next().TryGetValue(out _));

        // Until its memory is used again.
        for (int i = 0; i < 1000; i++)
            _writer.Texts.Set("a", Sample.Of(3));
        Assert.False(change.TryGetValue(out _));
    }

    /// <summary>What the remarks of <see cref="SharedMap{TKey, TValue}.WatchAsync"/> say.</summary>
    [Theory]
    [InlineData(16, 400, true)]
    [InlineData(17, 200, true)]
    [InlineData(17, 400, false)]
    public void Removals_of_longer_keys_are_told_while_their_blocks_rest(int keyLength, int behind, bool isAllTold)
    {
        int next = 0;
        SetAndRemove(600);
        var told = new Collected(_reader.Texts.WatchAsync(_writer.Version, Stop));
        SetAndRemove(behind);
        _writer.Texts.Set(FollowedMap.End, Sample.Of(0));
        List<(MapChangeKind Kind, string? Key, long Version)> changes = told.UntilEnd();
        Assert.Equal(isAllTold, changes.TrueForAll(static change => change.Kind != MapChangeKind.Missed));
        if (isAllTold)
            Assert.Equal((2 * behind) + 1, changes.Count);

        void SetAndRemove(int count)
        {
            for (int i = 0; i < count; i++)
            {
                string key = $"{next++}".PadLeft(keyLength, '0');
                _writer.Texts.Set(key, Sample.Of(i));
                _writer.Texts.Remove(key);
            }
        }
    }

    [Theory]
    [InlineData(RingLayout.Records - 1)]
    [InlineData(RingLayout.Records)]
    [InlineData(RingLayout.Records + 1)]
    public void A_commit_that_was_given_up_when_it_was_complete_leaves_something_to_go_on_from(int changes)
    {
        for (int i = 0; i < 2000; i++)
            _writer.Texts.Set($"{i}", Sample.Of(i));
        var lagging = new Collected(_reader.Texts.WatchAsync(0, Stop));
        _writer.Numbers.Limits = new MapLimits { MaximumEntries = 1 };
        using (StoreCommit commit = _writer.BeginCommit())
        {
            for (int i = 0; i < changes; i++)
                _writer.Texts.Set($"{i}", Sample.Of(-1));
            _writer.Numbers.Set(1, Sample.Of(1));
            _writer.Numbers.Set(2, Sample.Of(2));
            Assert.IsType<InvalidOperationException>(commit.Failure());
        }

        var told = new Collected(_reader.Texts.WatchAsync(cancellationToken: Stop));
        Assert.Equal(MapChangeKind.Missed, lagging.Next().Kind);
        _writer.Texts.Set("5", Sample.Of(6));
        Assert.Equal("5", told.Next().Key);
        Assert.Equal("5", lagging.Next().Key);
    }

    [Fact]
    public async Task Changes_of_other_maps_do_not_come_and_waiting_ends_with_a_change()
    {
        var told = new Collected(_reader.Texts.WatchAsync(cancellationToken: Stop));
        Task<MapChange<string, Sample>> next = Task.Run(told.Next, Stop);
        _writer.Numbers.Set(1, Sample.Of(1));
        _writer.Beside.Set(Sample.Of(1));
        await Task.Delay(50, Stop);
        Assert.False(next.IsCompleted);
        long version = _writer.Texts.Set("a", Sample.Of(1));
        Assert.Equal(version, (await next).Version);
    }

    [Fact]
    public void Keys_of_every_length_are_told()
    {
        var told = new Collected(_reader.Texts.WatchAsync(cancellationToken: Stop));
        for (int length = 0; length < 40; length++)
        {
            string key = new('x', length);
            _writer.Texts.Set(key, Sample.Of(length));
            _writer.Texts.Remove(key);
            Assert.Equal(key, told.Next().Key);
            Assert.Equal(key, told.Next().Key);
        }

        using IEnumerator<int> numbers = _reader.Numbers.WatchAsync(0, Stop).Select(static change => change.Key).ToBlockingEnumerable(Stop).GetEnumerator();
        foreach (int number in (int[])[0, 1, -1, int.MinValue, int.MaxValue])
        {
            _writer.Numbers.Set(number, Sample.Of(1));
            Assert.True(numbers.MoveNext());
            Assert.Equal(number, numbers.Current);
        }
    }

    [Fact]
    public async Task Who_is_too_slow_is_told_so_and_knows_the_map_again_after_looking_at_it()
    {
        var followed = new FollowedMap(_reader.Texts);
        IAsyncEnumerable<MapChange<string, Sample>> changes = _reader.Texts.WatchAsync(cancellationToken: Stop);
        var traffic = new MapTraffic(_writer, 3);
        for (int i = 0; i < 3 * RingLayout.Records; i++)
            traffic.Change();
        _writer.Texts.Set(FollowedMap.End, Sample.Of(0));
        await followed.FollowAsync(changes).WaitAsync(TimeSpan.FromSeconds(30), Stop);
        Assert.Equal(1, followed.Missed);
        Assert.Null(followed.Difference());

        // And goes on behind that.
        var told = new Collected(changes);
        Assert.Equal(MapChangeKind.Missed, told.Next().Kind);
        long version = _writer.Texts.Set("later", Sample.Of(1));
        Assert.Equal(version, told.Next().Version);
    }

    [Fact]
    public void Only_who_asks_for_more_than_is_kept_has_missed_something()
    {
        List<long> versions = [];
        for (int i = 0; i < RingLayout.Records + 10; i++)
            versions.Add(_writer.Numbers.Set(i % 7, Sample.Of(i)));
        Assert.Equal(MapChangeKind.Missed, First(versions[9] - 1).Kind);
        Assert.Equal((MapChangeKind.Set, versions[11]), First(versions[10]));
        Assert.Equal((MapChangeKind.Set, versions[^1]), First(versions[^2]));

        (MapChangeKind Kind, long Version) First(long since) =>
            _reader.Numbers.WatchAsync(since, Stop).Select(static change => (change.Kind, change.Version)).ToBlockingEnumerable(Stop).First();
    }

    [Fact]
    public void A_commit_of_more_changes_than_are_kept_is_told_as_missed()
    {
        var told = new Collected(_reader.Texts.WatchAsync(cancellationToken: Stop));
        long version;
        using (StoreCommit commit = _writer.BeginCommit())
        {
            for (int i = 0; i <= RingLayout.Records; i++)
                _writer.Texts.Set($"key:{i}", Sample.Of(i));
            version = commit.Complete();
        }

        MapChange<string, Sample> change = told.Next();
        Assert.Equal((MapChangeKind.Missed, version), (change.Kind, change.Version));
        Assert.Equal(_writer.Texts.Set("a", Sample.Of(1)), told.Next().Version);
    }

    [Fact]
    public void What_a_commit_that_is_given_up_has_written_is_not_told()
    {
        var told = new Collected(_reader.Texts.WatchAsync(cancellationToken: Stop));
        using (_writer.BeginCommit())
            _writer.Texts.Set("never", Sample.Of(1));
        _writer.Texts.Set("a", Sample.Of(1));
        Assert.Equal("a", told.Next().Key);
    }

    [Fact]
    public void A_removed_long_key_whose_memory_is_used_again_is_told_as_missed()
    {
        const string Key = "a key that is longer than sixteen bytes";
        _writer.Texts.Set(Key, Sample.Of(1));
        var told = new Collected(_reader.Texts.WatchAsync(cancellationToken: Stop));
        _writer.Texts.Remove(Key);
        for (int i = 0; i < 600; i++)
            _writer.Texts.Set("b key that is longer than sixteen bytes", Sample.Of(1));
        Assert.Equal(MapChangeKind.Missed, told.Next().Kind);

        // Of the sets whose memory is used again some are left out, but not the last.
        int sets = 1;
        while (told.Next().Version < _writer.Version)
            sets++;
        Assert.InRange(sets, 1, 599);
    }

    [Fact]
    public async Task Watching_ends_when_it_is_cancelled_and_when_the_store_is_disposed()
    {
        using var cancelled = new CancellationTokenSource();
        ValueTask<bool> waits = _reader.Texts.WatchAsync(cancellationToken: cancelled.Token).GetAsyncEnumerator(Stop).MoveNextAsync();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await waits);

        using MapStore other = _writer.OpenReader();
        waits = other.Texts.WatchAsync(cancellationToken: Stop).GetAsyncEnumerator(Stop).MoveNextAsync();
        other.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await waits);
        Assert.Throws<ObjectDisposedException>(() => other.Texts.WatchAsync(cancellationToken: Stop));
        Assert.Throws<InvalidOperationException>(() => _reader.Snapshot(static store => store.Texts.WatchAsync(cancellationToken: Stop)));
    }
}
