using ShmStore.Layout;
using ShmStore.Store.Maps;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Store.Maps;

namespace ShmStore.Tests.Store.Hostile;

/// <summary>Words of an index that change after they were looked at, or that no writer would leave: whoever goes by them stays within the region and comes to an end.</summary>
public sealed class ChangedIndexTests : IDisposable
{
    private const int Attempts = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly MapStoreWriter _writer = MapStoreWriter.Open(null, new StoreOptions { MaximumReadAttempts = Attempts });
    private readonly IndexInspection _index;
    private readonly long _word;

    public ChangedIndexTests()
    {
        _writer.Numbers.Set(0, Sample.Of(0));
        _index = new IndexInspection(_writer.Attachment, 1);
        _word = Assert.Single(_index.Directory);
    }

    private MapReader Reader => _writer.Numbers.Reader;

    private long Segment => IndexInspection.OffsetOf(_word);

    private int Buckets => SegmentLease.BucketsOf(_word);

    private unsafe Span<long> Lanes => SegmentLanes.Of(_writer.Attachment.Region.Origin + Segment, Buckets);

    private long Ring => Word<long>(_index.Root + IndexLayout.RootRingOffset);

    public void Dispose() => _writer.Dispose();

    [Theory]
    [InlineData(-1, 21)]
    [InlineData(int.MinValue, 64)]
    [InlineData(20, 20)]
    [InlineData(0, -1)]
    public void The_depth_of_a_directory_is_the_one_that_was_checked(int directory, int segment)
    {
        Assert.True(Reader.TryBegin(0, out SegmentLease lease));
        Word<int>(_index.Root + IndexLayout.RootDepthOffset) = directory;
        Word<int>(Segment + IndexLayout.SegmentDepthOffset) = segment;
        Assert.Equal(0, lease.DirectoryDepth);
        Assert.Throws<StoreFormatException>(() => Reader.DepthOf(lease));
    }

    [Theory]
    [InlineData(1L << 62, 0)]
    [InlineData(long.MaxValue, 0)]
    [InlineData(-1, 0)]
    [InlineData(long.MinValue, long.MinValue)]
    [InlineData(5000, 900)]
    public async Task A_ring_with_more_records_than_it_has_room_for(long head, long claimed)
    {
        Word<long>(Ring + RingLayout.HeadOffset) = head;
        Word<long>(Ring + RingLayout.ClaimedOffset) = claimed;
        Task<ChangeCursor> seek = Task.Run(() => new ChangeCursor(Reader, 0), TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<StoreFormatException>(() => seek.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Entries_that_are_always_new_in_a_segment_that_is_always_another_one_come_to_an_end()
    {
        using MapStore store = _writer.OpenReader();
        int entries = 1;
        foreach (int unused in store.Numbers.Keys)
        {
            Assert.True(entries < 100, "no end");
            _writer.Numbers.Set(entries++, Sample.Of(0));
            Word<long>(Segment + BlockLayout.VersionOffset)++;
        }

        Assert.InRange(entries, 2, 99);
    }

    [Fact]
    public void A_directory_whose_words_all_name_one_segment()
    {
        const int depth = 13;
        _writer.Beside.Set(Sample.Of(1, 100_000));
        long ring = Ring;

        // A root of that depth, in the document of another key.
        long root = (Word<long>(new IndexInspection(_writer.Attachment, 2).Slot) + IndexLayout.Alignment) & -IndexLayout.Alignment;
        Word<long>(root + BlockLayout.VersionOffset) = 1;
        Word<uint>(root + BlockLayout.MetaOffset) = BlockMeta.OfIndex(IndexKind.Root, 0).Word;
        Word<int>(root + IndexLayout.RootDepthOffset) = depth;
        Word<long>(root + IndexLayout.RootRingOffset) = ring;
        for (int i = 0; i < 1 << depth; i++)
            Word<long>(root + IndexLayout.DirectoryOffset + (i * sizeof(long))) = _word;
        Word<int>(Segment + IndexLayout.SegmentDepthOffset) = depth;
        Word<long>(_index.Slot) = root;
        Assert.InRange(_writer.Attachment.Region.Committed, IndexLayout.RootLength(depth), (1 << depth) * (long)IndexLayout.SegmentLength(Buckets));
        AssertTooLong(() => _writer.GetHeapReport(TestContext.Current.CancellationToken));
        AssertTooLong(() => Reader.VisitBlocks(static _ => { }));

        static void AssertTooLong(Action visit) => Assert.Contains("segments of its index", Assert.Throws<StoreFormatException>(visit).Message, StringComparison.Ordinal);
    }

    [Fact]
    public unsafe void Nothing_lies_in_a_region_without_bytes()
    {
        long* nothing = stackalloc long[1];
        nothing[0] = 0;
        var key = new GroupedKey(0, 0, 0, hash: 0);
        new GroupLookup((byte*)nothing, 0, nothing, 63, isTraced: false).BeginFind(ref key);
        Assert.True(key.Lanes == null);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public unsafe void A_bucket_is_aligned_and_never_before_the_region(long word)
    {
        long bucket = SegmentProbe.BucketOf(&word, 63, ulong.MaxValue >> 17);
        Assert.True(bucket > 0 && bucket % IndexLayout.Alignment == 0, $"{bucket}");
    }

    [Fact]
    public void A_segment_without_a_free_lane()
    {
        Lanes.Fill(IndexLayout.Reserved);
        StoreFormatException error = Assert.Throws<StoreFormatException>(() => _writer.Numbers.Set(1, Sample.Of(1)));
        Assert.Contains("Numbers", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, long.MinValue / 2)]
    [InlineData(21, 1000)]
    [InlineData(-1, 1000)]
    [InlineData(int.MaxValue, 1000)]
    public async Task An_eviction_from_an_index_that_says_anything(int depth, long count)
    {
        for (int i = 0; i < 50; i++)
            _writer.Numbers.Set(i, Sample.Of(i));
        Word<int>(Segment + IndexLayout.SegmentDepthOffset) = depth;
        Word<long>(_index.Root + IndexLayout.RootCountOffset) = count;
        Word<long>(_index.Root + IndexLayout.RootBytesOffset) = 1L << 40;

        // It is never within its bounds, so that all entries go, and then one is still sought.
        await Task.Run(() => _writer.Numbers.Limits = new MapLimits { MaximumBytes = 1000 }, TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(true, Lanes.ToArray().Select(SegmentLanes.IsInUse));
    }

    private unsafe ref T Word<T>(long offset)
        where T : unmanaged => ref *(T*)(_writer.Attachment.Region.Origin + offset);
}
