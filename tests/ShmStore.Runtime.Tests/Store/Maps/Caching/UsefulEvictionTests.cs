using ShmStore.Layout;
using ShmStore.Store.Maps;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Maps.Caching;

/// <summary>In a full store only what can help makes way.</summary>
public sealed class UsefulEvictionTests : IDisposable
{
    // With room for the record of a commit in the place of one.
    private const int Small = 200;
    private const int Larger = 1000;
    private const int Largest = 5000;

    private readonly MapStoreWriter _writer = MapStoreWriter.Open(null, new StoreOptions { MaximumSize = 8 << 20 });

    public void Dispose()
    {
        StoreInspection.AssertEveryBlockIsKnown(_writer);
        _writer.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Small_entries_stay_when_a_large_one_has_no_room(bool inCommits)
    {
        FillByEviction();
        long count = _writer.Texts.Count;
        for (int i = 0; i < 20; i++)
            Assert.Throws<StoreFullException>(() => SetLarge(i, inCommits));
        Assert.Equal(count, _writer.Texts.Count);
    }

    [Fact]
    public void Large_entries_go_for_a_large_one_and_the_small_ones_stay()
    {
        for (int i = 0; i < 10; i++)
            _writer.Texts.Set($"large {i}", Sample.Of(i, Largest));
        FillByEviction(() =>
        {
            for (int i = 0; i < 10; i++)
                _ = _writer.Texts.ContainsKey($"large {i}");
        });
        HashSet<string> small = [.. _writer.Texts.Keys.Where(static key => key.StartsWith("small", StringComparison.Ordinal))];
        int large = (int)_writer.Texts.Count - small.Count;
        Assert.InRange(large, 1, 10);
        for (int i = 0; i < 50; i++)
            SetLarge(i, inCommit: false);
        Assert.Superset(small, _writer.Texts.Keys.ToHashSet());
        Assert.Equal(small.Count + large, _writer.Texts.Count);

        // None is left, and then there is one again.
        for (int i = 0; i < 50; i++)
            _writer.Texts.Remove($"new {i}");
        for (int i = 0; i < large; i++)
            _writer.Numbers.Set(i, Sample.Of(i, Largest));
        Assert.Throws<StoreFullException>(() => SetLarge(1, inCommit: false));
        Assert.Throws<StoreFullException>(() => SetLarge(1, inCommit: false));
        _writer.Numbers.Remove(0);
        SetLarge(2, inCommit: false);
        SetLarge(3, inCommit: false);
        Assert.Equal(small.Count + 1, _writer.Texts.Count);
    }

    /// <summary>Nobody has set a large one meanwhile. A search goes round the index, and leaves the hand elsewhere.</summary>
    [Fact]
    public void A_large_entry_is_not_looked_for_again_because_small_ones_have_changed()
    {
        const long hand = 12_345 * IndexLayout.Lanes;
        FillByEviction();
        Assert.Throws<StoreFullException>(() => SetLarge(1, inCommit: false));
        Assert.NotEqual(hand, Hand);
        Hand = hand;
        string[] small = [.. _writer.Texts.Keys.Take(2000)];
        foreach (string key in small)
        {
            Assert.True(_writer.Texts.Remove(key));
            _writer.Texts.Set(key, Sample.Of(1, Small));
            Assert.Throws<StoreFullException>(() => SetLarge(1, inCommit: false));
        }

        Assert.Equal(hand, Hand);
    }

    /// <summary>There are fewer of those than are passed over for one of the right size.</summary>
    [Fact]
    public void The_only_large_entry_goes_for_one_that_is_not_so_large()
    {
        _writer.Texts.Set("largest", Sample.Of(1, Largest));
        FillByEviction(() => _ = _writer.Texts.ContainsKey("largest"));
        HashSet<string> small = [.. _writer.Texts.Keys.Where(static key => key.StartsWith("small", StringComparison.Ordinal))];
        _writer.Texts.Set("larger", Sample.Of(2, Larger));
        Assert.False(_writer.Texts.ContainsKey("largest"));
        Assert.Superset(small, _writer.Texts.Keys.ToHashSet());
    }

    /// <summary>The first time round it loses its mark, the second time it goes.</summary>
    [Fact]
    public void A_large_entry_that_was_found_goes_wherever_the_hand_is()
    {
        // In the first part of the index, however many there are.
        string large = Enumerable.Range(0, int.MaxValue).Select(static i => $"large {i}").First(key => SegmentLease.IndexOf(HashOf(key), 6) == 0);
        _writer.Texts.Set(large, Sample.Of(1, Largest));
        FillByEviction(() => _ = _writer.Texts.ContainsKey(large));
        foreach (int part in (int[])[0, 1, 2, 3])
        {
            Assert.True(_writer.Texts.ContainsKey(large));
            Hand = ((part * SegmentLease.Positions / 4) << 10) * IndexLayout.Lanes;
            large = $"new {part}";
            SetLarge(part, inCommit: false);
        }
    }

    /// <summary>Nor is anything of another map of use to the index, which does not need to be large.</summary>
    [Fact]
    public void What_a_commit_lacks_in_the_index_is_not_taken_from_another_map()
    {
        FillByEviction();
        _writer.Numbers.Limits = new MapLimits { MaximumEntries = 1_000_000 };
        long others = _writer.Numbers.Count;
        using IEnumerator<string> keys = FillFirstSegment();
        for (int i = 0; i < 50; i++)
        {
            keys.MoveNext();
            while (Record.Exception(() => SetInCommit(keys.Current, Sample.Of(i, Small))) is StoreFullException)
            {
            }
        }

        Assert.Equal(others, _writer.Numbers.Count);
    }

    /// <summary>It cannot grow, as all memory is in blocks of entries: one of its own entries has to go, and no other is of use.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_entry_of_a_full_part_of_the_index_goes_for_another(bool inCommits)
    {
        FillByEviction();
        const int added = 400;
        using IEnumerator<string> keys = FillFirstSegment();
        long count = _writer.Texts.Count;
        long evicted = Evicted();
        int refused = 0;
        using var thrown = new ThrownExceptions();
        for (int i = 0; i < added; i++)
        {
            string key = Next();
            if (!inCommits)
            {
                _writer.Texts.Set(key, Sample.Of(i, Small));
                continue;
            }

            // What it lacks is found by the next one.
            while (Record.Exception(() => SetInCommit(key, Sample.Of(i, Small))) is { } error)
            {
                Assert.IsType<StoreFullException>(error);
                refused++;
                Assert.InRange(refused, 1, 3 * added);
            }
        }

        Assert.InRange(Evicted() - evicted, added / 2, 2 * added);
        Assert.InRange(_writer.Texts.Count, count - added, count + added);
        Assert.Equal(inCommits, refused > 0);
        Assert.Equal(inCommits, thrown.Count > 0);

        string Next() => keys.MoveNext() ? keys.Current : throw new InvalidOperationException("There are no more keys.");
    }

    private IEnumerator<string> FillFirstSegment()
    {
        IEnumerator<string> keys = Enumerable.Range(0, int.MaxValue).Select(static i => $"added {i}").Where(IsInFirstSegment).GetEnumerator();
        for (int i = 0; i < 40_000 && !IsFirstSegmentFull() && keys.MoveNext(); i++)
        {
            // Found once, or it would be the next to go.
            _writer.Texts.Set(keys.Current, Sample.Of(i, Small));
            Assert.True(_writer.Texts.ContainsKey(keys.Current));
        }

        Assert.True(IsFirstSegmentFull());
        return keys;
    }

    private ulong HashOf(string key) => KeysOfTheirOwnMarks.HashOf(key, _writer.Texts.Reader.Seed);

    private unsafe ref long Hand => ref *(long*)(_writer.Attachment.Region.Origin + new IndexInspection(_writer.Attachment, 0).Root + IndexLayout.RootHandOffset);

    private bool IsInFirstSegment(string key) => SegmentLease.IndexOf(HashOf(key), new IndexInspection(_writer.Attachment, 0).Depth) == 0;

    private bool IsFirstSegmentFull()
    {
        var index = new IndexInspection(_writer.Attachment, 0);
        long word = index.Directory[0];
        return index.Number(IndexInspection.OffsetOf(word) + IndexLayout.SegmentCountOffset) >= SegmentLease.BucketsOf(word) * IndexLayout.Lanes * 13 / 16;
    }

    private long Evicted() => _writer.GetHeapReport(TestContext.Current.CancellationToken).Maps.Single(static map => map.Name.EndsWith("Texts", StringComparison.Ordinal)).Evicted;

    // Without any room left that a commit could find.
    private void FillByEviction(Action? use = null)
    {
        _writer.Texts.Limits = new MapLimits { MaximumEntries = 1_000_000 };

        // Its index is large enough for all that come.
        for (int i = 0; i < 400; i++)
            _writer.Numbers.Set(i, Sample.Of(i));
        for (int i = 0; i < 400; i++)
            _writer.Numbers.Remove(i);
        for (int i = 0; i < 40_000; i++)
        {
            _writer.Texts.Set($"small {i}", Sample.Of(i, Small));
            if (i % 20 == 0)
                use?.Invoke();
        }

        Assert.InRange(Evicted(), 1, 40_000);
        _writer.Texts.Limits = null;
        int number = 1000;
        foreach (int length in (int[])[Larger, Small, 16])
        {
            while (Record.Exception(() => _writer.Numbers.Set(number, Sample.Of(number, length))) is null)
                number++;
        }

        Assert.InRange(number, 1000, 1400);
        _writer.Texts.Limits = new MapLimits { MaximumEntries = 1_000_000 };
    }

    private void SetLarge(int number, bool inCommit)
    {
        string key = $"new {number}";
        var value = Sample.Of(number, Largest);
        if (inCommit)
            SetInCommit(key, value);
        else
            _writer.Texts.Set(key, value);
    }

    private void SetInCommit(string key, Sample value)
    {
        using StoreCommit commit = _writer.BeginCommit();
        _writer.Texts.Set(key, value);
        commit.Complete();
    }
}
