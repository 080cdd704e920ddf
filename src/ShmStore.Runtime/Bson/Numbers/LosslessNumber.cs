using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace ShmStore.Bson;

/// <summary>
/// Reads numbers written in another width than the member's: JavaScript writes 1.0 as an int32 and 5e9 as a double.
/// Accepted is what the member's type holds without loss.
/// </summary>
internal static class LosslessNumber
{
    private const string Expected = "a number";
    private const int DoubleBits = 53;
    private const double TwoTo63 = 9223372036854775808.0;

    // The largest doubles below 2^96; beyond, the conversion to a decimal overflows.
    private const double DecimalLimit = 7.9e28;
    private const double TwoTo96 = 79228162514264337593543950336.0;

    /// <summary>Reads an integer from any numeric element.</summary>
    /// <exception cref="BsonFormatException">Not a number, not integral, or beyond 64 bits.</exception>
    public static long ReadInt64(ElementView element) => ReadInt64(element, typeof(long));

    /// <summary>Reads an integer of at most 64 bits from any numeric element.</summary>
    /// <param name="element">The element.</param>
    /// <param name="target">The type that the integer is for, which the error names. Whether it fits that, the caller looks.</param>
    /// <exception cref="BsonFormatException">Not a number, not integral, or beyond 64 bits.</exception>
    public static long ReadInt64(ElementView element, Type target)
    {
        switch (element.Type)
        {
            case ElementType.Int32:
                return BinaryPrimitives.ReadInt32LittleEndian(element.Value);
            case ElementType.Int64:
                return BinaryPrimitives.ReadInt64LittleEndian(element.Value);
            case ElementType.Double:
                double real = BinaryPrimitives.ReadDoubleLittleEndian(element.Value);
                if (real is >= -TwoTo63 and < TwoTo63 && Math.Truncate(real) == real)
                    return (long)real;
                throw OutOfRange(element, real, IntegerName(target));
            case ElementType.Decimal128:
                decimal exact = ReadDecimal128(element);
                if (exact is >= long.MinValue and <= long.MaxValue && decimal.Truncate(exact) == exact)
                    return (long)exact;
                throw OutOfRange(element, exact, IntegerName(target));
            default:
                throw element.Mismatch(Expected);
        }
    }

    /// <summary>Reads a 32-bit integer from any numeric element.</summary>
    /// <exception cref="BsonFormatException">Not a number, not integral, or beyond 32 bits.</exception>
    public static int ReadInt32(ElementView element)
    {
        long value = ReadInt64(element, typeof(int));
        return (int)value == value ? (int)value : throw OutOfRange(element, value, IntegerName(typeof(int)));
    }

    /// <summary>Reads a floating-point number; an integer only if it has no more than 53 significant bits.</summary>
    /// <remarks>A Decimal128 is accepted if the double stands for it: if it has the digits that the nearest double has, 15 as a decimal or all 17.</remarks>
    /// <exception cref="BsonFormatException">Not a number, or not exact.</exception>
    public static double ReadDouble(ElementView element)
    {
        switch (element.Type)
        {
            case ElementType.Double:
                return BinaryPrimitives.ReadDoubleLittleEndian(element.Value);
            case ElementType.Int32:
                return BinaryPrimitives.ReadInt32LittleEndian(element.Value);
            case ElementType.Int64:
                long integer = BinaryPrimitives.ReadInt64LittleEndian(element.Value);
                return FitsDouble(integer) ? integer : throw OutOfRange(element, integer, "a double");
            case ElementType.Decimal128:
                Decimal128Raw raw = MemoryMarshal.Read<Decimal128Raw>(element.Value);
                return NumberOf<double>.TryFromDecimal128(raw, out double nearest) ? nearest : throw OutOfRange(element, raw.ToDecimal128(), "a double");
            default:
                throw element.Mismatch(Expected);
        }
    }

    /// <summary>Reads a decimal from any numeric element.</summary>
    /// <remarks>A double is accepted if a decimal of at most 15 digits reads back as the same double, as for 0.1, or if it is a whole number.</remarks>
    /// <exception cref="BsonFormatException">Not a number, or not exact.</exception>
    public static decimal ReadDecimal(ElementView element)
    {
        switch (element.Type)
        {
            case ElementType.Decimal128:
                return ReadDecimal128(element);
            case ElementType.Double:
                double real = BinaryPrimitives.ReadDoubleLittleEndian(element.Value);
                return NumberOf<decimal>.TryFromDouble(real, out decimal value) ? value : throw OutOfRange(element, real, "a decimal");
            case ElementType.Int32 or ElementType.Int64:
                return ReadInt64(element);
            default:
                throw element.Mismatch(Expected);
        }
    }

    /// <summary>The error for a number that a type cannot hold.</summary>
    public static BsonFormatException OutOfRange<TValue>(ElementView element, TValue value, string type)
        where TValue : notnull =>
        element.Error(BsonFormatReason.ValueOutOfRange, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value} is not exactly {type}"));

    /// <summary>The decimal of at most 15 digits, for a <see cref="float"/> 7, that .NET makes of a binary number: those digits come back, whichever they are.</summary>
    /// <returns>False beyond the range of decimals, for infinities and NaN.</returns>
    public static bool TryToDecimal<T>(T value, out decimal result)
        where T : struct, INumberBase<T>
    {
        // NaN fails the comparison.
        bool fits = Math.Abs(double.CreateTruncating(value)) < DecimalLimit;
        result = fits ? decimal.CreateTruncating(value) : 0;
        return fits;
    }

    /// <summary>The decimal that a binary number exactly is, if it is a whole one.</summary>
    /// <returns>False for others, and beyond the range of decimals.</returns>
    public static bool TryToWholeDecimal<T>(T value, out decimal result)
        where T : struct, INumberBase<T>
    {
        double number = double.CreateTruncating(value);
        bool fits = double.IsInteger(number) && Math.Abs(number) < TwoTo96;
        result = fits ? (decimal)(Int128)number : 0;
        return fits;
    }

    /// <summary>Whether a decimal stands for a binary number: it has the digits of <see cref="TryToDecimal"/>, or is the same whole number.</summary>
    public static bool IsDecimalOf<T>(T value, decimal exact)
        where T : struct, INumberBase<T> =>
        (TryToDecimal(value, out decimal digits) && digits == exact) || (TryToWholeDecimal(value, out decimal whole) && whole == exact);

    private static string IntegerName(Type type) =>
        type == typeof(long) ? "a 64-bit integer" : type == typeof(int) ? "a 32-bit integer" : Article.With(type.Name);

    private static decimal ReadDecimal128(ElementView element) =>
        MemoryMarshal.Read<Decimal128Raw>(element.Value).TryToDecimal(out decimal value)
            ? value
            : throw element.Error(BsonFormatReason.ValueOutOfRange, "the Decimal128 is not exactly a decimal");

    private static bool FitsDouble(long value)
    {
        ulong magnitude = value < 0 ? 0UL - (ulong)value : (ulong)value;
        return magnitude == 0 || 64 - BitOperations.LeadingZeroCount(magnitude) - BitOperations.TrailingZeroCount(magnitude) <= DoubleBits;
    }
}
