using System.Numerics;
using CsCheck;
using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson.Types;

/// <summary>Numbers in the width that MongoDB.Bson gives them by default.</summary>
public class NumberTests
{
    [Fact]
    public void Narrow_integers()
    {
        Gen.SByte.Sample(Int32<sbyte>);
        Gen.Byte.Sample(Int32<byte>);
        Gen.Short.Sample(Int32<short>);
        Gen.UShort.Sample(Int32<ushort>);
        Gen.Char.Sample(Int32<char>);
        Gen.UInt[0, int.MaxValue].Sample(Int32<uint>);
        Gen.Int.Sample(Int32<int>);
    }

    [Fact]
    public void Ends_of_the_ranges()
    {
        Int32(sbyte.MinValue);
        Int32(sbyte.MaxValue);
        Int32(byte.MaxValue);
        Int32(short.MinValue);
        Int32(ushort.MaxValue);
        Int32(char.MaxValue);
        Int32((uint)int.MaxValue);
        Int64((ulong)long.MaxValue);
        Int64(0UL);
        Real(float.MinValue, exact: true);
        Real(float.Epsilon);
        Real(float.NegativeInfinity);
        Real(Half.MinValue, exact: true);
        Real(Half.Epsilon);
    }

    [Fact]
    public void Unsigned_longs() => Gen.ULong[0, long.MaxValue].Sample(Int64<ulong>);

    [Fact]
    public void Floats()
    {
        Gen.Float.Where(v => MathF.Abs(v) != float.MaxValue).Sample(v => Real(v));
        Gen.UShort.Select(BitConverter.UInt16BitsToHalf).Where(v => !Half.IsNaN(v) && Half.Abs(v) != Half.MaxValue).Sample(v => Real(v));
    }

    [Fact]
    public void Decimal128s() => Gen.Select(Gen.ULong, Gen.ULong).Sample((high, low) =>
        Oracle.AssertFixed<Decimal128, Decimal128Raw, Decimal128Codec>(Decimal128.FromIEEEBits(high, low)));

    [Fact]
    public void Decimal128s_are_read_from_doubles()
    {
        foreach (double v in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, 0.0 })
            Assert.Equal(Oracle.Read<Decimal128>(new BsonDocument("v", new BsonDouble(v)).ToBson()).ToString(), ReadDecimal128(v));
        Assert.Equal("-0", ReadDecimal128(-0.0));
        Assert.Equal("0.1", ReadDecimal128(0.1));
        Assert.Equal("1E+300", ReadDecimal128(1e300));
        Assert.Equal("4.94065645841247E-324", ReadDecimal128(double.Epsilon));
        Assert.Equal("1267650600228229401496703205376", ReadDecimal128(Math.Pow(2, 100)));
        Assert.Equal("-1267650600228229401496703205376", ReadDecimal128(-Math.Pow(2, 100)));
        foreach (double v in new[] { Math.PI, double.MaxValue, Math.Pow(2, 200) })
            Assert.Contains("is not exactly a Decimal128", SingleElement.Refuses<Decimal128, Decimal128Codec>(v).Message, StringComparison.Ordinal);
        Oracle.Mismatch<Decimal128, Decimal128Codec>(BsonNull.Value);
    }

    private static string ReadDecimal128(double value) => SingleElement.Read<Decimal128, Decimal128Codec>(new BsonDouble(value)).ToString();

    [Fact]
    public void The_largest_float_is_itself_and_is_read_as_mongodb_writes_it()
    {
        Assert.Equal(new BsonDocument("v", (double)float.MaxValue).ToBson(), SingleElement.Write<float, DoubleNumberCodec<float>>(float.MaxValue));
        Assert.Equal(float.MaxValue, SingleElement.Read<float, DoubleNumberCodec<float>>(Oracle.Write(float.MaxValue)));
        Assert.Equal(float.MinValue, SingleElement.Read<float, DoubleNumberCodec<float>>(Oracle.Write(float.MinValue)));
        Assert.Equal(Half.MaxValue, SingleElement.Read<Half, DoubleNumberCodec<Half>>(Oracle.Write(Half.MaxValue)));
        Assert.Equal(Half.MinValue, SingleElement.Read<Half, DoubleNumberCodec<Half>>(Oracle.Write(Half.MinValue)));
    }

    [Fact]
    public void What_the_width_cannot_hold_is_refused_on_write()
    {
        Oracle.RefusesToWrite<uint, Int32NumberCodec<uint>>(int.MaxValue + 1u);
        Oracle.RefusesToWrite<uint, Int32NumberCodec<uint>>(uint.MaxValue);
        Oracle.RefusesToWrite<ulong, Int64NumberCodec<ulong>>(long.MaxValue + 1ul);
        Oracle.RefusesToWrite<ulong, Int64NumberCodec<ulong>>(ulong.MaxValue);
    }

    [Fact]
    public void What_the_type_cannot_hold_is_refused_on_read()
    {
        Oracle.OutOfRange<sbyte, Int32NumberCodec<sbyte>>(128);
        Oracle.OutOfRange<byte, Int32NumberCodec<byte>>(256);
        Oracle.OutOfRange<byte, Int32NumberCodec<byte>>(-1);
        Oracle.OutOfRange<ushort, Int32NumberCodec<ushort>>(65536L);
        Oracle.OutOfRange<uint, Int32NumberCodec<uint>>(-1);
        Oracle.OutOfRange<uint, Int32NumberCodec<uint>>(uint.MaxValue + 1L);
        Oracle.OutOfRange<char, Int32NumberCodec<char>>(65536);
        Oracle.OutOfRange<ulong, Int64NumberCodec<ulong>>(-1L);
        Oracle.OutOfRange<ulong, Int64NumberCodec<ulong>>(new Decimal128(-1m));
        Oracle.OutOfRange<byte, Int32NumberCodec<byte>>(1.5);
        Oracle.OutOfRange<float, DoubleNumberCodec<float>>(0.1);
        Oracle.OutOfRange<float, DoubleNumberCodec<float>>(1e300);
        Oracle.OutOfRange<float, DoubleNumberCodec<float>>((1 << 24) + 1);
        Oracle.OutOfRange<Half, DoubleNumberCodec<Half>>(65536);
        Oracle.Mismatch<byte, Int32NumberCodec<byte>>("1");
        Oracle.Mismatch<float, DoubleNumberCodec<float>>(BsonNull.Value);
        Oracle.Mismatch<Decimal128, Decimal128Codec>("1");
        Assert.Equal(BsonFormatReason.ValueOutOfRange, Assert.Throws<BsonFormatException>(() => Int32NumberCodec<byte>.FromRaw(256)).Reason);
        Assert.False(Int32NumberCodec<byte>.IsReadable(256));
        Assert.False(DoubleNumberCodec<float>.IsReadable(0.1));
    }

    [Fact]
    public void Other_widths_are_read_if_nothing_is_lost() => Gen.Byte.Sample(v =>
    {
        BsonValue[] widths = [(int)v, (long)v, (double)v, new Decimal128((int)v)];
        foreach (BsonValue width in widths)
        {
            Assert.Equal(v, SingleElement.Read<byte, Int32NumberCodec<byte>>(width));
            Assert.Equal(v, SingleElement.Read<uint, Int32NumberCodec<uint>>(width));
            Assert.Equal(v, SingleElement.Read<ulong, Int64NumberCodec<ulong>>(width));
            Assert.Equal(v, SingleElement.Read<float, DoubleNumberCodec<float>>(width));
            Assert.Equal((Half)v, SingleElement.Read<Half, DoubleNumberCodec<Half>>(width));
            Assert.Equal(new Decimal128((int)v), SingleElement.Read<Decimal128, Decimal128Codec>(width));
        }
    });

    [Fact]
    public void Unsigned_longs_are_read_from_decimals() =>
        Assert.Equal(ulong.MaxValue, SingleElement.Read<ulong, Int64NumberCodec<ulong>>(new Decimal128(ulong.MaxValue)));

    private static void Int32<T>(T value)
        where T : unmanaged, INumberBase<T> => Oracle.AssertFixed<T, int, Int32NumberCodec<T>>(value);

    private static void Int64<T>(T value)
        where T : unmanaged, INumberBase<T> => Oracle.AssertFixed<T, long, Int64NumberCodec<T>>(value);

    private static void Real<T>(T value, bool exact = false)
        where T : unmanaged, INumberBase<T>
    {
        if (exact)
            Assert.Equal(value, SingleElement.Read<T, DoubleNumberCodec<T>>(SingleElement.Write<T, DoubleNumberCodec<T>>(value)));
        else
            Oracle.AssertFixed<T, double, DoubleNumberCodec<T>>(value);
    }
}
