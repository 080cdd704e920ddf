using System.Globalization;
using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>Writes constants as schema documents have them: the same text for the same value, however the program spells it and whatever compiler it is built by.</summary>
internal static class ConstantText
{
    /// <summary>The text; null for the default of the member's type.</summary>
    /// <param name="value">The constant; that of an enum as a number.</param>
    /// <param name="member">The member's type, to which the constant can be converted.</param>
    public static string? Of(object value, ITypeSymbol member)
    {
        ITypeSymbol type = member.WithoutNull();
        string text = value switch
        {
            string characters => $"\"{characters}\"",
            bool flag => flag ? "true" : "false",
            DateTime time => time.Ticks.ToString(CultureInfo.InvariantCulture),
            char character => Number((int)character, type),
            IConvertible number => Number(number, type),
            _ => "",
        };
        return IsDefault(text, value, type) && !member.CanBeNull() ? null : text;
    }

    // By the member's type, so that 5 and 5.0 are one default of a double.
    private static string Number(IConvertible number, ITypeSymbol type)
    {
        if (number is float or double || type.SpecialType is SpecialType.System_Single or SpecialType.System_Double)
        {
            // Negative zero too, which not every compiler's runtime tells from zero.
            double real = number.ToDouble(CultureInfo.InvariantCulture);
            return real == 0 ? "0" : real.ToString("G17", CultureInfo.InvariantCulture);
        }

        return number.ToDecimal(CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
    }

    // Of a type that only a conversion makes of the constant, nobody knows.
    private static bool IsDefault(string text, object value, ITypeSymbol type) =>
        (type.TypeKind == TypeKind.Enum || type.SpecialType != SpecialType.None) && (text is "0" or "false" || value is decimal and 0);
}
