using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using MongoDB.Bson;

namespace ShmStore.Bson;

/// <summary>
/// The binary floating-point number nearest to a decimal one. .NET's own conversion of a <see cref="decimal"/> is often the neighbour:
/// it makes -8.237E-20 -8.237000000000001E-20.
/// </summary>
internal static class NearestReal
{
    // A sign, the 39 digits of 128 bits, an E, and the exponent with its sign.
    private const int MaxText = 48;
    private const ulong MaxExactInteger = 1UL << 53;

    // The powers of ten that are doubles.
    private static ReadOnlySpan<double> ExactPowers =>
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    /// <summary>The number nearest to a decimal; of two that are as near, the even one.</summary>
    public static double Of(decimal value) => Of<double>(Decimal128Raw.FromDecimal(value));

    /// <summary>The number nearest to a Decimal128: an infinity if it is beyond the type, NaN for NaN.</summary>
    /// <typeparam name="T"><see cref="double"/>, <see cref="float"/> or <see cref="Half"/>.</typeparam>
    public static T Of<T>(Decimal128Raw raw)
        where T : struct, INumberBase<T>
    {
        if (!raw.TryGetParts(out bool negative, out UInt128 coefficient, out int exponent))
            return T.CreateSaturating(Decimal128.ToDouble(raw.ToDecimal128()));
        // Both operands are exact, so the one operation rounds once; narrowing its result would round again.
        if (typeof(T) == typeof(double) && coefficient <= MaxExactInteger && Math.Abs(exponent) < ExactPowers.Length)
        {
            double digits = negative ? -(double)(ulong)coefficient : (ulong)coefficient;
            return T.CreateTruncating(exponent < 0 ? digits / ExactPowers[-exponent] : digits * ExactPowers[exponent]);
        }
        return Parse<T>(negative, coefficient, exponent);
    }

    // Parsing is the conversion that .NET rounds correctly.
    private static T Parse<T>(bool negative, UInt128 coefficient, int exponent)
        where T : struct, INumberBase<T>
    {
        Span<byte> text = stackalloc byte[MaxText];
        text[0] = negative ? (byte)'-' : (byte)'+';
        bool fits = coefficient.TryFormat(text[1..], out int digits, default, CultureInfo.InvariantCulture);
        int length = 1 + digits;
        text[length++] = (byte)'E';
        fits &= exponent.TryFormat(text[length..], out digits, default, CultureInfo.InvariantCulture);
        Debug.Assert(fits, "The text of a Decimal128 is bounded.");
        return T.Parse(text[..(length + digits)], NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
