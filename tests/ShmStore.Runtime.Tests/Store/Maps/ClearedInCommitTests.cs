using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Store.Maps;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Maps;

/// <summary>The index of a map that was cleared by a commit of several keys: it becomes small behind the commit, if few entries were set again.</summary>
public sealed class ClearedInCommitTests : IDisposable
{
    private const int Numbers = 1;
    private const int Entries = 10_000;

    private readonly TestFolder _folder = new();
    private readonly MapStoreWriter _writer;
    private readonly MapStore _reader;
    private readonly IndexInspection _index;

    public ClearedInCommitTests()
    {
        _writer = MapStoreWriter.Open(_folder.File());
        _reader = MapStore.Open(_folder.File());
        for (int i = 0; i < Entries; i++)
            _writer.Numbers.Set(i, Sample.Of(i));
        _index = new IndexInspection(_writer.Attachment, Numbers);
        Assert.True(_index.Depth > 0);
    }

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(0, IndexLayout.SmallestSegment)]
    [InlineData(48, IndexLayout.SmallestSegment)]
    [InlineData(49, 63)]
    [InlineData(3000, IndexLayout.LargestSegment)]
    public void It_has_one_segment_with_room_for_twice_as_many_and_no_value_changes_by_that(int again, int buckets)
    {
        long version = Replace(again);
        Assert.Equal(buckets, SegmentLease.BucketsOf(Assert.Single(_index.Directory)));
        Assert.Equal((version, version), (_reader.Version, _reader.Numbers.Version));
        AssertEntries(again);
        _index.AssertSound();
        StoreInspection.AssertEveryBlockIsKnown(_writer);

        // And grows again.
        for (int i = 0; i < Entries; i++)
            _writer.Numbers.Set(i, Sample.Of(i + 1));
        AssertEntries(Entries);
        _index.AssertSound();
    }

    [Fact]
    public void It_stays_as_it_is_where_as_many_are_set_again()
    {
        long root = _index.Root;
        Replace(Entries);
        Assert.Equal(root, _index.Root);
        AssertEntries(Entries);
    }

    [Fact]
    public void It_stays_where_nothing_was_cleared()
    {
        long root = _index.Root;
        using (StoreCommit commit = _writer.BeginCommit())
        {
            for (int i = 10; i < Entries; i++)
                Assert.True(_writer.Numbers.Remove(i));
            commit.Complete();
        }

        Assert.Equal(root, _index.Root);
    }

    [Fact]
    public void A_commit_that_is_given_up_leaves_it()
    {
        long root = _index.Root;
        using (_writer.BeginCommit())
            _writer.Numbers.Clear();
        Assert.Equal(root, _index.Root);
        AssertEntries(Entries);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public void Whoever_holds_entries_finds_that_they_are_gone_or_what_was_set_again(int again)
    {
        MapPlace[] held = [.. Enumerable.Range(0, 100).Select(PlaceOf)];
        Replace(again);
        Assert.Equal(Enumerable.Range(0, 100).Select(key => key < again ? key + 1 : -1L), Enumerable.Range(0, 100).Select(key => _reader.Numbers.TryGetValue(key, out Sample? value) ? value.Number : -1));
        Assert.All(held, static entry => Assert.False(entry.IsCurrent()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(2000)]
    public void A_pass_that_is_under_way_finds_what_was_set_again_once(int again)
    {
        List<int> keys = [];
        foreach (int key in _reader.Numbers.Keys)
        {
            keys.Add(key);
            if (keys.Count == Entries / 2)
                Replace(again);
        }

        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.Empty(Enumerable.Range(0, again).Except(keys));
        Assert.InRange(keys.Count, Entries / 2, (Entries / 2) + again);
    }

    [Fact]
    public void A_snapshot_sees_all_of_before_or_all_of_after()
    {
        HashSet<(long Count, int Keys, bool HasFirst)> seen = [];
        int steps = 0;
        bool made = false;
        _writer.Attachment.Writer!.StepTaken = step =>
        {
            made |= step == WriteStep.RecordCleared;
            if (made || step == WriteStep.Stamped || ++steps % 2000 == 0)
                seen.Add(_reader.Snapshot(static store => (store.Numbers.Count, store.Numbers.Keys.Count(), store.Numbers.ContainsKey(0))));
        };
        using (StoreCommit commit = _writer.BeginCommit())
        {
            _writer.Numbers.Clear();
            _writer.Numbers.Set(0, Sample.Of(1));
            commit.Complete();
        }

        Assert.Equal([(1, 1, true), (Entries, Entries, true)], seen.Order());
    }

    [Fact]
    public void Clearing_takes_less_memory_for_an_entry_than_a_few_hundred_bytes()
    {
        Replace(Entries);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Replace(0);
        long bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / Entries;
        Assert.True(bytes < 350, $"{bytes} bytes");
    }

    private MapPlace PlaceOf(int key)
    {
        MapReader map = _reader.Numbers.Reader;
        Assert.True(map.TryFind(new KeyProbe((uint)key, (uint)key, sizeof(int), map.Seed), out MapPlace place));
        return place;
    }

    private long Replace(int again)
    {
        using StoreCommit commit = _writer.BeginCommit();
        _writer.Numbers.Clear();
        for (int i = 0; i < again; i++)
            _writer.Numbers.Set(i, Sample.Of(i + 1));
        return commit.Complete();
    }

    private void AssertEntries(int count)
    {
        Assert.Equal(count, _reader.Numbers.Count);
        Assert.Equal(Enumerable.Range(0, count), _reader.Numbers.Keys.Order());
        Assert.All(Enumerable.Range(0, Entries), key => Assert.Equal(key < count, _reader.Numbers.ContainsKey(key)));
    }
}
