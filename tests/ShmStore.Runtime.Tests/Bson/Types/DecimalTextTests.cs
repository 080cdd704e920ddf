using System.Globalization;
using System.Text;
using CsCheck;
using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson.Types;

/// <summary>Decimals as text and as the names of entries: exactly, or not at all.</summary>
public class DecimalTextTests
{
    [Theory]
    [InlineData("0.00000000000000000000000000000000001")]
    [InlineData("1E-29")]
    [InlineData("1E-99999999999")]
    [InlineData("0.123456789012345678901234567891")]
    [InlineData("1.00000000000000000000000000000000001")]
    [InlineData("7.92281625142643375935439503351")]
    [InlineData("123456789012345678901234567890.1")]
    [InlineData("99999999999999999999999999999999")]
    public void What_is_not_exact_is_refused(string text)
    {
        Oracle.OutOfRange<decimal, NumberTextCodec<decimal>>(text);
        Assert.False(NumberFormat<decimal>.TryParse(Encoding.UTF8.GetBytes(text), out _));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-0.0")]
    [InlineData("0E-400")]
    [InlineData("0.000000000000000000000000000000000000000")]
    [InlineData("1E2")]
    [InlineData("1e+2")]
    [InlineData("12300E-2")]
    [InlineData("  -1.10 ")]
    [InlineData("00100.5000000000000000000000000000000000000000")]
    [InlineData("1E28")]
    [InlineData("1E-28")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("-7.9228162514264337593543950335")]
    public void What_is_exact_is_read(string text) =>
        Assert.Equal(decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture), SingleElement.Read<decimal, NumberTextCodec<decimal>>(text));

    [Fact]
    public void All_that_are_written_are_read() => Gen.Decimal.Sample(v => Assert.Equal(v, SingleElement.Read<decimal, NumberTextCodec<decimal>>(SingleElement.Write<decimal, NumberTextCodec<decimal>>(v))));
}
