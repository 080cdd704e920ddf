using System.ComponentModel;
using System.Runtime.InteropServices;
using MongoDB.Bson;

namespace ShmStore.Bson;

/// <summary>
/// The 16 bytes of a Decimal128 in BSON: IEEE 754-2008 decimal with a binary integer significand. Converts to and from
/// <see cref="decimal"/> exactly, keeping the scale where it can.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[StructLayout(LayoutKind.Sequential)]
public readonly struct Decimal128Raw
{
    private const int ExponentShift = 49;
    private const int ExponentBias = 6176;
    private const int MaxScale = 28;
    private const ulong SignBit = 1UL << 63;
    private const ulong CoefficientMask = (1UL << ExponentShift) - 1;
    // Both bits set announce infinity, NaN, or a coefficient beyond 34 digits.
    private const ulong SpecialBits = 3UL << 61;

    private static readonly UInt128 MaxDecimalCoefficient = (UInt128.One << 96) - 1;

    private static readonly Decimal128 Largest = Decimal128.MaxValue;

    private readonly ulong _low;
    private readonly ulong _high;

    private Decimal128Raw(ulong low, ulong high)
    {
        _low = low;
        _high = high;
    }

    /// <summary>The bytes of MongoDB's own type.</summary>
    public static Decimal128Raw FromDecimal128(Decimal128 value) => new(value.GetIEEELowBits(), value.GetIEEEHighBits());

    /// <summary>MongoDB's own type of the bytes.</summary>
    public Decimal128 ToDecimal128() => Decimal128.FromIEEEBits(_high, _low);

    /// <summary>The bytes of a decimal: the same digits, the scale as exponent.</summary>
    public static Decimal128Raw FromDecimal(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        int scale = (parts[3] >> 16) & 0xFF;
        ulong high = (uint)parts[2] | ((ulong)(ExponentBias - scale) << ExponentShift);
        if (parts[3] < 0)
            high |= SignBit;
        return new Decimal128Raw((uint)parts[0] | ((ulong)(uint)parts[1] << 32), high);
    }

    /// <summary>Whether <see cref="TryToDecimal"/> succeeds.</summary>
    public bool IsDecimal => HasDecimalParts || TryToDecimal(out _);

    // As FromDecimal writes it: an exponent that is a scale, and 96 bits of digits. The special bits make the exponent larger.
    private bool HasDecimalParts => Exponent is >= -MaxScale and <= 0 && (_high & CoefficientMask) <= uint.MaxValue;

    /// <summary>Whether the sign is that of numbers below zero.</summary>
    internal bool IsNegative => (_high & SignBit) != 0;

    /// <summary>Whether no finite number is further from zero.</summary>
    internal bool IsLargest => _low == Largest.GetIEEELowBits() && (_high & ~SignBit) == Largest.GetIEEEHighBits();

    private int Exponent => (int)((_high & ~SignBit) >> ExponentShift) - ExponentBias;

    /// <summary>Converts if a decimal holds the number exactly; trailing zeros are added or dropped if that is what it takes.</summary>
    /// <returns>False for more digits or a smaller or larger exponent than a decimal has, for infinities and NaN.</returns>
    public bool TryToDecimal(out decimal value)
    {
        if (HasDecimalParts)
        {
            value = Compose(_low, (uint)(_high & CoefficientMask), IsNegative, -Exponent);
            return true;
        }
        value = 0;
        return TryGetParts(out bool negative, out UInt128 coefficient, out int exponent) && TryRescale(coefficient, exponent, negative, out value);
    }

    /// <summary>What the number is made of: <paramref name="coefficient"/> times ten to the power of <paramref name="exponent"/>.</summary>
    /// <returns>False for infinities, NaN, and coefficients of more digits than the format has, which count as zero.</returns>
    internal bool TryGetParts(out bool negative, out UInt128 coefficient, out int exponent)
    {
        negative = IsNegative;
        coefficient = new UInt128(_high & CoefficientMask, _low);
        exponent = Exponent;
        return (_high & SpecialBits) != SpecialBits;
    }

    /// <summary>The number without regard to its trailing zeros.</summary>
    /// <returns>False for infinities, NaN, and coefficients of more digits than the format has.</returns>
    internal bool TryGetNumber(out DecimalNumber number)
    {
        bool isNumber = TryGetParts(out bool negative, out UInt128 coefficient, out int exponent);
        number = isNumber ? DecimalNumber.Of(negative, coefficient, exponent) : default;
        return isNumber;
    }

    private static bool TryRescale(UInt128 coefficient, int exponent, bool negative, out decimal value)
    {
        value = 0;
        if (coefficient == 0)
            exponent = Math.Clamp(exponent, -MaxScale, 0);
        while (exponent > 0 && coefficient <= MaxDecimalCoefficient / 10)
        {
            coefficient *= 10;
            exponent--;
        }
        while (exponent < -MaxScale || (exponent < 0 && coefficient > MaxDecimalCoefficient))
        {
            (UInt128 quotient, UInt128 digit) = UInt128.DivRem(coefficient, 10);
            if (digit != 0)
                return false;
            coefficient = quotient;
            exponent++;
        }
        if (exponent > 0 || coefficient > MaxDecimalCoefficient)
            return false;
        value = Compose((ulong)coefficient, (uint)(coefficient >> 64), negative, -exponent);
        return true;
    }

    private static decimal Compose(ulong low, uint high, bool negative, int scale) =>
        new((int)low, (int)(low >> 32), (int)high, negative, (byte)scale);
}
