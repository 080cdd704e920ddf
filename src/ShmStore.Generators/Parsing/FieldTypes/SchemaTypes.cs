using Microsoft.CodeAnalysis;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>Spells types that are made of others for the schema document; docs/format.md has the grammar.</summary>
internal static class SchemaTypes
{
    private const string ArrayMark = "array:";
    private const string MapMark = "map:";

    /// <summary>An embedded document that the schema describes.</summary>
    public static string Object(ITypeSymbol type) => "object:" + CSharpNames.SchemaName(type);

    /// <summary>An array of any length.</summary>
    public static string Array(string element) => ArrayMark + element;

    /// <summary>A document whose names are keys.</summary>
    public static string Map(FieldType value) => MapMark + value.Schema;

    /// <summary>A type that also allows null. The mark stands behind the word, because behind the whole it would be about an array's elements.</summary>
    public static string Nullable(string type)
    {
        int word = type.StartsWith(ArrayMark, StringComparison.Ordinal) ? ArrayMark.Length : type.StartsWith(MapMark, StringComparison.Ordinal) ? MapMark.Length : 0;
        return word == 0 ? type + "?" : type.Insert(word - 1, "?");
    }

    /// <summary>An array with one element for each item.</summary>
    public static string Tuple(IEnumerable<FieldType> items) => $"tuple:<{string.Join(",", items.Select(static item => item.Schema))}>";

    /// <summary>A document of a key and a value.</summary>
    public static string Pair(FieldType key, FieldType value) => $"pair:<{key.Schema},{value.Schema}>";
}
