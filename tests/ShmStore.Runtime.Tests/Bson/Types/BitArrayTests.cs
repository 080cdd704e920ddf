using System.Collections;
using CsCheck;
using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson.Types;

/// <summary>Bits, whose length is told apart from their bytes.</summary>
public class BitArrayTests
{
    [Fact]
    public void They_are_what_mongodb_writes()
    {
        Gen.Bool.Array[0, 40].Sample(static bits => Oracle.AssertSame<BitArray, BitArrayCodec>(new BitArray(bits)));
        Oracle.AssertSame<BitArray?, NullableReferenceCodec<BitArray, BitArrayCodec>>(null);
        Oracle.RefusesToWrite<BitArray, BitArrayCodec>(null!);
        Oracle.Mismatch<BitArray, BitArrayCodec>(1);
    }

    [Theory]
    [InlineData(int.MaxValue, 1)]
    [InlineData(9, 1)]
    [InlineData(8, 2)]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    [InlineData(int.MinValue, 1)]
    [InlineData(1, 0)]
    [InlineData(-7, 0)]
    public void A_length_that_does_not_end_in_the_last_byte_is_refused(int length, int bytes)
    {
        byte[] document = new BsonDocument("v", new BsonDocument { { "Length", length }, { "Bytes", new byte[bytes] } }).ToBson();
        long before = GC.GetAllocatedBytesForCurrentThread();
        BsonFormatException error = Assert.Throws<BsonFormatException>(() => new DocumentView(document).Get<BitArray, BitArrayCodec>("v"u8, required: true));
        Assert.Equal((BsonFormatReason.ValueOutOfRange, "v"), (error.Reason, error.FieldPath));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(8, 1)]
    [InlineData(9, 2)]
    public void Any_other_length_is_read(int length, int bytes)
    {
        BsonDocument document = new() { { "Bytes", Enumerable.Repeat((byte)0xFF, bytes).ToArray() }, { "Length", (long)length } };
        Assert.Equal(Enumerable.Repeat(true, length), SingleElement.Read<BitArray, BitArrayCodec>(document).Cast<bool>());
    }
}
