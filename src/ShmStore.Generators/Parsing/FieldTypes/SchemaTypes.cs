using Microsoft.CodeAnalysis;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>Spells types that are made of others for the schema document; docs/format.md has the grammar.</summary>
internal static class SchemaTypes
{
    /// <summary>An embedded document that the schema describes.</summary>
    public static string Object(ITypeSymbol type) => "object:" + CSharpNames.SchemaName(type);

    /// <summary>An array of any length.</summary>
    public static string Array(string element) => "array:" + element;

    /// <summary>A document whose names are keys.</summary>
    public static string Map(ITypeSymbol key, FieldType value) => $"{Meaning("map", Digits(key))}:{value.Schema}";

    /// <summary>A number as text.</summary>
    public static string Text(ITypeSymbol number) => Meaning("string", Digits(number));

    /// <summary>A kind of value that stands for something else than usual, so that no program takes it for that.</summary>
    public static string Meaning(string kind, string meaning) => meaning.Length == 0 ? kind : $"{kind}/{meaning}";

    /// <summary>A type that also allows null. The mark stands behind the word, because behind the whole it would be about an array's elements.</summary>
    public static string Nullable(string type)
    {
        int end = type.StartsWith("array:", StringComparison.Ordinal) || type.StartsWith("map", StringComparison.Ordinal) ? type.IndexOf(':') : -1;
        return end < 0 ? type + "?" : type.Insert(end, "?");
    }

    /// <summary>An array with one element for each item.</summary>
    public static string Tuple(IEnumerable<FieldType> items) => $"tuple:<{string.Join(",", items.Select(static item => item.Schema))}>";

    /// <summary>A document of a key and a value.</summary>
    public static string Pair(FieldType key, FieldType value) => $"pair:<{key.Schema},{value.Schema}>";

    // MongoDB.Bson writes bytes by two hexadecimal digits, of which other numbers would be read too.
    private static string Digits(ITypeSymbol number) => number.SpecialType switch
    {
        SpecialType.System_Byte => "hex",
        SpecialType.System_SByte => "signedHex",
        _ => "",
    };
}
