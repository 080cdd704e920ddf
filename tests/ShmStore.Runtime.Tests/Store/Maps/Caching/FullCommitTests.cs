using ShmStore.TestHost.Samples;
using ShmStore.Tests.Store.Commits;

namespace ShmStore.Tests.Store.Maps.Caching;

/// <summary>A commit of several keys that finds no room because of what could be given up: it fails whole, and finds room when it is tried anew.</summary>
public sealed class FullCommitTests : IDisposable
{
    private const int Keys = 20;

    private readonly ManualClock _clock = new();
    private readonly MapStoreWriter _writer;

    public FullCommitTests()
    {
        _writer = MapStoreWriter.Open(null, new StoreOptions { MaximumSize = 1024 * 1024, TimeProvider = _clock });

        // The index of a map needs large blocks, which small ones that are given up never become.
        for (int key = 0; key < Keys; key++)
            _writer.Numbers.Set(key, Sample.Of(-1));
    }

    public void Dispose() => _writer.Dispose();

    [Theory]
    [InlineData(900)]
    [InlineData(100)]
    public void Maps_with_bounds_evict_before_it_is_tried_anew(int length)
    {
        _writer.Texts.Limits = new MapLimits { MaximumEntries = 1_000_000 };
        for (int i = 0; i < 5000; i++)
            _writer.Texts.Set($"entry:{i}", Sample.Of(i, 1000));
        AssertCommits(length);
        Assert.True(_writer.Texts.Count > 50, $"{_writer.Texts.Count} are left");
        StoreInspection.AssertEveryBlockIsKnown(_writer);
    }

    [Fact]
    public void Expired_entries_are_removed_before_it_is_tried_anew()
    {
        Assert.Throws<StoreFullException>(() =>
        {
            for (int i = 0; i < 5000; i++)
                _writer.Texts.Set($"entry:{i}", Sample.Of(i, 1000), TimeSpan.FromMinutes(1));
        });
        long full = _writer.Texts.Count;
        Assert.Throws<StoreFullException>(() => Commit(0, 900));
        Assert.Throws<StoreFullException>(() => Commit(0, 900));
        Assert.Equal(full, _writer.Texts.Count);
        _clock.Advance(60);
        AssertCommits(900);
        StoreInspection.AssertEveryBlockIsKnown(_writer);
    }

    /// <summary>A block that is larger than that of any entry cannot come of evicting.</summary>
    [Theory]
    [InlineData(1000, 1, Keys + 2)]
    [InlineData(12_000, 0, 0)]
    public void One_that_needs_more_than_there_is_evicts_no_more_than_it_lacked(int length, int least, int most)
    {
        _writer.Texts.Limits = new MapLimits { MaximumEntries = 1_000_000 };
        for (int i = 0; i < 5000; i++)
            _writer.Texts.Set($"entry:{i}", Sample.Of(i, 1000));
        long before = _writer.Texts.Count;
        Assert.Throws<StoreFullException>(() => Commit(0, length));
        Assert.Equal(before, _writer.Texts.Count);
        using (_writer.BeginCommit())
        {
        }

        long after = _writer.Texts.Count;
        Assert.InRange(before - after, least, most);
        using (StoreCommit commit = _writer.BeginCommit())
        {
            _writer.Beside.Set(Sample.Of(1));
            commit.Complete();
        }

        Assert.Equal(after, _writer.Texts.Count);
    }

    /// <summary>What it had prepared for a map when it failed is no part of it any more.</summary>
    [Fact]
    public void One_that_goes_on_without_what_it_had_set_tells_nobody_of_that()
    {
        _writer.Texts.Set("first", Sample.Of(1));
        _writer.Texts.Clear();
        _writer.Numbers.Limits = new MapLimits { MaximumEntries = 1 };
        using MapStore reader = _writer.OpenReader();
        var told = new Changes.Collected(reader.Texts.WatchAsync(cancellationToken: TestContext.Current.CancellationToken));
        using (StoreCommit commit = _writer.BeginCommit())
        {
            _writer.Texts.Set("given up", Sample.Of(1));
            _writer.Numbers.Set(0, Sample.Of(1));
            _writer.Numbers.Set(1, Sample.Of(1));
            Assert.IsType<InvalidOperationException>(commit.Failure());
            _writer.Texts.Clear();
            _writer.Numbers.Remove(1);
            commit.Complete();
        }

        _writer.Texts.Set(FollowedMap.End, Sample.Of(1));
        Assert.Equal([FollowedMap.End], told.UntilEnd().Select(static change => change.Key));
        Assert.False(reader.Texts.ContainsKey("given up"));
    }

    private void AssertCommits(int length)
    {
        int failed = 0;
        for (int round = 0; round < 10; round++)
        {
            int attempts = 0;
            for (; ; attempts++)
            {
                Assert.True(attempts < 20, $"round {round} found no room, with {_writer.Texts.Count} entries that could be given up");
                try
                {
                    Commit(round, length);
                    break;
                }
                catch (StoreFullException)
                {
                    // Nothing of it has happened.
                    Assert.True(_writer.Numbers.All(entry => entry.Value.Number == round - 1));
                }
            }

            failed += attempts;
            Assert.Equal(Keys, _writer.Numbers.Count(entry => entry.Value == Sample.Of(round, length)));
        }

        Assert.True(failed > 0, "the store was not full");
    }

    private void Commit(int number, int length)
    {
        using StoreCommit commit = _writer.BeginCommit();
        for (int key = 0; key < Keys; key++)
            _writer.Numbers.Set(key, Sample.Of(number, length));
        commit.Complete();
    }
}
