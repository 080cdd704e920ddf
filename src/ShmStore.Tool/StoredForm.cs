using ShmStore.Bson;
using ShmStore.Store.Schema;

namespace ShmStore.Tool;

/// <summary>How a member stands in a document: what a reader in another language has to know to find its value without its name.</summary>
/// <param name="Type">The type of its element, unless that is null; null where it can be any.</param>
/// <param name="IsNullable">Null may stand there.</param>
/// <param name="Bytes">The width of its value, which begins at the member's offset; null for one without an offset.</param>
internal readonly record struct StoredForm(ElementType? Type, bool IsNullable, int? Bytes)
{
    private const int UuidBytes = sizeof(int) + 1 + 16;
    private const int ObjectIdBytes = 12;

    /// <summary>The form of a field of a schema.</summary>
    public static StoredForm Of(FieldSchema field)
    {
        var type = FieldType.Parse(field.Type);
        return new StoredForm(type.Element, type.AllowsNull, field.Offset is null ? null : BytesOf(type.Element));
    }

    // Of binary data, only a UUID is of fixed width: length, subtype and its bytes.
    private static int? BytesOf(ElementType? type) => type switch
    {
        ElementType.Boolean => sizeof(bool),
        ElementType.Int32 => sizeof(int),
        ElementType.Int64 or ElementType.Double or ElementType.DateTime or ElementType.Timestamp => sizeof(long),
        ElementType.Decimal128 => sizeof(decimal),
        ElementType.ObjectId => ObjectIdBytes,
        ElementType.Binary => UuidBytes,
        _ => null,
    };
}
