using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Maps.Caching;

/// <summary>Which entry of a map with bounds goes next.</summary>
public sealed class EvictionOrderTests : IDisposable
{
    private readonly MapStoreWriter _writer = MapStoreWriter.Open(null);
    private readonly KeysOfTheirOwnMarks _keys;

    public EvictionOrderTests() => _keys = new KeysOfTheirOwnMarks(_writer.Texts.Reader.Seed);

    public void Dispose()
    {
        StoreInspection.AssertEveryBlockIsKnown(_writer);
        _writer.Dispose();
    }

    [Fact]
    public void A_scan_does_not_drive_out_what_is_used_and_a_ghost_comes_back_for_longer()
    {
        Bound(100);
        SetAll(0, 100);
        for (int i = 0; i < 30; i++)
            Assert.True(_writer.Texts.ContainsKey(KeyOf(i)));
        SetAll(1000, 50);
        Assert.Equal(30, CountOf(0, 30));

        // This one was evicted, and is set again: the scan goes before it.
        Assert.False(Has(30));
        SetAll(30, 1);
        SetAll(2000, 60);
        Assert.True(Has(30));
        Assert.Equal(30, CountOf(0, 30));
    }

    /// <summary>They come back after they have left the small queue: it alone finds 30 of 100, and 3, of the 66 and 50 that can be found.</summary>
    [Theory]
    [InlineData(500, 3, 52)]
    [InlineData(800, 2, 28)]
    [InlineData(900, 10, 75)]
    public void What_is_used_a_few_times_within_a_short_while_is_found(int active, int uses, int least)
    {
        Bound(1000);
        var random = new Random(1);
        (int Key, int Left)[] sessions = [.. Enumerable.Range(0, active).Select(i => (i, uses))];
        int next = active;
        Assert.InRange(HitRate(60_000, _ =>
        {
            ref (int Key, int Left) session = ref sessions[random.Next(active)];
            int key = session.Key;
            session = session.Left == 1 ? (next++, uses) : (key, session.Left - 1);
            return key;
        }), least, 100);
    }

    /// <summary>They come back too, but those that the main queue evicts for them as often.</summary>
    [Theory]
    [InlineData(1200, 70)]
    [InlineData(1500, 52)]
    public void What_is_used_in_turn_drives_out_no_more_than_it_must(int keys, int least)
    {
        Bound(1000);
        Assert.InRange(HitRate(60_000, request => request % keys), least, 100);
    }

    [Fact]
    public void What_was_used_once_goes_after_a_round_in_which_it_was_not()
    {
        Bound(100);
        SetAll(0, 100);
        for (int i = 0; i < 100; i++)
            Assert.True(_writer.Texts.ContainsKey(KeyOf(i)));
        for (int round = 0; round < 6; round++)
        {
            for (int i = 0; i < 100; i++)
            {
                int key = (round % 2 == 0 ? 1000 : 2000) + i;
                SetAll(key, 1);
                Assert.True(_writer.Texts.ContainsKey(KeyOf(key)));
            }
        }

        Assert.Equal(0, CountOf(0, 100));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(19)]
    [InlineData(20)]
    [InlineData(200)]
    public void A_new_working_set_that_fits_takes_the_place_of_the_old_one(int entries)
    {
        Bound(entries);
        Request(0, rounds: 5);
        Assert.InRange(Request(entries, rounds: 50), 1, entries);

        // How many of the last round were there.
        int Request(int first, int rounds)
        {
            int hits = 0;
            for (int round = 0; round < rounds; round++)
            {
                hits = 0;
                for (int key = first; key < first + entries; key++)
                {
                    if (_writer.Texts.ContainsKey(KeyOf(key)))
                        hits++;
                    else
                        SetAll(key, 1);
                }
            }

            return hits;
        }
    }

    /// <summary>The key that takes the lane of the one that went is not the next to go: else the old ones stay for ever, in some places of the index.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void No_place_in_the_index_keeps_the_old_working_set(int entries)
    {
        for (int i = 0; i < 300; i++)
        {
            using var other = new EvictionOrderTests();
            other.A_new_working_set_that_fits_takes_the_place_of_the_old_one(entries);
        }
    }

    /// <summary>Seldom enough that it has left the new ones each time, and often enough for the hand.</summary>
    [Fact]
    public void What_is_set_again_is_as_if_it_had_been_found()
    {
        Bound(100);
        SetAll(0, 100);
        for (int round = 1; round <= 50; round++)
        {
            SetAll(0, 1);
            SetAll(1000 * round, 20);
            Assert.True(Has(0), $"in round {round}");
        }
    }

    [Fact]
    public void What_was_evicted_is_counted_as_long_as_there_is_the_map()
    {
        Bound(100);
        SetAll(0, 350);
        Assert.Equal(250, Evicted());
        SetAll(0, 100);
        _writer.Texts.Remove(KeyOf(5));
        _writer.Texts.Clear();
        SetAll(0, 101);
        _writer.Texts.Limits = null;
        SetAll(1000, 2000);
        Assert.Equal(351, Evicted());

        long Evicted() => _writer.GetHeapReport(TestContext.Current.CancellationToken).Maps.Single(static map => map.Name.EndsWith("Texts", StringComparison.Ordinal)).Evicted;
    }

    [Fact]
    public void Without_reads_the_oldest_goes_first()
    {
        Bound(100);
        SetAll(0, 100);
        for (int i = 0; i < 90; i++)
        {
            SetAll(1000 + i, 1);
            Assert.Equal(100 - i - 1, CountOf(0, 100));
            Assert.True(i == 99 || Has(i + 1));
        }
    }

    [Fact]
    public void When_all_are_used_one_goes_all_the_same_after_few_steps()
    {
        const int entries = 10_000;
        Bound(entries);
        SetAll(0, entries);
        for (int i = 0; i < entries; i++)
            Assert.True(_writer.Texts.ContainsKey(KeyOf(i)));
        UseMarks marks = Marks();
        SetAll(entries, 1);
        Assert.Equal(entries, _writer.Texts.Count);

        // Some keys share a mark.
        IEnumerable<ulong> hashes = Enumerable.Range(0, entries).Select(HashOf).DistinctBy(hash => hash % (ulong)marks.Length);
        Assert.InRange(hashes.Count(hash => !marks.Take(hash)), 1, 40);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, -1)]
    [InlineData(long.MinValue, long.MinValue)]
    [InlineData(long.MaxValue, long.MaxValue)]
    [InlineData(50, 77_777_777)]
    public void Whatever_stands_in_the_root_something_goes(long recent, long hand)
    {
        Bound(100);
        for (int i = 0; i < 1000; i++)
        {
            SetAll(i, 1);
            Root(IndexLayout.RootRecentOffset) = recent;
            Root(IndexLayout.RootHandOffset) = hand;
            Returns = hand;
            Assert.Equal(Math.Min(i + 1, 100), _writer.Texts.Count);
        }
    }

    /// <summary>As if all that the small queue has evicted came back, and nothing else: whatever the hand finds, or finds nothing.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(100)]
    public void However_many_are_said_to_have_come_back_something_goes(int entries)
    {
        Bound(entries);
        for (int i = 0; i < 1000; i++)
        {
            SetAll(i, 1);
            Returns = ushort.MaxValue;
            Assert.Equal(Math.Min(i + 1, entries), _writer.Texts.Count);
        }
    }

    [Fact]
    public void Entries_that_came_without_a_record_or_whose_records_are_lost_go_too()
    {
        SetAll(0, 5000);
        _writer.Texts.Limits = new MapLimits { MaximumEntries = 100 };
        Assert.Equal(100, _writer.Texts.Count);
        using (StoreCommit commit = _writer.BeginCommit())
        {
            for (int i = 10_000; i < 10_100; i++)
                SetAll(i, 1);
            commit.Complete();
        }

        Assert.Equal(100, CountOf(10_000, 100));
        Root(IndexLayout.RootEvictionsOffset) = -5;
        SetAll(20_000, 1000);
        Assert.Equal(100, _writer.Texts.Count);
    }

    private void Bound(int entries) => _writer.Texts.Limits = new MapLimits { MaximumEntries = entries };

    // In per cent of the last two thirds.
    private int HitRate(int requests, Func<int, int> keyOf)
    {
        int hits = 0;
        for (int request = 0; request < requests; request++)
        {
            string key = $"key {keyOf(request)}";
            if (!_writer.Texts.ContainsKey(key))
                _writer.Texts.Set(key, Sample.Of(request));
            else if (request >= requests / 3)
                hits++;
        }

        return 100 * hits / (requests - (requests / 3));
    }

    private void SetAll(int first, int count)
    {
        for (int i = first; i < first + count; i++)
            _writer.Texts.Set(KeyOf(i), Sample.Of(i));
    }

    // Going through all entries leaves no marks.
    private bool Has(int key) => _writer.Texts.Keys.Contains(KeyOf(key));

    private int CountOf(int first, int count)
    {
        HashSet<string> present = [.. _writer.Texts.Keys];
        return Enumerable.Range(first, count).Count(i => present.Contains(KeyOf(i)));
    }

    private ulong HashOf(int key) => KeysOfTheirOwnMarks.HashOf(KeyOf(key), _writer.Texts.Reader.Seed);

    private unsafe ref long Root(int offset) => ref *(long*)(_writer.Attachment.Region.Origin + new IndexInspection(_writer.Attachment, 0).Root + offset);

    private unsafe ref long Returns => ref *(long*)(_writer.Attachment.Region.Origin + Root(IndexLayout.RootRingOffset) + RingLayout.ReturnsOffset);

    private UseMarks Marks() => _writer.Attachment.Region.TryOpenMarks(Root(IndexLayout.RootMarksOffset), 1L << (int)(Root(IndexLayout.RootDepthOffset) >> 32))!;

    private string KeyOf(int i) => _keys[i];
}
