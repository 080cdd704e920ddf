using System.Globalization;
using CsCheck;
using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson.Types;

/// <summary>Numbers in another width than the default one, and as text: <c>[BsonRepresentation]</c>.</summary>
public class NumberRepresentationTests
{
    [Fact]
    public void Integers_in_every_width() => Gen.Int.Sample(v =>
    {
        Oracle.AssertFixed<int, long, Int64NumberCodec<int>>(v, Oracle.As<int>(BsonType.Int64));
        Oracle.AssertFixed<int, double, DoubleNumberCodec<int>>(v, Oracle.As<int>(BsonType.Double));
        Oracle.AssertFixed<int, Decimal128Raw, Decimal128NumberCodec<int>>(v, Oracle.As<int>(BsonType.Decimal128));
        Oracle.AssertSame<int, NumberTextCodec<int>>(v, Oracle.As<int>(BsonType.String));
        Oracle.AssertFixed<long, int, Int32NumberCodec<long>>(v, Oracle.As<long>(BsonType.Int32));
        Oracle.AssertFixed<long, double, DoubleNumberCodec<long>>(v, Oracle.As<long>(BsonType.Double));
        Oracle.AssertFixed<double, int, Int32NumberCodec<double>>(v, Oracle.As<double>(BsonType.Int32));
        Oracle.AssertFixed<double, long, Int64NumberCodec<double>>(v, Oracle.As<double>(BsonType.Int64));
        Oracle.AssertFixed<decimal, int, Int32NumberCodec<decimal>>(v, Oracle.As<decimal>(BsonType.Int32));
        Oracle.AssertFixed<decimal, long, Int64NumberCodec<decimal>>(v, Oracle.As<decimal>(BsonType.Int64));
    });

    [Fact]
    public void Longs() => Gen.Long.Sample(v =>
    {
        Oracle.AssertSame<long, NumberTextCodec<long>>(v, Oracle.As<long>(BsonType.String));
        Oracle.AssertFixed<long, Decimal128Raw, Decimal128NumberCodec<long>>(v, Oracle.As<long>(BsonType.Decimal128));
    });

    [Fact]
    public void Unsigned_integers()
    {
        Gen.UInt.Sample(v =>
        {
            Oracle.AssertFixed<uint, long, Int64NumberCodec<uint>>(v, Oracle.As<uint>(BsonType.Int64));
            Oracle.AssertSame<uint, NumberTextCodec<uint>>(v, Oracle.As<uint>(BsonType.String));
        });
        Gen.ULong.Sample(v =>
        {
            Oracle.AssertSame<ulong, NumberTextCodec<ulong>>(v, Oracle.As<ulong>(BsonType.String));
            Oracle.AssertFixed<ulong, Decimal128Raw, Decimal128NumberCodec<ulong>>(v, Oracle.As<ulong>(BsonType.Decimal128));
        });
        Oracle.AssertFixed<ulong, Decimal128Raw, Decimal128NumberCodec<ulong>>(ulong.MaxValue, Oracle.As<ulong>(BsonType.Decimal128));
    }

    [Fact]
    public void Bytes_are_hexadecimal_text()
    {
        Gen.Byte.Sample(v => Oracle.AssertSame<byte, NumberTextCodec<byte>>(v, Oracle.As<byte>(BsonType.String)));
        Gen.SByte.Sample(v => Oracle.AssertSame<sbyte, NumberTextCodec<sbyte>>(v, Oracle.As<sbyte>(BsonType.String)));
        Gen.Short.Sample(v => Oracle.AssertSame<short, NumberTextCodec<short>>(v, Oracle.As<short>(BsonType.String)));
        Gen.UShort.Sample(v => Oracle.AssertSame<ushort, NumberTextCodec<ushort>>(v, Oracle.As<ushort>(BsonType.String)));
    }

    [Fact]
    public void Doubles()
    {
        Gen.Double.Where(v => Math.Abs(v) != double.MaxValue).Sample(v =>
        {
            Oracle.AssertSame<double, NumberTextCodec<double>>(v, Oracle.As<double>(BsonType.String));
            Oracle.AssertFixed<double, Decimal128Raw, Decimal128NumberCodec<double>>(v, Oracle.As<double>(BsonType.Decimal128));
            Assert.Equal(v, SingleElement.Read<double, DoubleCodec>(new Decimal128(v)));
        });
        foreach (double v in new[] { -8.237E-20, 8.237E-20, 1E-28, 7.9E28, 9007199254740993, double.Epsilon, -0.0, double.NaN, double.NegativeInfinity })
            Oracle.AssertFixed<double, Decimal128Raw, Decimal128NumberCodec<double>>(v, Oracle.As<double>(BsonType.Decimal128));
        foreach (double v in new[] { 0.1, 1.1, -0.0, 1e300, double.Epsilon, double.NaN, double.PositiveInfinity, double.NegativeInfinity })
            Oracle.AssertSame<double, NumberTextCodec<double>>(v, Oracle.As<double>(BsonType.String));
        Assert.Equal(double.MaxValue, SingleElement.Read<double, NumberTextCodec<double>>(double.MaxValue.ToString("G17", null)));
        Assert.Equal(double.MaxValue, SingleElement.Read<double, Decimal128NumberCodec<double>>(SingleElement.Write<double, Decimal128NumberCodec<double>>(double.MaxValue)));
        foreach (double v in new[] { double.MaxValue, double.MinValue })
            Assert.Equal(v, SingleElement.Read<double, Decimal128NumberCodec<double>>(Oracle.Write(v, Oracle.As<double>(BsonType.Decimal128))));
    }

    [Fact]
    public void Doubles_of_few_digits_and_any_exponent() => Gen.Select(Gen.Long[-99_999_999_999_999_999, 99_999_999_999_999_999], Gen.Int[0, 16], Gen.Int[-330, 290]).Sample((digits, drop, exponent) =>
    {
        double v = double.Parse($"{digits / (long)Math.Pow(10, drop)}E{exponent}", CultureInfo.InvariantCulture);
        Oracle.AssertFixed<double, Decimal128Raw, Decimal128NumberCodec<double>>(v, Oracle.As<double>(BsonType.Decimal128));
    });

    [Fact]
    public void Floats()
    {
        Gen.Float.Where(v => Math.Abs(v) != float.MaxValue).Sample(v =>
        {
            Oracle.AssertSame<float, NumberTextCodec<float>>(v, Oracle.As<float>(BsonType.String));
            // MongoDB.Bson does not read all of its own ones.
            byte[] bytes = SingleElement.Write<float, Decimal128NumberCodec<float>>(v);
            Assert.Equal(Oracle.Write(v, Oracle.As<float>(BsonType.Decimal128)), bytes);
            Assert.Equal(v, SingleElement.Read<float, Decimal128NumberCodec<float>>(bytes));
        });
    }

    [Fact]
    public void Decimals()
    {
        Gen.Decimal.Where(v => Math.Abs(v) != decimal.MaxValue).Sample(AssertAsDouble);
        Gen.Select(Gen.Long[-999_999_999_999_999, 999_999_999_999_999], Gen.Byte[0, 28], Scaled).Sample(AssertAsDouble);
        AssertAsDouble(-8.237E-20m);
    }

    private static void AssertAsDouble(decimal v)
    {
        Oracle.AssertSame<decimal, NumberTextCodec<decimal>>(v, Oracle.As<decimal>(BsonType.String));
        double nearest = double.Parse(v.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        if (Math.Abs(nearest) >= 7.9e28 || (decimal)nearest != v)
        {
            Oracle.RefusesToWrite<decimal, DoubleNumberCodec<decimal>>(v);
            return;
        }
        byte[] bytes = SingleElement.Write<decimal, DoubleNumberCodec<decimal>>(v);
        Assert.Equal(new BsonDocument("v", nearest).ToBson(), bytes);
        Assert.Equal(v, SingleElement.Read<decimal, DoubleNumberCodec<decimal>>(bytes));
        Assert.Equal(nearest, SingleElement.Read<double, DoubleCodec>(new Decimal128(v)));
        // .NET's conversion, which MongoDB.Bson uses, often gives the neighbour.
        if ((double)v == nearest)
            Oracle.AssertFixed<decimal, double, DoubleNumberCodec<decimal>>(v, Oracle.As<decimal>(BsonType.Double));
    }

    [Fact]
    public void Decimals_become_the_nearest_binary_number()
    {
        Gen.Select(Gen.Int, Gen.Int, Gen.Int, Gen.Bool, Gen.Byte[0, 28], (low, middle, high, negative, scale) => new decimal(low, middle, high, negative, scale))
            .Sample(AssertNearest);
        Gen.Select(Gen.Long, Gen.Byte[0, 28], Scaled).Sample(AssertNearest);
        Gen.Select(Gen.Int[-99_999, 99_999], Gen.Byte[0, 28], (digits, scale) => Scaled(digits, scale)).Sample(AssertNearest);
        foreach (decimal v in new[] { -8.237E-20m, 0m, -0.0m, 9007199254740992m, 9007199254740993m, decimal.MaxValue, decimal.MinValue, 1E-28m })
            AssertNearest(v);
    }

    private static void AssertNearest(decimal v)
    {
        string text = v.ToString(CultureInfo.InvariantCulture);
        var raw = Decimal128Raw.FromDecimal(v);
        Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), NearestReal.Of(v));
        Assert.Equal(float.Parse(text, CultureInfo.InvariantCulture), NearestReal.Of<float>(raw));
        Assert.Equal(Half.Parse(text, CultureInfo.InvariantCulture), NearestReal.Of<Half>(raw));
    }

    private static decimal Scaled(long digits, byte scale)
    {
        ulong magnitude = digits < 0 ? 0UL - (ulong)digits : (ulong)digits;
        return new decimal((int)magnitude, (int)(magnitude >> 32), 0, digits < 0, scale);
    }

    [Fact]
    public void What_mongodb_truncates_or_saturates_is_refused()
    {
        Oracle.RefusesToWrite<decimal, Int32NumberCodec<decimal>>(1.5m);
        Oracle.RefusesToWrite<decimal, Int32NumberCodec<decimal>>(decimal.MaxValue);
        Oracle.RefusesToWrite<decimal, DoubleNumberCodec<decimal>>(decimal.MaxValue);
        Oracle.RefusesToWrite<long, DoubleNumberCodec<long>>(long.MaxValue);
        Oracle.RefusesToWrite<ulong, DoubleNumberCodec<ulong>>(ulong.MaxValue);
    }

    [Fact]
    public void What_the_width_cannot_hold_is_refused()
    {
        Oracle.RefusesToWrite<long, Int32NumberCodec<long>>(int.MaxValue + 1L);
        Oracle.RefusesToWrite<double, Int32NumberCodec<double>>(1.5);
        Oracle.RefusesToWrite<double, Int32NumberCodec<double>>(double.NaN);
        Oracle.RefusesToWrite<float, Int32NumberCodec<float>>(2147483648f);
        Oracle.RefusesToWrite<double, Int64NumberCodec<double>>(9223372036854775808.0);
        Oracle.RefusesToWrite<double, Int64NumberCodec<double>>(double.PositiveInfinity);
        Oracle.RefusesToWrite<long, DoubleNumberCodec<long>>((1L << 53) + 1);
        Oracle.OutOfRange<float, Int32NumberCodec<float>>((1 << 24) + 1);
        Oracle.OutOfRange<int, NumberTextCodec<int>>("2147483648");
        Oracle.OutOfRange<int, NumberTextCodec<int>>(" 1");
        Oracle.OutOfRange<int, NumberTextCodec<int>>("");
        Oracle.OutOfRange<double, NumberTextCodec<double>>("1e999");
        Oracle.OutOfRange<double, Decimal128NumberCodec<double>>(Decimal128.Parse("1E999"));
        Oracle.OutOfRange<double, Decimal128NumberCodec<double>>(new Decimal128(decimal.MaxValue));
        Oracle.OutOfRange<double, Decimal128NumberCodec<double>>(Decimal128.Parse("9007199254740993"));
        Oracle.OutOfRange<float, Decimal128NumberCodec<float>>(new Decimal128(16777217));
        Oracle.OutOfRange<int, Decimal128NumberCodec<int>>(new Decimal128(1.5m));
        Oracle.OutOfRange<decimal, Decimal128NumberCodec<decimal>>(Decimal128.Parse("1E999"));
        Oracle.Mismatch<int, NumberTextCodec<int>>(true);
        Oracle.Mismatch<int, Decimal128NumberCodec<int>>("1");
    }

    [Fact]
    public void Text_is_read_from_numbers_too()
    {
        Assert.Equal(5, SingleElement.Read<int, NumberTextCodec<int>>(5L));
        Assert.Equal(0.5, SingleElement.Read<double, NumberTextCodec<double>>(0.5));
        Assert.Equal(5.0, SingleElement.Read<double, Decimal128NumberCodec<double>>(5));
        Assert.Equal(1.1, SingleElement.Read<double, Decimal128NumberCodec<double>>(new Decimal128(1.1m)));
    }
}
