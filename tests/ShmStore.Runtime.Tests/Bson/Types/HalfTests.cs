using System.Globalization;
using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson.Types;

/// <summary>Every <see cref="Half"/> in the forms that have digits.</summary>
public class HalfTests
{
    private static IEnumerable<Half> All => Enumerable.Range(0, ushort.MaxValue + 1).Select(static bits => BitConverter.UInt16BitsToHalf((ushort)bits)).Where(static half => !Half.IsNaN(half));

    [Fact]
    public void As_text()
    {
        foreach (Half v in All)
            Oracle.AssertSame<Half, NumberTextCodec<Half>>(v, Oracle.As<Half>(BsonType.String));
        Oracle.AssertSame<Half, NumberTextCodec<Half>>(Half.NaN, Oracle.As<Half>(BsonType.String));
    }

    [Fact]
    public void As_text_whole_numbers_are_themselves_for_other_readers()
    {
        foreach (Half v in All.Where(Half.IsInteger))
            Assert.Equal((double)v, double.Parse(TextOf(SingleElement.Write<Half, NumberTextCodec<Half>>(v)), CultureInfo.InvariantCulture));
    }

    [Fact]
    public void As_Decimal128()
    {
        foreach (Half v in All.Where(static half => Half.Abs(half) != Half.MaxValue))
            Oracle.AssertFixed<Half, Decimal128Raw, Decimal128NumberCodec<Half>>(v, Oracle.As<Half>(BsonType.Decimal128));
        Oracle.AssertFixed<Half, Decimal128Raw, Decimal128NumberCodec<Half>>(Half.NaN, Oracle.As<Half>(BsonType.Decimal128));
    }

    [Fact]
    public void The_largest_as_Decimal128_is_itself_and_is_read_as_mongodb_writes_it()
    {
        foreach (Half v in new[] { Half.MaxValue, Half.MinValue })
        {
            byte[] bytes = SingleElement.Write<Half, Decimal128NumberCodec<Half>>(v);
            Assert.Equal(new BsonDocument("v", new Decimal128((int)v)).ToBson(), bytes);
            Assert.Equal(v, SingleElement.Read<Half, Decimal128NumberCodec<Half>>(bytes));
            Assert.Equal(v, Oracle.Read(bytes, Oracle.As<Half>(BsonType.Decimal128)));
            Assert.Equal(v, SingleElement.Read<Half, Decimal128NumberCodec<Half>>(Oracle.Write(v, Oracle.As<Half>(BsonType.Decimal128))));
        }

        Oracle.OutOfRange<Half, Decimal128NumberCodec<Half>>(Decimal128.Parse("9E+6144"));
        Oracle.OutOfRange<Half, Decimal128NumberCodec<Half>>(new Decimal128(65503));
        Oracle.OutOfRange<Half, Decimal128NumberCodec<Half>>(Decimal128.Parse("5.9604E-8"));
    }

    [Fact]
    public void As_Decimal128_all_digits_are_read_too()
    {
        foreach (Half v in All)
            Assert.Equal(v, SingleElement.Read<Half, Decimal128NumberCodec<Half>>(new Decimal128((double)v)));
    }

    private static string TextOf(byte[] document) => new DocumentView(document).Get<string, StringCodec>("v"u8, required: true);
}
