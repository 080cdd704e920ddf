using CsCheck;
using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson;

public class DecimalTests
{
    public static TheoryData<string> SpecialDecimals =>
    [
        "0", "0.0", "-0.0", "-0.00000", "1", "1.10", "-1.10", "79228162514264337593543950335", "-79228162514264337593543950335",
        "7.9228162514264337593543950335", "0.0000000000000000000000000001", "4294967295", "4294967296", "18446744073709551615", "18446744073709551616",
    ];

    [Theory]
    [MemberData(nameof(SpecialDecimals))]
    public void Special_values_keep_bytes_scale_and_sign(string text) =>
        AssertExact(decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void All_values_keep_bytes_scale_and_sign() =>
        Gen.Select(Gen.Int, Gen.Int, Gen.Int, Gen.Bool, Gen.Byte[0, 28], (low, middle, high, negative, scale) => new decimal(low, middle, high, negative, scale))
            .Sample(AssertExact);

    [Theory]
    [InlineData("1E+3", "1000")]
    [InlineData("7E+28", "70000000000000000000000000000")]
    [InlineData("-12E+2", "-1200")]
    [InlineData("0E+6000", "0")]
    [InlineData("0E-6000", "0.0000000000000000000000000000")]
    [InlineData("1.000000000000000000000000000000000", "1.0000000000000000000000000000")]
    [InlineData("1000E-30", "0.0000000000000000000000000010")]
    public void Other_exponents_are_read_if_exact(string text, string expected)
    {
        decimal value = SingleElement.Read<decimal, DecimalCodec>(Decimal128.Parse(text));
        Assert.Equal(expected, value.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("1E+29")]
    [InlineData("1E-29")]
    [InlineData("79228162514264337593543950336")]
    [InlineData("1.234567890123456789012345678901234")]
    [InlineData("9.999999999999999999999999999999999E+6144")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    public void What_a_decimal_cannot_hold_is_refused(string text)
    {
        byte[] document = new BsonDocument("v", Decimal128.Parse(text)).ToBson();
        Assert.Equal(BsonFormatReason.ValueOutOfRange, SingleElement.Refuses<decimal, DecimalCodec>(Decimal128.Parse(text)).Reason);

        // At its constant offset too, with the place in the error.
        var error = Assert.Throws<BsonFormatException>(
            () => new DocumentView(document, document.Length - 1).GetFixed<decimal, Decimal128Raw, DecimalCodec>(7, "v"u8, required: true));
        Assert.Equal(("v", 7), (error.FieldPath, error.Offset));
    }

    private static void AssertExact(decimal value)
    {
        byte[] bytes = SingleElement.Write<decimal, DecimalCodec>(value);
        Assert.Equal(new BsonDocument("v", new Decimal128(value)).ToBson(), bytes);
        Assert.Equal(decimal.GetBits(value), decimal.GetBits(SingleElement.Read<decimal, DecimalCodec>(bytes)));
        Assert.Equal(decimal.GetBits(value), decimal.GetBits(DecimalCodec.FromRaw(DecimalCodec.ToRaw(value))));
    }
}
