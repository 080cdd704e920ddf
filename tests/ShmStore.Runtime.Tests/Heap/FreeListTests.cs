using ShmStore.Heap;

namespace ShmStore.Tests.Heap;

/// <summary>Free lists: first in, first out, behind a quarantine.</summary>
public sealed class FreeListTests
{
    [Theory]
    [InlineData(16, 256)]
    [InlineData(4096, 256)]
    [InlineData(8192, 128)]
    [InlineData(256 * 1024, 4)]
    [InlineData(16 * 1024 * 1024, 4)]
    public void Blocks_rest_in_a_quarantine_bounded_in_blocks_and_bytes(int blockSize, int quarantine)
    {
        var list = new FreeList(blockSize);
        for (int i = 0; i < quarantine; i++)
        {
            list.Add(i);
            Assert.False(list.TryTakeRested(out _));
        }

        Assert.Equal(quarantine, list.Count);
        Assert.Equal((long)quarantine * blockSize, list.Bytes);
        list.Add(quarantine);
        Assert.True(list.TryTakeRested(out long block));
        Assert.Equal(0, block);
        Assert.False(list.TryTakeRested(out _));
    }

    [Fact]
    public void The_block_that_rested_longest_goes_first()
    {
        var list = new FreeList(16);
        for (int i = 0; i < 1000; i++)
            list.Add(i);
        for (int i = 0; i < 1000 - 256; i++)
        {
            Assert.True(list.TryTakeRested(out long block));
            Assert.Equal(i, block);
        }

        for (int i = 1000 - 256; i < 1000; i++)
        {
            Assert.True(list.TryTake(out long block));
            Assert.Equal(i, block);
        }

        Assert.False(list.TryTake(out _));
        Assert.Equal(0, list.Bytes);
    }
}
