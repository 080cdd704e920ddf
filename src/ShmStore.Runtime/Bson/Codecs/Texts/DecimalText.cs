using System.Buffers.Text;

namespace ShmStore.Bson;

/// <summary>The number that the text of a decimal is, where .NET's parser rounds what has too many digits.</summary>
internal static class DecimalText
{
    private const int MostDigits = 29;

    /// <summary>Whether a value is exactly the number of the text that it was parsed from.</summary>
    public static bool IsExactly(ReadOnlySpan<byte> utf8, decimal value) =>
        TryRead(utf8, out DecimalNumber number) && Decimal128Raw.FromDecimal(value).TryGetNumber(out DecimalNumber parsed) && parsed == number;

    // The text has been parsed: a sign, digits with a point, and an exponent, perhaps with blanks around.
    private static bool TryRead(ReadOnlySpan<byte> utf8, out DecimalNumber number)
    {
        number = default;
        int end = utf8.IndexOfAny((byte)'E', (byte)'e');
        ReadOnlySpan<byte> mantissa = end < 0 ? utf8 : utf8[..end];
        UInt128 coefficient = 0;
        long exponent = 0;
        int digits = 0;
        int zeros = 0;
        bool inFraction = false;
        foreach (byte character in mantissa)
        {
            inFraction |= character == '.';
            if (character is < (byte)'0' or > (byte)'9')
                continue;
            exponent -= inFraction ? 1 : 0;
            if (character == '0')
            {
                // They count as digits when another one follows, and in front of all they never do.
                zeros += digits == 0 ? 0 : 1;
                continue;
            }
            digits += zeros + 1;
            if (digits > MostDigits)
                return false;
            for (; zeros >= 0; zeros--)
                coefficient *= 10;
            zeros = 0;
            coefficient += (uint)(character - '0');
        }
        if (digits == 0)
            return true;
        int power = 0;
        if (end >= 0 && !Utf8Parser.TryParse(utf8[(end + 1)..], out power, out _))
            return false;
        exponent += zeros + (long)power;
        number = DecimalNumber.Of(mantissa.Contains((byte)'-'), coefficient, (int)Math.Clamp(exponent, short.MinValue, short.MaxValue));
        return true;
    }
}
