using System.Globalization;
using System.Numerics;
using MongoDB.Bson;

namespace ShmStore.Bson;

/// <summary>The digits that stand for a binary floating-point number which is beyond decimals.</summary>
internal static class RealDigits
{
    /// <summary>Whether a Decimal128 has them: those of the number itself if it is a whole one, or the fewest that are read as it.</summary>
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
