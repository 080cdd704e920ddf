using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>Writes default values, the same under every culture.</summary>
internal static class DefaultValues
{
    // Up to there numbers are compared as decimals.
    private const double MostExact = 1e15;

    /// <summary>The value; null when it is null, or the parameter has none.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="member">The member's type, which may be narrower than the parameter's.</param>
    public static DefaultValue? Of(IParameterSymbol parameter, ITypeSymbol member) =>
        parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: { } value } ? Of(value, parameter.Type, member) : null;

    /// <summary>An attribute's argument; null for null.</summary>
    /// <param name="constant">A primitive or enum constant.</param>
    /// <param name="member">The member's type, to which the constant can be converted.</param>
    public static DefaultValue? Of(TypedConstant constant, ITypeSymbol member) =>
        constant.Value is { } value ? Of(value, constant.Type!, member) : null;

    /// <summary>A constant.</summary>
    /// <param name="value">The constant; that of an enum as a number.</param>
    /// <param name="type">Its type.</param>
    /// <param name="member">The member's type, to which the constant can be converted.</param>
    public static DefaultValue Of(object value, ITypeSymbol type, ITypeSymbol member)
    {
        // Only these types have literals of their own.
        bool same = member.SpecialType == type.SpecialType && type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Double
            or SpecialType.System_Decimal or SpecialType.System_Boolean or SpecialType.System_Char or SpecialType.System_String;
        return new DefaultValue(same ? Literal(value) : $"({CSharpNames.Qualified(member)})({Literal(value)})", ConstantText.Of(value, member));
    }

    /// <summary>Whether a constant can be one of another type and is the same there.</summary>
    /// <param name="value">The constant; that of an enum as a number.</param>
    /// <param name="type">Its type, or that with null.</param>
    /// <param name="member">The other type.</param>
    /// <param name="compilation">What knows of conversions.</param>
    public static bool Fits(object value, ITypeSymbol type, ITypeSymbol member, Compilation compilation) =>
        compilation.ClassifyCommonConversion(type.WithoutNull(), member) is { IsImplicit: true, IsUserDefined: false }
        || (Number(value) is { } number && (RangeOf(member) is { } range
            ? decimal.Truncate(number) == number && number >= range.Least && number <= range.Greatest
            : member.SpecialType is SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal && (decimal)(double)number == number));

    private static decimal? Number(object value) => value switch
    {
        char character => character,
        float or double when ((IConvertible)value).ToDouble(CultureInfo.InvariantCulture) is var real => Math.Abs(real) < MostExact ? (decimal)real : null,
        IConvertible other and not (string or bool or DateTime) => other.ToDecimal(CultureInfo.InvariantCulture),
        _ => null,
    };

    private static (decimal Least, decimal Greatest)? RangeOf(ITypeSymbol type) => (type is INamedTypeSymbol { EnumUnderlyingType: { } underlying } ? underlying : type).SpecialType switch
    {
        SpecialType.System_SByte => (sbyte.MinValue, sbyte.MaxValue),
        SpecialType.System_Byte => (byte.MinValue, byte.MaxValue),
        SpecialType.System_Int16 => (short.MinValue, short.MaxValue),
        SpecialType.System_UInt16 => (ushort.MinValue, ushort.MaxValue),
        SpecialType.System_Char => (char.MinValue, char.MaxValue),
        SpecialType.System_Int32 => (int.MinValue, int.MaxValue),
        SpecialType.System_UInt32 => (uint.MinValue, uint.MaxValue),
        SpecialType.System_Int64 => (long.MinValue, long.MaxValue),
        SpecialType.System_UInt64 => (ulong.MinValue, ulong.MaxValue),
        _ => null,
    };

    private static string Literal(object value) => value switch
    {
        DateTime time => $"new global::System.DateTime({time.Ticks.ToString(CultureInfo.InvariantCulture)}L)",
        double number when double.IsNaN(number) || double.IsInfinity(number) || number == 0 =>
            $"global::System.BitConverter.Int64BitsToDouble({BitConverter.DoubleToInt64Bits(number).ToString(CultureInfo.InvariantCulture)}L)",
        // Not "R": under .NET Framework, where this may run, that is another number now and then.
        double number => number.ToString("G17", CultureInfo.InvariantCulture) + "D",
        float number => Literal((double)number),
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "M",
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        _ => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false),
    };
}
