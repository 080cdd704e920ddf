using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Store.Commits;

namespace ShmStore.Tests.Store.Maps;

/// <summary>Maps in commits of several keys, and in snapshots.</summary>
public sealed class MapCommitTests : IDisposable
{
    private readonly MapStoreWriter _writer = MapStoreWriter.Open(null);
    private readonly MapStore _reader;

    public MapCommitTests() => _reader = _writer.OpenReader();

    public void Dispose()
    {
        StoreInspection.AssertEveryBlockIsKnown(_writer);
        _reader.Dispose();
        _writer.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Clearing_a_map_without_entries_is_a_change_of_it(bool wasWritten)
    {
        if (wasWritten)
        {
            _writer.Texts.Set("a", Sample.Of(1));
            _writer.Texts.Remove("a");
        }

        using StoreCommit commit = _writer.BeginCommit();
        long cleared = _writer.Texts.Clear();
        Assert.Equal(cleared, commit.Complete());
        Assert.Equal((cleared, cleared), (_writer.Version, _reader.Texts.Version));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_not_there_and_is_set_and_removed_is_no_change_of_the_map(bool isBesideOthers)
    {
        _writer.Numbers.Set(1, Sample.Of(1));
        long version = _reader.Numbers.Version;
        using var stop = new CancellationTokenSource();
        Task<long> waiting = _reader.Numbers.WaitForChangeAsync(version, stop.Token);
        SetAndRemove(isBesideOthers);
        Assert.Equal((version, 1), (_reader.Numbers.Version, _reader.Numbers.Count));

        // Waiting would have ended by then: this write comes after it.
        Assert.False(waiting.IsCompleted);
        long next = _writer.Numbers.Set(2, Sample.Of(2));
        Assert.Equal(version + 2, next);
        Assert.Equal(next, await waiting.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));

        void SetAndRemove(bool setsAnother)
        {
            using StoreCommit commit = _writer.BeginCommit();
            long given = _writer.Numbers.Set(7, Sample.Of(7));
            Assert.True(_writer.Numbers.Remove(7));
            if (setsAnother)
                _writer.Texts.Set("a", Sample.Of(1));

            // The number has been given out, and means nothing else later.
            Assert.Equal((version + 1, version + 1), (given, commit.Complete()));
        }
    }

    [Fact]
    public void What_expired_and_is_set_and_removed_is_a_change_of_the_map()
    {
        var clock = new Caching.ManualClock();
        using MapStoreWriter writer = MapStoreWriter.Open(null, new StoreOptions { TimeProvider = clock });
        long set = writer.Numbers.Set(7, Sample.Of(7), TimeSpan.FromSeconds(1));
        using (StoreCommit commit = writer.BeginCommit())
        {
            writer.Numbers.Set(7, Sample.Of(8));
            Assert.True(writer.Numbers.Remove(7));
            clock.Advance(TimeSpan.FromSeconds(2));
            Assert.Equal(set + 1, commit.Complete());
        }

        Assert.Equal((set + 1, 0), (writer.Numbers.Version, writer.Numbers.Count));
        StoreInspection.AssertEveryBlockIsKnown(writer);
    }

    [Fact]
    public void What_was_prepared_for_a_map_that_does_not_change_is_taken_back_before_the_commit_is_tried_anew()
    {
        // It was cleared without entries, so that its counters were among the words already and no lanes. Then its index grows, and the old root is free.
        _writer.Texts.Limits = new MapLimits { MaximumEntries = 1 };
        var index = new IndexInspection(_writer.Attachment, 1);
        _writer.Numbers.Set(-5, Sample.Of(1));
        _writer.Numbers.Remove(-5);
        long root = index.Root;
        using (StoreCommit commit = _writer.BeginCommit())
        {
            _writer.Numbers.Clear();
            _writer.Texts.Set("a", Sample.Of(1));
            _writer.Texts.Set("b", Sample.Of(1));
            Assert.IsType<InvalidOperationException>(commit.Failure());
            _writer.Texts.Remove("b");
            for (int i = 1; i <= 20_000; i++)
                _writer.Numbers.Set(-100 * i, Sample.Of(1));
            commit.Complete();
        }

        Assert.NotEqual(root, index.Root);
        index.AssertCounts();
        Assert.Equal(0, index.Word(root + IndexLayout.RootCountOffset));
    }

    [Fact]
    public void Nothing_is_seen_before_the_commit_completes_and_all_of_it_after()
    {
        _writer.Texts.Set("kept", Sample.Of(1));
        _writer.Texts.Set("removed", Sample.Of(2));
        _writer.Numbers.Set(7, Sample.Of(3));
        using (StoreCommit commit = _writer.BeginCommit())
        {
            long version = _writer.Texts.Set("new", Sample.Of(4));
            Assert.Equal(version, _writer.Texts.Set("kept", Sample.Of(5)));
            Assert.True(_writer.Texts.Remove("removed"));
            Assert.False(_writer.Texts.Remove("removed"));
            Assert.False(_writer.Texts.TryAdd("new", Sample.Of(9)));
            Assert.True(_writer.Texts.TryAdd("removed", Sample.Of(6)));
            Assert.Equal(Sample.Of(8), _writer.Numbers.Update(7, static old => Sample.Of(old.Number + 5)));
            _writer.Beside.Set(Sample.Of(10));
            Assert.False(_reader.Texts.ContainsKey("new"));
            Assert.Equal(Sample.Of(1), _reader.Texts["kept"].Value);
            Assert.Equal(2, _reader.Texts.Count);
            commit.Complete();
        }

        Assert.Equal([("kept", 5), ("new", 4), ("removed", 6)], _reader.Texts.Select(static entry => (entry.Key, entry.Value.Number)).Order());
        Assert.Equal(3, _reader.Texts.Count);
        Assert.Equal(8, _reader.Numbers[7].Value.Number);
        Assert.Equal(_reader.Texts["new"].Version, _reader.Beside.Version);
        Assert.Equal(_reader.Texts.Version, _reader.Beside.Version);
    }

    [Fact]
    public void A_commit_that_is_given_up_leaves_no_trace()
    {
        for (int i = 0; i < 50; i++)
            _writer.Numbers.Set(i, Sample.Of(i));
        using (_writer.BeginCommit())
        {
            _writer.Numbers.Clear();
            _writer.Numbers.Set(1000, Sample.Of(1));
        }

        Assert.Equal(Enumerable.Range(0, 50), _reader.Numbers.Keys.Order());
    }

    [Fact]
    public void A_large_commit_makes_room_for_all_its_entries()
    {
        for (int round = 0; round < 3; round++)
        {
            using StoreCommit commit = _writer.BeginCommit();
            for (int i = 0; i < 20_000; i++)
                _writer.Numbers.Set((round * 10_000) + i, Sample.Of(round));
            commit.Complete();
        }

        Assert.Equal(40_000, _reader.Numbers.Count);
        Assert.Equal(Enumerable.Range(0, 40_000), _reader.Numbers.Keys.Order());
        Assert.Equal(2, _reader.Numbers[20_000].Value.Number);
        using (StoreCommit commit = _writer.BeginCommit())
        {
            _writer.Numbers.Clear();
            _writer.Numbers.Set(-1, Sample.Of(1));
            commit.Complete();
        }

        Assert.Equal([-1], _reader.Numbers.Keys);
    }

    [Fact]
    public void A_snapshot_sees_maps_and_entries_of_one_commit()
    {
        Change(1);
        long seen = 0;
        long result = _reader.Snapshot(store =>
        {
            if (seen++ == 0)
            {
                long before = store.Beside.Value.Number;
                Change(2);
                return before + store.Texts["a"].Value.Number;
            }

            return store.Beside.Value.Number + store.Texts["a"].Value.Number + store.Texts.Sum(static entry => entry.Value.Number) + (store.Texts.ContainsKey("b") ? 1000 : 0)
                + store.Numbers.Count;
        });
        Assert.Equal(2, seen);
        Assert.Equal(2 + 2 + 2, result);
    }

    [Fact]
    public void What_a_snapshot_did_not_find_is_looked_at_again()
    {
        Change(1);
        int runs = 0;
        bool found = _reader.Snapshot(store =>
        {
            bool contains = store.Texts.ContainsKey("late");
            if (runs++ == 0)
                _writer.Texts.Set("late", Sample.Of(5));
            return contains;
        });
        Assert.True(found);
        Assert.Equal(2, runs);
    }

    [Fact]
    public void A_commit_that_was_not_finished_is_seen_by_snapshots_and_carried_through_by_the_next_writer()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var dying = MapStoreWriter.Open(path);
            dying.Texts.Set("a", Sample.Of(1));
            dying.Texts.Set("gone", Sample.Of(1));
            using var reader = MapStore.Open(path);
            byte[]? copy = null;
            dying.Attachment.Writer!.StepTaken = step =>
            {
                if (step == WriteStep.Recorded)
                    copy = File.ReadAllBytes(path);
            };
            using (StoreCommit commit = dying.BeginCommit())
            {
                dying.Texts.Set("a", Sample.Of(2));
                dying.Texts.Set("b", Sample.Of(2));
                dying.Texts.Remove("gone");
                commit.Complete();
            }

            dying.Dispose();
            string dead = path + ".dead";
            File.WriteAllBytes(dead, copy!);
            try
            {
                using (var orphan = MapStore.Open(dead))
                {
                    Assert.Equal(1, orphan.Texts["a"].Value.Number);
                    Assert.Equal("a=2 b=2", orphan.Snapshot(static store => string.Join(' ', store.Texts.Select(static entry => $"{entry.Key}={entry.Value.Number}").Order())));
                    Assert.Equal((2L, 2L, false, 2L), orphan.Snapshot(
                        static store => (store.Texts["a"].Value.Number, store.Texts["b"].Value.Number, store.Texts.ContainsKey("gone"), store.Texts.Count)));
                }

                using var next = MapStoreWriter.Open(dead);
                Assert.Equal(["a", "b"], next.Texts.Keys.Order());
                Assert.Equal(2, next.Texts.Count);
                StoreInspection.AssertEveryBlockIsKnown(next);
            }
            finally
            {
                SharedStoreFile.Delete(dead);
            }
        }
        finally
        {
            SharedStoreFile.Delete(path);
        }
    }

    private void Change(long number)
    {
        using StoreCommit commit = _writer.BeginCommit();
        _writer.Beside.Set(Sample.Of(number));
        _writer.Texts.Set("a", Sample.Of(number));
        commit.Complete();
    }
}
