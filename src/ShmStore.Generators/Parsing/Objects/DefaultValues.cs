using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>Writes a parameter's default value as C# source, the same under every culture.</summary>
internal static class DefaultValues
{
    /// <summary>The value as source; null for the type's own default, or when the parameter has none.</summary>
    public static string? Of(IParameterSymbol? parameter)
    {
        if (parameter is not { HasExplicitDefaultValue: true, ExplicitDefaultValue: { } value })
            return null;
        ITypeSymbol type = parameter.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : parameter.Type;
        string literal = Literal(value);
        return type.TypeKind == TypeKind.Enum ? $"({CSharpNames.Qualified(type)})({literal})" : literal;
    }

    private static string Literal(object value) => value switch
    {
        double number when double.IsNaN(number) || double.IsInfinity(number) || number == 0 =>
            $"global::System.BitConverter.Int64BitsToDouble({BitConverter.DoubleToInt64Bits(number).ToString(CultureInfo.InvariantCulture)}L)",
        double number => number.ToString("R", CultureInfo.InvariantCulture) + "D",
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "M",
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        _ => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false),
    };
}
