using ShmStore.Bson;

namespace ShmStore.Store.Schema;

/// <summary>A field's type as spelt in schema documents, taken apart: <c>array:tuple:&lt;int64,object:Demo.Position?&gt;</c> is an array of tuples.</summary>
/// <param name="Text">How it is spelt.</param>
/// <param name="Kind">The word it begins with: <c>int64</c>, <c>array</c>, <c>object</c>.</param>
/// <param name="Meaning">What a value of the kind stands for, where that is not the usual: <c>Seconds</c> in <c>int64/Seconds</c>. Empty for the usual.</param>
/// <param name="ObjectName">The name of an <c>object</c>; null for others.</param>
/// <param name="Parts">What it is made of: the element of an array, the value of a map, the items of a tuple, key and value of a pair.</param>
/// <param name="AllowsNull">Null may stand there, which says nothing about the parts.</param>
/// <remarks>Immutable. Text that does not follow the grammar of docs/format.md is a type of its own, which is equal to itself.</remarks>
internal sealed record FieldType(string Text, string Kind, string Meaning, string? ObjectName, IReadOnlyList<FieldType> Parts, bool AllowsNull)
{
    /// <summary>The kind of an embedded document that the schema describes.</summary>
    public const string Object = "object";

    /// <summary>The names of the objects in it, from the left to the right.</summary>
    public IEnumerable<string> ObjectNames => ObjectName is { } name ? [name] : Parts.SelectMany(static part => part.ObjectNames);

    /// <summary>The type of the elements of such fields, unless they are null; null where it can be any.</summary>
    public ElementType? Element => Kind switch
    {
        "bool" => ElementType.Boolean,
        "int32" => ElementType.Int32,
        "int64" => ElementType.Int64,
        "double" => ElementType.Double,
        "decimal128" => ElementType.Decimal128,
        "string" => ElementType.String,
        "date" => ElementType.DateTime,
        "timestamp" => ElementType.Timestamp,
        "uuid" or "binary" => ElementType.Binary,
        "objectId" => ElementType.ObjectId,
        "regex" => ElementType.Regex,
        "array" or "tuple" => ElementType.Array,
        Object or "map" or "pair" or "document" => ElementType.Document,
        _ => null,
    };

    /// <summary>The type without the names of objects and without its parts.</summary>
    public string Shape => Kind + (Meaning.Length > 0 ? FieldTypeParser.MeaningMark + Meaning : "") + (AllowsNull ? "?" : "");

    /// <summary>Takes a type apart.</summary>
    public static FieldType Parse(string text) => FieldTypeParser.TryParse(text) ?? new FieldType(text, text, "", null, [], AllowsNull: false);

    /// <summary>True when both are built alike, leaving aside their parts and the names of objects.</summary>
    public bool HasShapeOf(FieldType other) => Shape == other.Shape && Parts.Count == other.Parts.Count;

    /// <summary>The type as spelt with other names for the objects in it.</summary>
    public string WithObjectNames(Func<string, string> rename)
    {
        if (ObjectName is { } name)
            return $"{Object}:{rename(name)}{(AllowsNull ? "?" : "")}";
        if (Parts.Count == 0)
            return Text;
        string parts = string.Join(',', Parts.Select(part => part.WithObjectNames(rename)));
        return Kind is "array" or "map" ? $"{Shape}:{parts}" : $"{Shape.TrimEnd('?')}:<{parts}>{(AllowsNull ? "?" : "")}";
    }

    /// <summary>What stands for a part in the path of a difference.</summary>
    public string PartName(int index) => Kind switch
    {
        "tuple" => $".Item{index + 1}",
        "pair" => index == 0 ? ".k" : ".v",
        _ => "[]",
    };
}
