using ShmStore.Layout;

namespace ShmStore.Tests.Heap;

/// <summary>Size classes, for every size there is.</summary>
public sealed class SizeClassTests
{
    private const int Largest = BlockLayout.HeaderLength + BlockLayout.MaximumDocument;

    [Fact]
    public void Every_size_has_the_smallest_class_that_holds_it()
    {
        int previous = 0;
        for (int size = BlockLayout.HeaderLength; size <= Largest; size++)
        {
            int sizeClass = SizeClasses.Of(size);
            if (sizeClass < previous || sizeClass > previous + 1 || SizeClasses.SizeOf(sizeClass) < size || (sizeClass > 0 && SizeClasses.SizeOf(sizeClass - 1) >= size))
                Assert.Fail($"{size} bytes are put into class {sizeClass} of {SizeClasses.SizeOf(sizeClass)} bytes, after class {previous}.");
            previous = sizeClass;
        }

        Assert.Equal(SizeClasses.Count - 1, previous);
    }

    [Fact]
    public void At_most_a_fifth_of_a_block_of_more_than_128_bytes_is_unused()
    {
        for (int size = 129; size <= Largest; size++)
        {
            int block = SizeClasses.SizeOf(SizeClasses.Of(size));
            if ((block - size) * 5L > block)
                Assert.Fail($"{size} bytes take a block of {block}.");
        }
    }

    [Fact]
    public void Classes_are_aligned_ascend_and_fit_the_meta_word()
    {
        Assert.True(SizeClasses.Count <= 128);
        Assert.Equal(BlockLayout.HeaderLength, SizeClasses.SizeOf(0));
        for (int sizeClass = 0; sizeClass < SizeClasses.Count; sizeClass++)
        {
            int size = SizeClasses.SizeOf(sizeClass);
            Assert.Equal(0, size % BlockLayout.Alignment);
            Assert.Equal(sizeClass, SizeClasses.Of(size));
            Assert.Equal(sizeClass, SizeClasses.LargestWithin(size));
            Assert.Equal(sizeClass, new BlockMeta(65535, sizeClass).SizeClass);
            if (sizeClass > 0)
            {
                Assert.True(size > SizeClasses.SizeOf(sizeClass - 1));
                Assert.Equal(sizeClass - 1, SizeClasses.LargestWithin(size - 1));
            }
        }

        Assert.Equal(SizeClasses.Count - 1, SizeClasses.LargestWithin(long.MaxValue));
    }

    [Fact]
    public void The_largest_class_within_a_length_is_that()
    {
        for (long length = BlockLayout.HeaderLength; length <= SizeClasses.SizeOf(SizeClasses.Count - 1) + 64L; length++)
        {
            int sizeClass = SizeClasses.LargestWithin(length);
            if (SizeClasses.SizeOf(sizeClass) > length || (sizeClass + 1 < SizeClasses.Count && SizeClasses.SizeOf(sizeClass + 1) <= length))
                Assert.Fail($"Class {sizeClass} of {SizeClasses.SizeOf(sizeClass)} bytes is said to be the largest within {length}.");
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(65535, 76)]
    [InlineData(4, 127)]
    public void The_meta_word_holds_its_two_numbers(int prefix, int sizeClass)
    {
        var meta = new BlockMeta(prefix, sizeClass);
        Assert.Equal((prefix, sizeClass), (meta.FixedPrefix, meta.SizeClass));
        Assert.Equal(0u, meta.Word >> 31);
    }

    [Fact]
    public void What_exceeds_the_meta_word_is_recorded_as_less_known()
    {
        Assert.Equal((0, 5), (new BlockMeta(65536, 5).FixedPrefix, new BlockMeta(65536, 5).SizeClass));
    }
}
