using CsCheck;
using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson;

/// <summary>Numbers in another width than the member's: read if nothing is lost, refused otherwise.</summary>
public class NumberWidthTests
{
    [Fact]
    public void Integers_are_read_from_every_width() => Gen.Int.Sample(v =>
    {
        BsonValue[] widths = [v, (long)v, (double)v, new Decimal128(v)];
        foreach (BsonValue width in widths)
        {
            Assert.Equal(v, SingleElement.Read<int, Int32Codec>(width));
            Assert.Equal(v, SingleElement.Read<long, Int64Codec>(width));
            Assert.Equal(v, SingleElement.Read<double, DoubleCodec>(width));
            Assert.Equal(v, SingleElement.Read<decimal, DecimalCodec>(width));
            Assert.Equal((Color)v, SingleElement.Read<Color, EnumInt32Codec<Color>>(width));
        }
    });

    [Fact]
    public void Longs_are_read_as_doubles_only_if_exact() => Gen.Long.Sample(v =>
    {
        bool exact = new System.Numerics.BigInteger((double)v) == v;
        if (exact)
            Assert.Equal((double)v, SingleElement.Read<double, DoubleCodec>(v));
        else
            AssertOutOfRange<double, DoubleCodec>(v);
    });

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        AssertOutOfRange<int, Int32Codec>(int.MaxValue + 1L);
        AssertOutOfRange<int, Int32Codec>(1.5);
        AssertOutOfRange<int, Int32Codec>(double.NaN);
        AssertOutOfRange<int, Int32Codec>(new Decimal128(1.5m));
        AssertOutOfRange<long, Int64Codec>(9223372036854775808.0);
        AssertOutOfRange<long, Int64Codec>(double.NegativeInfinity);
        AssertOutOfRange<long, Int64Codec>(new Decimal128(decimal.MaxValue));
        AssertOutOfRange<double, DoubleCodec>(long.MaxValue);
        AssertOutOfRange<double, DoubleCodec>(new Decimal128(decimal.MaxValue));
        AssertOutOfRange<decimal, DecimalCodec>(1e30);
        AssertOutOfRange<decimal, DecimalCodec>(double.NaN);
        AssertOutOfRange<decimal, DecimalCodec>(Math.PI);
        AssertOutOfRange<Small, EnumInt32Codec<Small>>(256);
        AssertOutOfRange<Narrow, EnumInt32Codec<Narrow>>(200);
        AssertOutOfRange<Wide, EnumInt64Codec<Wide>>(-1L);
    }

    [Fact]
    public void The_error_names_the_type_that_does_not_hold_the_number()
    {
        foreach (BsonValue number in new BsonValue[] { 1.5, new Decimal128(1.5m) })
        {
            AssertNamed<long, Int64Codec>(number, "1.5 is not exactly a 64-bit integer");
            AssertNamed<int, Int32Codec>(number, "1.5 is not exactly a 32-bit integer");
            AssertNamed<short, Int32NumberCodec<short>>(number, "1.5 is not exactly an Int16");
            AssertNamed<Color, EnumInt32Codec<Color>>(number, "1.5 is not exactly a Color");
        }

        AssertNamed<int, Int32Codec>(1L << 32, "4294967296 is not exactly a 32-bit integer");
    }

    [Fact]
    public void Integral_doubles_at_the_edges_are_read()
    {
        Assert.Equal(long.MinValue, SingleElement.Read<long, Int64Codec>(-9223372036854775808.0));
        Assert.Equal(5_000_000_000, SingleElement.Read<long, Int64Codec>(5e9));
        Assert.Equal(Math.Pow(2, 62), SingleElement.Read<double, DoubleCodec>(1L << 62));
        Assert.Equal(0.1m, SingleElement.Read<decimal, DecimalCodec>(0.1));
        Assert.Equal(0.1, SingleElement.Read<double, DoubleCodec>(new Decimal128(0.1m)));
    }

    [Fact]
    public void Unsigned_integers_are_read_from_doubles_to_their_end()
    {
        Assert.Equal(10_000_000_000_000_000_000, SingleElement.Read<ulong, DoubleNumberCodec<ulong>>(1e19));
        Assert.Equal(1UL << 63, SingleElement.Read<ulong, Decimal128NumberCodec<ulong>>(9223372036854775808.0));
        Assert.Equal(18446744073709549568, SingleElement.Read<ulong, DoubleNumberCodec<ulong>>(Math.BitDecrement(18446744073709551616.0)));
        AssertOutOfRange<ulong, DoubleNumberCodec<ulong>>(18446744073709551616.0);
        AssertOutOfRange<ulong, DoubleNumberCodec<ulong>>(-1.0);
        AssertOutOfRange<ulong, DoubleNumberCodec<ulong>>(1.5);
        AssertOutOfRange<ulong, DoubleNumberCodec<ulong>>(double.NaN);
    }

    [Fact]
    public void Whole_doubles_are_read_as_decimals_of_all_digits_and_written_from_them() => Gen.Long[-(1L << 53), 1L << 53].Sample(v =>
    {
        Assert.Equal(v, SingleElement.Read<decimal, DecimalCodec>((double)v));
        Assert.Equal((double)v, new DocumentView(SingleElement.Write<decimal, DoubleNumberCodec<decimal>>(v)).Get<double, DoubleCodec>("v"u8, required: true));
    });

    [Fact]
    public void Whole_numbers_beyond_64_bits_are_read_between_doubles_and_decimals()
    {
        Assert.Equal(18446744073709551616m, SingleElement.Read<decimal, DecimalCodec>(18446744073709551616.0));
        Assert.Equal(18446744073709551616.0, SingleElement.Read<double, DoubleCodec>(new Decimal128(18446744073709551616m)));
        double largest = Math.BitDecrement(79228162514264337593543950336.0);
        Assert.Equal(new System.Numerics.BigInteger(largest), new System.Numerics.BigInteger(SingleElement.Read<decimal, DecimalCodec>(largest)));
        AssertOutOfRange<decimal, DecimalCodec>(79228162514264337593543950336.0);

        // The digits of a double that is no power of ten are still those that stand for it.
        Assert.Equal(1e23m, SingleElement.Read<decimal, DecimalCodec>(1e23));
        Assert.Equal(1e23, SingleElement.Read<double, DoubleCodec>(new Decimal128(1e23m)));
        Assert.Equal(1e20f, SingleElement.Read<float, Decimal128NumberCodec<float>>(new Decimal128(1e20m)));
    }

    [Theory]
    [InlineData("73025069781090304")]
    [InlineData("99999999999999991611392")]
    [InlineData("45561639711696496")]
    public void A_decimal_that_would_come_back_as_another_is_not_written_as_a_double(string text)
    {
        decimal value = decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        Assert.NotEqual(value, SingleElement.Read<decimal, DecimalCodec>(NearestReal.Of(value)));
        Assert.Throws<ArgumentException>(() => SingleElement.Write<decimal, DoubleNumberCodec<decimal>>(value));
    }

    [Fact]
    public void Every_decimal_that_is_written_as_a_double_comes_back() => Gen.Double[1 << 30, 7.9e28].Select(Math.Floor).Sample(number =>
    {
        decimal value = (decimal)(Int128)number;
        byte[]? written = null;
        try
        {
            written = SingleElement.Write<decimal, DoubleNumberCodec<decimal>>(value);
        }
        catch (ArgumentException)
        {
            return;
        }
        Assert.Equal(value, SingleElement.Read<decimal, DoubleNumberCodec<decimal>>(written));
    });

    [Theory]
    [InlineData("1267650600228229401496703205376")]
    [InlineData("-1267650600228229401496703205376")]
    [InlineData("1E-40")]
    [InlineData("1.00E-40")]
    [InlineData("1E+40")]
    [InlineData("10E+39")]
    [InlineData("1.5E+29")]
    [InlineData("2.2250738585072014E-308")]
    public void A_Decimal128_beyond_decimals_is_read_as_the_double_that_has_its_digits(string text)
    {
        double expected = double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(expected, SingleElement.Read<double, DoubleCodec>(Decimal128.Parse(text)));
        Assert.Equal(expected, SingleElement.Read<double, Decimal128NumberCodec<double>>(Decimal128.Parse(text)));
    }

    [Theory]
    [InlineData("1267650600228229401496703205377")]
    [InlineData("1.0000000000000000000000001E-40")]
    [InlineData("1E-400")]
    [InlineData("1E+400")]
    [InlineData("9E+6144")]
    public void A_Decimal128_beyond_decimals_is_no_double_that_has_other_digits(string text) => AssertOutOfRange<double, DoubleCodec>(Decimal128.Parse(text));

    [Fact]
    public void Other_types_are_refused()
    {
        AssertMismatch<bool, BooleanCodec>(1);
        AssertMismatch<int, Int32Codec>(true);
        AssertMismatch<int, Int32Codec>(BsonNull.Value);
        AssertMismatch<long, Int64Codec>("1");
        AssertMismatch<double, DoubleCodec>(new BsonDateTime(0));
        AssertMismatch<decimal, DecimalCodec>("1");
        AssertMismatch<DateTime, DateTimeCodec>(0L);
        AssertMismatch<string, StringCodec>(BsonNull.Value);
        AssertMismatch<string, StringCodec>(new BsonJavaScript("x"));
        AssertMismatch<byte[], BinaryCodec>("x");
        AssertMismatch<ObjectId, ObjectIdCodec>("0102030405060708090a0b0c");
        AssertMismatch<int[], ArrayCodec<int, Int32Codec>>(new BsonDocument("0", 1));
        AssertMismatch<Position, ObjectCodec<Position>>(new BsonArray { 1 });
        AssertMismatch<Position, ObjectCodec<Position>>(BsonNull.Value);
    }

    private static void AssertOutOfRange<T, TCodec>(BsonValue value)
        where TCodec : struct, IBsonCodec<T> =>
        Assert.Equal(BsonFormatReason.ValueOutOfRange, SingleElement.Refuses<T, TCodec>(value).Reason);

    private static void AssertNamed<T, TCodec>(BsonValue value, string message)
        where TCodec : struct, IBsonCodec<T> =>
        Assert.Contains(message, SingleElement.Refuses<T, TCodec>(value).Message, StringComparison.Ordinal);

    private static void AssertMismatch<T, TCodec>(BsonValue value)
        where TCodec : struct, IBsonCodec<T>
    {
        BsonFormatException error = SingleElement.Refuses<T, TCodec>(value);
        Assert.Equal(BsonFormatReason.TypeMismatch, error.Reason);
        Assert.Equal(4, error.Offset);
    }
}
