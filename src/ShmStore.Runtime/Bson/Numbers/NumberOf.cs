using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using MongoDB.Bson;

namespace ShmStore.Bson;

/// <summary>Converts any of .NET's numeric types, and characters, to and from what BSON has, exactly or not at all.</summary>
/// <typeparam name="T">An integer of at most 64 bits, <see cref="char"/>, <see cref="Half"/>, <see cref="float"/>, <see cref="double"/> or <see cref="decimal"/>.</typeparam>
internal static class NumberOf<T>
    where T : unmanaged, INumberBase<T>
{
    private static bool IsBinaryReal => typeof(T) == typeof(double) || typeof(T) == typeof(float) || typeof(T) == typeof(Half);

    // Every value of the type is a 64-bit signed integer.
    private static bool FitsInt64 => !IsBinaryReal && typeof(T) != typeof(decimal) && typeof(T) != typeof(ulong);

    /// <summary>The value as a 64-bit integer, if it is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryToInt64(T value, out long number)
    {
        number = FitsInt64 ? long.CreateTruncating(value) : long.CreateSaturating(value);
        return IsSame(value, number);
    }

    /// <summary>The value that is this integer, if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryFromInt64(long number, out T value)
    {
        value = FitsInt64 ? T.CreateTruncating(number) : T.CreateSaturating(number);
        return IsSame(value, number);
    }

    /// <summary>The value as a double, if it is exactly one. A decimal counts as exact if it is what is read of the double nearest to it, as 0.1 is.</summary>
    public static bool TryToDouble(T value, out double number)
    {
        if (typeof(T) == typeof(decimal))
        {
            number = NearestReal.Of(decimal.CreateTruncating(value));
            return TryFromDouble(number, out T back) && back == value;
        }
        number = double.CreateSaturating(value);
        if (IsBinaryReal)
            return true;
        return Int128.CreateSaturating(number) == Int128.CreateSaturating(value);
    }

    /// <summary>The value that is this double, if there is one.</summary>
    public static bool TryFromDouble(double number, out T value)
    {
        if (typeof(T) == typeof(decimal))
        {
            bool isDecimal = (LosslessNumber.TryToDecimal(number, out decimal exact) && NearestReal.Of(exact) == number) || LosslessNumber.TryToWholeDecimal(number, out exact);
            value = T.CreateTruncating(exact);
            return isDecimal;
        }
        value = T.CreateSaturating(number);
        if (IsBinaryReal)
        {
            // MongoDB.Bson writes the largest float and Half as the largest double.
            if (Math.Abs(number) == double.MaxValue && typeof(T) != typeof(double))
                value = typeof(T) == typeof(float) ? T.CreateTruncating(number > 0 ? float.MaxValue : float.MinValue) : T.CreateTruncating(number > 0 ? Half.MaxValue : Half.MinValue);
            else
                return double.CreateTruncating(value) == number || double.IsNaN(number);
            return true;
        }
        return double.IsInteger(number) && Int128.CreateSaturating(value) == Int128.CreateSaturating(number);
    }

    /// <summary>The value as a Decimal128; a double gets 17 digits and a <see cref="Half"/> 5, as MongoDB.Bson writes them.</summary>
    public static Decimal128Raw ToDecimal128(T value)
    {
        if (typeof(T) == typeof(Half) && T.IsFinite(value))
            return Decimal128Raw.FromDecimal(HalfDigits.Of(Half.CreateTruncating(value)));
        return IsBinaryReal
            ? Decimal128Raw.FromDecimal128(new Decimal128(double.CreateTruncating(value)))
            : Decimal128Raw.FromDecimal(decimal.CreateTruncating(value));
    }

    /// <summary>The value that this Decimal128 is, or for doubles the one it was made of.</summary>
    public static bool TryFromDecimal128(Decimal128Raw raw, out T value)
    {
        bool isDecimal = raw.TryToDecimal(out decimal exact);
        if (!IsBinaryReal)
        {
            value = T.CreateSaturating(exact);
            return isDecimal && decimal.CreateTruncating(value) == exact;
        }
        // MongoDB.Bson writes the largest double and Half as the largest Decimal128.
        if (raw.IsLargest)
            return TryFromDouble(raw.IsNegative ? double.MinValue : double.MaxValue, out value);
        value = NearestReal.Of<T>(raw);
        if (isDecimal && (LosslessNumber.IsDecimalOf(value, exact) || IsHalfOf(value, exact)))
            return true;
        return T.IsNaN(value) || new Decimal128(double.CreateTruncating(value)).Equals(raw.ToDecimal128()) || (!isDecimal && RealDigits.Are(value, raw));
    }

    /// <summary>Reads the value from a numeric element of any width.</summary>
    /// <exception cref="BsonFormatException">Not a number, or not one that the type holds exactly.</exception>
    public static T Read(ElementView element)
    {
        if (IsBinaryReal)
        {
            double real = LosslessNumber.ReadDouble(element);
            return TryFromDouble(real, out T narrowed) ? narrowed : throw LosslessNumber.OutOfRange(element, real, Name);
        }
        if (typeof(T) != typeof(decimal) && element.Type == ElementType.Double)
        {
            // Not by way of a signed integer: unsigned ones go further.
            double real = LosslessNumber.ReadDouble(element);
            return TryFromDouble(real, out T whole) ? whole : throw LosslessNumber.OutOfRange(element, real, Name);
        }
        if (typeof(T) == typeof(decimal) || (typeof(T) == typeof(ulong) && element.Type == ElementType.Decimal128))
        {
            decimal exact = LosslessNumber.ReadDecimal(element);
            T converted = T.CreateSaturating(exact);
            return decimal.CreateTruncating(converted) == exact ? converted : throw LosslessNumber.OutOfRange(element, exact, Name);
        }
        long number = LosslessNumber.ReadInt64(element, typeof(T));
        return TryFromInt64(number, out T value) ? value : throw LosslessNumber.OutOfRange(element, number, Name);
    }

    /// <summary>The error for a value that cannot be written in this form.</summary>
    [DoesNotReturn]
    public static void ThrowNotWritable(T value, string form) =>
        throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{value} is not exactly {form}"));

    /// <summary>The error for a number that was read on its own and that the type does not hold.</summary>
    [DoesNotReturn]
    public static void ThrowNotReadable<TNumber>(TNumber number)
        where TNumber : notnull =>
        throw new BsonFormatException(
            BsonFormatReason.ValueOutOfRange, offset: -1, "", string.Create(CultureInfo.InvariantCulture, $"{number} is not exactly {Name}"));

    private static bool IsHalfOf(T value, decimal exact) =>
        typeof(T) == typeof(Half) && T.IsFinite(value) && HalfDigits.Of(Half.CreateTruncating(value)) == exact;

    private static string Name => Article.With(typeof(T).Name);

    // Saturated conversions meet at the ends of the ranges; 128 bits tell them apart.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsSame(T value, long number) => FitsInt64
        ? long.CreateTruncating(value) == number
        : T.IsInteger(value) && Int128.CreateSaturating(value) == number;
}
