using ShmStore.Bson;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>Describes types that are one BSON value.</summary>
internal static class Scalars
{
    // What every value of a fixed-width BSON type looks like.
    private static readonly Dictionary<ElementType, (string Raw, int Width, string Schema)> Layouts = new()
    {
        [ElementType.Boolean] = ("byte", 1, "bool"),
        [ElementType.Int32] = ("int", 4, "int32"),
        [ElementType.Int64] = ("long", 8, "int64"),
        [ElementType.Double] = ("double", 8, "double"),
        [ElementType.Decimal128] = (Codecs.Plain("Decimal128Raw"), 16, "decimal128"),
        [ElementType.DateTime] = ("long", 8, "date"),
        [ElementType.Timestamp] = ("long", 8, "timestamp"),
        [ElementType.ObjectId] = (Codecs.Plain("ObjectIdRaw"), 12, "objectId"),
    };

    /// <summary>A value type of fixed width, viewed as itself by its codec.</summary>
    /// <param name="type">The type.</param>
    /// <param name="codec">Its codec.</param>
    /// <param name="form">How it is stored.</param>
    /// <param name="meaning">What the stored value stands for, where that is not the usual.</param>
    public static FieldTypeResult Fixed(string type, string codec, ElementType form, string meaning = "")
    {
        (string raw, int width, string schema) = Layouts[form];
        return Value(type, codec, SchemaTypes.Meaning(schema, meaning), new FixedType(raw, form, width, default));
    }

    /// <summary>A UUID of this subtype: its length (16) and subtype come before its bytes.</summary>
    public static FieldTypeResult Uuid(string type, string codec, string raw, byte subtype, string schema) =>
        Value(type, codec, schema, new FixedType(raw, ElementType.Binary, 21, new([16, 0, 0, 0, subtype])));

    /// <summary>A value type of variable width, viewed as itself by its codec.</summary>
    public static FieldTypeResult Variable(string type, string codec, string schema) => Value(type, codec, schema, layout: null);

    /// <summary>A reference type that is viewed by making it.</summary>
    public static FieldType Reference(string type, string codec, string schema) =>
        new(type, codec, type + "?", Codecs.Generic("NullableReferenceView", type, codec), ViewIsRefStruct: false, schema, AllowsNull: false, IsReference: true, Fixed: null);

    private static FieldTypeResult Value(string type, string codec, string schema, FixedType? layout) =>
        new(new FieldType(type, codec, type, codec, ViewIsRefStruct: false, schema, AllowsNull: false, IsReference: false, layout));
}
