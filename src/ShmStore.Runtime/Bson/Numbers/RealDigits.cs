using System.Globalization;
using System.Numerics;
using MongoDB.Bson;

namespace ShmStore.Bson;

/// <summary>The digits that stand for a binary floating-point number.</summary>
internal static class RealDigits
{
    // Whole numbers below it have no more digits than a Decimal128.
    private const double WholeLimit = 1e34;

    /// <summary>
    /// The Decimal128 of a double: the number of at most 15 digits that is read as it, or else the whole number that it is. Infinities, NaN and the zero below zero have one too.
    /// </summary>
    public static bool TryOf(double value, out Decimal128 digits)
    {
        // No decimal is one of these.
        if (!double.IsFinite(value) || value == 0)
        {
            digits = new Decimal128(value);
            return true;
        }

        if (NumberOf<decimal>.TryFromDouble(value, out decimal exact))
        {
            digits = new Decimal128(exact);
            return true;
        }

        digits = Decimal128.Parse(value.ToString("G15", CultureInfo.InvariantCulture));
        if (NearestReal.Of<double>(Decimal128Raw.FromDecimal128(digits)) == value)
            return true;
        bool isWhole = double.IsInteger(value) && Math.Abs(value) < WholeLimit;
        if (isWhole)
            digits = Decimal128.Parse(((Int128)value).ToString(CultureInfo.InvariantCulture));
        return isWhole;
    }

    /// <summary>Whether a Decimal128 has those of a number that is beyond decimals: those of the number itself if it is a whole one, or the fewest that are read as it.</summary>
    /// <typeparam name="T"><see cref="double"/>, <see cref="float"/> or <see cref="Half"/>.</typeparam>
    public static bool Are<T>(T value, Decimal128Raw raw)
        where T : struct, INumberBase<T>
    {
        if (!T.IsFinite(value) || !raw.TryGetNumber(out DecimalNumber number))
            return false;
        string shortest = value.ToString("R", CultureInfo.InvariantCulture);
        if (Decimal128.TryParse(shortest, out Decimal128 digits) && Decimal128Raw.FromDecimal128(digits).TryGetNumber(out DecimalNumber fewest) && fewest == number)
            return true;
        return T.IsInteger(value) && number.Exponent >= 0 && BigInteger.CreateTruncating(value) == number.ToInteger();
    }
}
