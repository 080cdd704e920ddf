using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Maps;

/// <summary>How the index of a map grows and stays good, looked at in the region itself.</summary>
public sealed class IndexTests : IDisposable
{
    private const int Numbers = 1;

    // Under some seeds a fresh segment that is nearly full has a row of a hundred full buckets, so that its mean says little. A worn one has no bucket that ends a look-up: 1023 for all.
    private const int LongestProbe = 512;
    private const int MedianProbe = 8;

    private readonly MapStoreWriter _writer = MapStoreWriter.Open(null);
    private readonly MapStore _reader;
    private readonly IndexInspection _index;

    public IndexTests()
    {
        _reader = _writer.OpenReader();
        _index = new IndexInspection(_writer.Attachment, Numbers);
    }

    public void Dispose()
    {
        _index.AssertSound();
        StoreInspection.AssertEveryBlockIsKnown(_writer);
        _reader.Dispose();
        _writer.Dispose();
    }

    [Fact]
    public void Segments_grow_then_divide_and_the_directory_doubles()
    {
        SortedSet<(int Depth, int Segments, int Buckets)> shapes = [];
        for (int i = 0; i < 60_000; i++)
        {
            _writer.Numbers.Set(i, Sample.Of(i, 1));
            if (i % 50 == 0)
                shapes.Add((_index.Depth, _index.Segments.Count(), (int)((ulong)_index.Directory[0] >> IndexLayout.OffsetBits)));
            if (i % 10_000 == 0)
                _index.AssertSound();
        }

        Assert.Equal([(0, 1, 15), (0, 1, 63), (0, 1, 255), (0, 1, 1023)], shapes.Take(4));
        Assert.Contains(shapes, static shape => shape.Segments < 1 << shape.Depth);
        Assert.True(_index.Depth >= 4, $"{_index.Depth}");
        Assert.All(_index.Segments, word => Assert.Equal(_index.Directory.Length >> _index.Number(IndexInspection.OffsetOf(word) + IndexLayout.SegmentDepthOffset), _index.Directory.Count(other => other == word)));
        for (int i = 0; i < 60_000; i++)
        {
            Assert.True(_reader.Numbers.TryGet(i, out SharedMapEntry<Sample> entry) && entry.Value.Number == i);
            Assert.False(_reader.Numbers.ContainsKey(~i));
        }

        Assert.Equal(60_000, _reader.Numbers.Count);
    }

    [Fact]
    public void Adding_and_removing_for_long_neither_lengthens_look_ups_nor_copies_all_the_time()
    {
        const int held = 6500;
        const int changes = 60_000;
        int renewed = 0;
        for (int i = 0; i < held; i++)
            _writer.Numbers.Set(i, Sample.Of(i, 1));
        _writer.Attachment.Writer!.StepTaken = step => renewed += step == WriteStep.IndexBlockCleared ? 1 : 0;
        long heap = 0;
        for (int i = held; i < held + changes; i++)
        {
            Assert.True(_writer.Numbers.Remove(i - held));
            _writer.Numbers.Set(i, Sample.Of(i, 1));
            if (i % 5000 == 0)
            {
                AssertShortProbes();
                _index.AssertSound();
            }

            if (i == held + (changes / 2))
                heap = _writer.Statistics.HeapBytes;
        }

        // Each copy takes as many removals as lanes may be those of removed entries.
        Assert.InRange(renewed, 1, changes / 250);
        Assert.Single(_index.Segments);
        Assert.InRange(_writer.Statistics.HeapBytes, heap, heap + (1 << 20));
        Assert.Equal(Enumerable.Range(changes, held), _reader.Numbers.Keys.Order());
        TestContext.Current.SendDiagnosticMessage("{0} copies of the segment in {1} changes", renewed, changes);
    }

    [Fact]
    public void Commits_that_are_given_up_or_remove_wear_no_segment_out()
    {
        for (int i = 0; i < 90; i++)
            _writer.Numbers.Set(i, Sample.Of(i, 1));
        for (int round = 0; round < 300; round++)
        {
            using StoreCommit commit = _writer.BeginCommit();
            for (int i = 0; i < 5; i++)
            {
                _writer.Numbers.Remove((round * 5) + i);
                _writer.Numbers.Set((round * 5) + i + 90, Sample.Of(i, 1));
            }

            commit.Complete();
            _index.AssertSound();
        }

        Assert.Equal(Enumerable.Range(1500, 90), _reader.Numbers.Keys.Order());
        AssertShortProbes();
    }

    [Fact]
    public void Removing_all_leaves_a_map_that_fills_again()
    {
        for (int round = 0; round < 3; round++)
        {
            for (int i = 0; i < 20_000; i++)
                _writer.Numbers.Set(i, Sample.Of(i, 1));
            for (int i = 0; i < 20_000; i++)
                Assert.True(_writer.Numbers.Remove(i));
            Assert.Equal(0, _reader.Numbers.Count);
            Assert.Empty(_reader.Numbers);
            AssertShortProbes();
        }
    }

    [Fact]
    public void Control_a_worn_segment_is_noticed()
    {
        for (int i = 0; i < 5500; i++)
            _writer.Numbers.Set(i, Sample.Of(i, 1));
        AssertShortProbes();
        long[] lanes = _index.Lanes(_index.Directory[0]);
        Assert.True(lanes.Count(static lane => lane == 0) > 1000);
        long segment = IndexInspection.OffsetOf(_index.Directory[0]);
        for (int i = 0; i < lanes.Length; i++)
            Poke(segment + IndexLayout.BucketsOffset + (i * sizeof(long)), lanes[i] == 0 ? IndexLayout.Tombstone : lanes[i]);
        Assert.Equal(1023, _index.ProbeLengths().Max());
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(AssertShortProbes);
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(_index.AssertSound);
        for (int i = 0; i < lanes.Length; i++)
            Poke(segment + IndexLayout.BucketsOffset + (i * sizeof(long)), lanes[i]);
    }

    private unsafe void Poke(long offset, long value) => *(long*)(_writer.Attachment.Region.Origin + offset) = value;

    private void AssertShortProbes()
    {
        int[] lengths = [.. _index.ProbeLengths().Order()];
        Assert.InRange(lengths[^1], 1, LongestProbe);
        Assert.InRange(lengths[lengths.Length / 2], 1, MedianProbe);
    }
}
