using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <summary>Converts enums to and from numbers without boxing; undefined values pass.</summary>
/// <typeparam name="TEnum">An enum over any integer type but <see cref="ulong"/>.</typeparam>
internal static class EnumNumber<TEnum>
    where TEnum : unmanaged, Enum
{
    /// <summary>The enum's number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long ToInt64(TEnum value) => Unsafe.SizeOf<TEnum>() switch
    {
        1 => IsUnsigned ? Unsafe.BitCast<TEnum, byte>(value) : Unsafe.BitCast<TEnum, sbyte>(value),
        2 => IsUnsigned ? Unsafe.BitCast<TEnum, ushort>(value) : Unsafe.BitCast<TEnum, short>(value),
        4 => IsUnsigned ? Unsafe.BitCast<TEnum, uint>(value) : Unsafe.BitCast<TEnum, int>(value),
        _ => Unsafe.BitCast<TEnum, long>(value),
    };

    /// <summary>The enum of a number, if its underlying type holds it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryFromInt64(long number, out TEnum value)
    {
        switch (Unsafe.SizeOf<TEnum>())
        {
            case 1:
                value = Unsafe.BitCast<byte, TEnum>((byte)number);
                break;
            case 2:
                value = Unsafe.BitCast<ushort, TEnum>((ushort)number);
                break;
            case 4:
                value = Unsafe.BitCast<uint, TEnum>((uint)number);
                break;
            default:
                value = Unsafe.BitCast<long, TEnum>(number);
                break;
        }
        return ToInt64(value) == number;
    }

    /// <summary>The enum of a number that was read on its own.</summary>
    /// <exception cref="BsonFormatException">The underlying type does not hold it.</exception>
    public static TEnum FromInt64(long number)
    {
        if (!TryFromInt64(number, out TEnum value))
            ThrowOutOfRange(number);
        return value;
    }

    /// <summary>Reads the enum from an element of any numeric type.</summary>
    /// <exception cref="BsonFormatException">Not a number, or one that the underlying type does not hold.</exception>
    public static TEnum Read(ElementView element)
    {
        long number = LosslessNumber.ReadInt64(element, typeof(TEnum));
        return TryFromInt64(number, out TEnum value) ? value : throw LosslessNumber.OutOfRange(element, number, Article.With(typeof(TEnum).Name));
    }

    private static bool IsUnsigned
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            Type underlying = typeof(TEnum).GetEnumUnderlyingType();
            return underlying == typeof(byte) || underlying == typeof(ushort) || underlying == typeof(uint) || underlying == typeof(ulong);
        }
    }

    [DoesNotReturn]
    private static void ThrowOutOfRange(long number) =>
        throw new BsonFormatException(BsonFormatReason.ValueOutOfRange, offset: -1, "", string.Create(CultureInfo.InvariantCulture, $"{number} is not {Article.With(typeof(TEnum).Name)}"));
}
