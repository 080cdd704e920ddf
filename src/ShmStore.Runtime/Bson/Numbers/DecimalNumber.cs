using System.Numerics;

namespace ShmStore.Bson;

/// <summary>A decimal number whatever zeros it was written with: equal ones are the same number, and all zeros are one.</summary>
/// <param name="IsNegative">Whether it is less than zero.</param>
/// <param name="Coefficient">Its digits, of which the last is no zero.</param>
/// <param name="Exponent">The power of ten that the digits are multiplied by.</param>
internal readonly record struct DecimalNumber(bool IsNegative, UInt128 Coefficient, int Exponent)
{
    /// <summary>The number of any digits.</summary>
    public static DecimalNumber Of(bool isNegative, UInt128 coefficient, int exponent)
    {
        if (coefficient == 0)
            return default;
        for ((UInt128 quotient, UInt128 digit) = UInt128.DivRem(coefficient, 10); digit == 0; (quotient, digit) = UInt128.DivRem(coefficient, 10))
        {
            coefficient = quotient;
            exponent++;
        }
        return new(isNegative, coefficient, exponent);
    }

    /// <summary>The number of a whole one, whose exponent is not negative.</summary>
    public BigInteger ToInteger() => (IsNegative ? -(BigInteger)Coefficient : Coefficient) * BigInteger.Pow(10, Exponent);
}
