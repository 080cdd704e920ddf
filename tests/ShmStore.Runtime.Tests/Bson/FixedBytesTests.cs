using ShmStore.Bson;

namespace ShmStore.Tests.Bson;

/// <summary>Values in a fixed block.</summary>
public sealed class FixedBytesTests
{
    [Theory]
    [InlineData(0, true)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    [InlineData(8, false)]
    [InlineData(int.MaxValue, false)]
    [InlineData(-1, false)]
    [InlineData(int.MinValue, false)]
    public void Nothing_is_loaded_that_is_not_inside(int offset, bool isInside)
    {
        Span<byte> bytes = [1, 0, 0, 0, 1, 0, 0, 0];
        Assert.Equal(isInside, new FixedBytes(bytes).TryLoad<int, int, Int32Codec>(offset, out int value));
        Assert.Equal(isInside ? 1 : 0, value);
    }

    [Fact]
    public void What_is_no_value_is_not_loaded_and_nothing_is_thrown()
    {
        Span<byte> bytes = [0, 1, 2, 255, 255, 255, 255, 255, 255, 255, 255, 127];
        Assert.True(new FixedBytes(bytes).TryLoad<bool, byte, BooleanCodec>(1, out bool value) && value);
        Assert.False(new FixedBytes(bytes).TryLoad<bool, byte, BooleanCodec>(2, out _));
        Assert.False(new FixedBytes(bytes).TryLoad<byte, int, Int32NumberCodec<byte>>(3, out _));
    }
}
