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
    public void Blocks_go_as_from_a_queue_however_they_come_and_go()
    {
        const int Quarantine = 4;
        var list = new FreeList(256 * 1024);
        var model = new Queue<long>();
        var random = new Random(1);
        for (int i = 0; i < 5000; i++)
        {
            // Longer for a while, then shorter.
            int what = random.Next(10);
            if (what < (i / 500 % 2 == 0 ? 7 : 3))
            {
                list.Add(i);
                model.Enqueue(i);
            }
            else if (what == 9 && random.Next(50) == 0)
            {
                list.Clear();
                model.Clear();
            }
            else
            {
                bool rested = what % 2 == 1;
                bool expected = model.Count > (rested ? Quarantine : 0);
                long oldest = expected ? model.Dequeue() : 0;
                Assert.Equal((expected, oldest), (rested ? list.TryTakeRested(out long block) : list.TryTake(out block), block));
            }

            Assert.Equal(model.Count, list.Count);
        }
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
