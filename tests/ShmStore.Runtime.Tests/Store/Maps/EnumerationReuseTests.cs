using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Store.Maps;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Maps;

/// <summary>Going through a map while memory that the pass has seen is given back and used for something else, so that it looks as before.</summary>
public sealed class EnumerationReuseTests : IDisposable
{
    private const int Texts = 0;
    private const int Numbers = 1;
    private const int Attempts = 100_000;

    private readonly MapStoreWriter _writer = MapStoreWriter.Open(null);
    private readonly MapStore _reader;
    private readonly IndexInspection _index;

    public EnumerationReuseTests()
    {
        _reader = _writer.OpenReader();
        _index = new IndexInspection(_writer.Attachment, Numbers);
    }

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }

    [Fact]
    public void A_key_that_was_returned_does_not_come_again_in_the_block_and_lane_of_another()
    {
        (int moving, int replaced, int filling) = KeysOfOneBucket();
        Set(moving);
        Set(replaced);
        long word = WordOf(replaced);
        using IEnumerator<int> pass = _reader.Numbers.Keys.GetEnumerator();
        Assert.True(pass.MoveNext());
        Assert.Equal(moving, pass.Current);

        // The moving key leaves its lane to another one, and takes that of the replaced key, when the block comes to be used again.
        _writer.Numbers.Remove(replaced);
        _writer.Numbers.Remove(moving);
        Set(filling);
        Set(moving);
        for (int attempt = 0; WordOf(moving) != word; attempt++)
        {
            Assert.InRange(attempt, 0, Attempts);
            _writer.Numbers.Remove(moving);
            Set(moving);
        }

        List<int> later = [];
        while (pass.MoveNext())
            later.Add(pass.Current);
        Assert.DoesNotContain(moving, later);
    }

    [Fact]
    public void A_segment_that_another_map_uses_now_shows_none_of_its_entries()
    {
        const int few = 80;
        for (int i = 0; i < few; i++)
            Set(i);
        long segment = _index.Segments.Select(IndexInspection.OffsetOf).Single();
        using IEnumerator<int> pass = _reader.Numbers.Keys.GetEnumerator();
        Assert.True(pass.MoveNext());
        HashSet<int> seen = [pass.Current];

        for (int i = few; i < 10 * few; i++)
            Set(i);
        var texts = new IndexInspection(_writer.Attachment, Texts);
        for (int attempt = 0; attempt == 0 || texts.Segments.Select(IndexInspection.OffsetOf).Single() != segment; attempt++)
        {
            Assert.InRange(attempt, 0, Attempts);
            _writer.Texts.Clear();
            for (int i = 0; i < few; i++)
                _writer.Texts.Set($"text {i}", Sample.Of(i, 8));
        }

        while (pass.MoveNext())
            Assert.True(seen.Add(pass.Current));
        Assert.Superset(Enumerable.Range(0, few).ToHashSet(), seen);
        Assert.InRange(seen.Max(), few, (10 * few) - 1);
    }

    [Fact]
    public void What_memory_of_a_segment_says_of_its_depth_is_no_damage_once_something_else_uses_it()
    {
        Set(1);
        MapReader map = _reader.Numbers.Reader;
        Assert.True(map.TryBegin(0, out SegmentLease lease));
        Assert.Equal(0, map.DepthOf(in lease));
        ref int depth = ref new RegionHeader(_writer.Attachment.Region).At<int>(lease.SegmentOffset + IndexLayout.SegmentDepthOffset);
        depth = 7;
        Exception? damaged = null;
        try
        {
            map.DepthOf(in lease);
        }
        catch (StoreFormatException exception)
        {
            damaged = exception;
        }

        Assert.NotNull(damaged);
        depth = 0;
        _writer.Numbers.Clear();
        depth = 7;
        Assert.Equal(0, map.DepthOf(in lease));
    }

    [Fact]
    public void Keys_that_are_remembered_are_the_bytes_that_were_noted()
    {
        using var returned = new ReturnedKeys();
        string[] texts = [.. Enumerable.Range(0, 3000).Select(static i => $"{i}{new string('x', i % 100)}")];
        foreach (string text in texts)
        {
            using (var other = KeyBytes.Of("taken back".AsSpan()))
            {
                returned.Note(other.Value);
                returned.TakeBack();
            }

            using var bytes = KeyBytes.Of(text.AsSpan());
            returned.Note(bytes.Value);
            Assert.True(returned.Last.SequenceEqual(bytes.Value));
        }

        HashSet<string> all = [], butLast = [];
        returned.AddTo(all, "map", withLast: true);
        returned.AddTo(butLast, "map", withLast: false);
        Assert.Equal(texts, all);
        Assert.Equal(texts[..^1], butLast);
    }

    private void Set(int key) => _writer.Numbers.Set(key, Sample.Of(key, 8));

    // Three keys that belong into one bucket of the smallest segment, of which the first two have the same tag.
    private (int Moving, int Replaced, int Filling) KeysOfOneBucket()
    {
        // Without an order: for some seeds the hashes of consecutive numbers are spread so evenly that no two of them meet.
        const int candidates = 20_000;
        var random = new Random(20);
        foreach (IGrouping<uint, int> bucket in Enumerable.Range(0, candidates).Select(_ => random.Next()).Distinct().GroupBy(key => SegmentProbe.HomeOf(HashOf(key), IndexLayout.SmallestSegment)))
        {
            if (bucket.GroupBy(key => KeyProbe.TagBitsOf(HashOf(key))).FirstOrDefault(static same => same.Count() > 1)?.ToArray() is { } twins)
                return (twins[0], twins[1], bucket.First(key => !twins.Contains(key)));
        }

        throw new InvalidOperationException($"Of {candidates} keys, no two have the same bucket and tag.");
    }

    private ulong HashOf(int key) => new KeyProbe((uint)key, (uint)key, sizeof(int), _writer.Numbers.Reader.Seed).Hash;

    private long WordOf(int key) => _writer.Numbers.Reader.TryFind(new KeyProbe((uint)key, (uint)key, sizeof(int), _writer.Numbers.Reader.Seed), out MapPlace place) ? place.Word : 0;
}
