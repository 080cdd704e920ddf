using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>Writes default values as C# source, the same under every culture.</summary>
internal static class DefaultValues
{
    /// <summary>The value as source; null for the type's own default, or when the parameter has none.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="member">The member's type, which may be narrower than the parameter's.</param>
    public static string? Of(IParameterSymbol parameter, ITypeSymbol member) =>
        parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: { } value } ? Of(value, parameter.Type, member) : null;

    /// <summary>An attribute's argument as source; null for null.</summary>
    /// <param name="constant">A primitive or enum constant.</param>
    /// <param name="member">The member's type, to which the constant can be converted.</param>
    public static string? Of(TypedConstant constant, ITypeSymbol member) =>
        constant.Value is { } value ? Of(value, constant.Type!, member) : null;

    /// <summary>A constant as source.</summary>
    /// <param name="value">The constant; that of an enum as a number.</param>
    /// <param name="type">Its type.</param>
    /// <param name="member">The member's type, to which the constant can be converted.</param>
    public static string Of(object value, ITypeSymbol type, ITypeSymbol member)
    {
        // Only these types have literals of their own.
        bool same = member.SpecialType == type.SpecialType && type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Double
            or SpecialType.System_Decimal or SpecialType.System_Boolean or SpecialType.System_Char or SpecialType.System_String;
        return same ? Literal(value) : $"({CSharpNames.Qualified(member)})({Literal(value)})";
    }

    private static string Literal(object value) => value switch
    {
        double number when double.IsNaN(number) || double.IsInfinity(number) || number == 0 =>
            $"global::System.BitConverter.Int64BitsToDouble({BitConverter.DoubleToInt64Bits(number).ToString(CultureInfo.InvariantCulture)}L)",
        double number => number.ToString("R", CultureInfo.InvariantCulture) + "D",
        float number => Literal((double)number),
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "M",
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        _ => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false),
    };
}
