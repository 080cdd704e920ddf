using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Memory.Linux;

namespace ShmStore.Tests.Heap;

/// <summary>The free blocks that writers share.</summary>
public sealed unsafe class BlockPoolTests : IDisposable
{
    private const long Start = RegionPages.Size;
    private const int Class = 5;
    private const int Blocks = 10;

    private static readonly int Size = SizeClasses.SizeOf(Class);

    private static readonly BlockMeta Root = BlockMeta.OfIndex(IndexKind.Root, SizeClasses.Of((int)IndexLayout.RootLength(0)));

    private readonly Region _region = new LinuxRegionProvider().CreatePrivate(2 * RegionPages.Size, 1 << 20);
    private readonly WriteSteps _steps = new();

    public BlockPoolTests()
    {
        for (int i = 0; i < Blocks; i++)
            HeaderOf(At(i)).Format(new BlockMeta(0, Class));
        new RegionHeader(_region).HeapEnd = At(Blocks);
    }

    private BlockPool Pool => new(_region, Start, _steps);

    public void Dispose() => _region.Dispose();

    [Fact]
    public void What_was_added_last_comes_first()
    {
        for (int i = 0; i < Blocks; i++)
            Pool.Add(At(i), Class);
        Assert.Equal((Blocks, Blocks * Size, Class), (Pool.Count, Pool.Bytes, Pool.LargestClass));
        for (int i = Blocks - 1; i >= 0; i--)
        {
            Assert.True(Pool.TryTake(Class, out long block));
            Assert.Equal(At(i), block);
        }

        Assert.False(Pool.TryTake(Class, out _));
        Assert.Equal((0, 0, -1), (Pool.Count, Pool.Bytes, Pool.LargestClass));
    }

    [Fact]
    public void Those_that_are_divided_come_in_the_order_of_the_region_with_the_writers_own_among_them()
    {
        var own = new FreeList(Size);
        foreach (int i in (int[])[7, 2, 9, 4])
            own.Add(At(i));
        foreach (int i in (int[])[3, 8, 0, 6, 1, 5])
            Pool.Add(At(i), Class);
        BlockPool pool = Pool;
        Assert.Equal(Enumerable.Range(0, Blocks), TakeFirst(pool, own, Blocks));
        Assert.False(pool.TryTakeFirst(Class, own, out _));
        Assert.Equal((0, 0, 0), (own.Count, pool.Count, pool.Bytes));
    }

    [Fact]
    public void They_are_put_in_order_again_when_half_are_taken()
    {
        var own = new FreeList(Size);
        foreach (int i in (int[])[3, 1, 4, 2])
            Pool.Add(At(i), Class);
        BlockPool pool = Pool;
        Assert.Equal([1], TakeFirst(pool, own, 1));
        own.Add(At(0));
        pool.Add(At(5), Class);
        Assert.Equal([5, 0, 2, 3, 4], TakeFirst(pool, own, 5));
    }

    [Fact]
    public void A_list_that_goes_round_is_forgotten()
    {
        for (int i = 0; i < 3; i++)
            Pool.Add(At(i), Class);
        *(long*)HeaderOf(At(0)).Document = At(2);
        Assert.Empty(Pool.TakeAll(Class));
        Assert.False(Pool.TryTake(Class, out _));
    }

    [Fact]
    public void A_block_is_invalid_before_anything_is_written_into_it()
    {
        HeaderOf(At(0)).Version = 7;
        HeaderOf(At(1)).Version = 8;
        bool wasInvalid = false;
        _steps.Taken = step => wasInvalid = step == WriteStep.BlockLinked && HeaderOf(At(0)).Version == 0 && !Pool.TryTake(Class, out _);
        Pool.Add(At(0), Class);
        Assert.True(wasInvalid);
        Assert.Equal(8, HeaderOf(At(1)).Version);
    }

    [Fact]
    public void It_is_empty_after_a_walk()
    {
        Pool.Add(At(0), Class);
        long aligned = (At(1) + IndexLayout.Alignment) & -IndexLayout.Alignment;
        HeaderOf(aligned).Format(Root);
        Pool.Add(aligned, Root);
        Assert.Equal((2, Root.BlockSize), (Pool.Count, Pool.IndexBytes));
        Pool.Clear();
        Assert.Equal((0, 0, 0, -1), (Pool.Count, Pool.Bytes, Pool.IndexBytes, Pool.LargestClass));
        Assert.False(Pool.TryTake(Class, out _));
        Assert.False(Pool.TryTake(Root, out _));
    }

    [Fact]
    public void Blocks_without_room_for_a_link_are_not_taken()
    {
        Assert.False(BlockPool.Takes(SizeClasses.Of(BlockLayout.HeaderLength)));
        Assert.True(BlockPool.Takes(SizeClasses.Of(BlockLayout.HeaderLength + 1)));
    }

    public static TheoryData<long> Nowhere => [1, 8, -16, Start - 16, long.MinValue, long.MaxValue - 15, 1L << 47, At(0) + 16, At(Blocks), At(Blocks) - 16];

    [Theory]
    [MemberData(nameof(Nowhere))]
    public void What_cannot_be_a_free_block_is_not_given_out(long offset)
    {
        Pool.Add(At(0), Class);
        Pool.Add(At(1), Class);
        *(long*)HeaderOf(At(1)).Document = offset;
        Assert.True(Pool.TryTake(Class, out _));
        Assert.False(Pool.TryTake(Class, out _));

        // From then on as if it were empty.
        Pool.Add(At(2), Class);
        Assert.True(Pool.TryTake(Class, out long block));
        Assert.Equal(At(2), block);
        Assert.False(Pool.TryTake(Class, out _));
    }

    [Fact]
    public void Nor_is_one_that_is_in_use_or_of_another_class_or_of_an_index()
    {
        foreach (Action<BlockHeader> change in (Action<BlockHeader>[])[static header => header.Version = 3, static header => header.Meta = new BlockMeta(0, Class + 1).Word, static header => header.Meta = BlockMeta.OfIndex(IndexKind.Ring, Class).Word])
        {
            Pool.Add(At(3), Class);
            change(HeaderOf(At(3)));
            Assert.False(Pool.TryTake(Class, out _));
            HeaderOf(At(3)).Format(new BlockMeta(0, Class));
        }
    }

    [Fact]
    public void Blocks_of_indexes_have_lists_of_their_own_and_no_lane_of_them_is_written()
    {
        BlockMeta segment = BlockMeta.OfIndex(IndexKind.Segment, SizeClasses.Of(IndexLayout.SegmentLength(IndexLayout.SmallestSegment)));
        BlockMeta root = BlockMeta.OfIndex(IndexKind.Root, segment.SizeClass);
        Assert.True(PoolLayout.HasList(segment));
        Assert.False(PoolLayout.HasList(root));
        new Span<byte>(_region.Origin + Start, 2 * segment.BlockSize).Clear();
        HeaderOf(Start).Format(segment);
        HeaderOf(Start + segment.BlockSize).Format(segment);
        new RegionHeader(_region).HeapEnd = Start + (2 * segment.BlockSize);
        Pool.Add(Start, segment);
        Pool.Add(Start + segment.BlockSize, segment);
        Assert.Equal((2, 0, 2 * segment.BlockSize, -1), (Pool.Count, Pool.Bytes, Pool.IndexBytes, Pool.LargestClass));
        Assert.Equal(-1, new ReadOnlySpan<byte>(_region.Origin + Start + IndexLayout.BucketsOffset, segment.BlockSize - IndexLayout.BucketsOffset).IndexOfAnyExcept((byte)0));
        Assert.False(Pool.TryTake(segment.SizeClass, out _));
        Assert.Equal(0, *(int*)(_region.Origin + Start + segment.BlockSize + IndexLayout.SegmentDepthOffset));
        Assert.True(Pool.TryTake(segment, out long last));
        Assert.True(Pool.TryTake(segment, out long first));
        Assert.False(Pool.TryTake(segment, out _));
        Assert.Equal((Start + segment.BlockSize, Start, 0, 0), (last, first, Pool.Count, Pool.IndexBytes));
    }

    [Fact]
    public void Every_kind_and_size_of_blocks_has_a_word_of_its_own_in_the_header()
    {
        int[] words = [.. PoolLayout.Blocks.Select(PoolLayout.FirstAt)];
        Assert.Distinct(words);
        Assert.All(words, word => Assert.InRange(word, HeaderLayout.LeftEpochOffset + sizeof(long), HeaderLayout.SeatsOffset - sizeof(long)));
        Assert.All(Enumerable.Range(0, IndexLayout.MaximumDepth + 1), depth => Assert.True(PoolLayout.HasList(BlockMeta.OfIndex(IndexKind.Root, SizeClasses.Of((int)IndexLayout.RootLength(depth))))));
        Assert.Equal(1536 + (7 * sizeof(long)), PoolLayout.FirstAt(BlockMeta.OfIndex(IndexKind.Segment, SizeClasses.Of(IndexLayout.SegmentLength(IndexLayout.LargestSegment)))));
    }

    private static int[] TakeFirst(BlockPool pool, FreeList own, int count) => [.. Enumerable.Range(0, count).Select(_ => pool.TryTakeFirst(Class, own, out long block) ? (int)((block - Start) / Size) : -1)];

    private static long At(int index) => Start + (index * (long)SizeClasses.SizeOf(Class));

    private BlockHeader HeaderOf(long block) => new(_region.Origin + block);
}
