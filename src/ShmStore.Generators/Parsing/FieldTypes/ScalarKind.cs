using Microsoft.CodeAnalysis;
using ShmStore.Bson;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>Value types of fixed width, one line each.</summary>
internal sealed class ScalarKind : IFieldTypeKind
{
    private static readonly Dictionary<string, Scalar> Scalars = new(StringComparer.Ordinal)
    {
        ["System.Boolean"] = new("BooleanCodec", "byte", ElementType.Boolean, 1, "bool"),
        ["System.Int32"] = new("Int32Codec", "int", ElementType.Int32, 4, "int32"),
        ["System.Int64"] = new("Int64Codec", "long", ElementType.Int64, 8, "int64"),
        ["System.Double"] = new("DoubleCodec", "double", ElementType.Double, 8, "double"),
        ["System.Decimal"] = new("DecimalCodec", Codecs.Plain("Decimal128Raw"), ElementType.Decimal128, 16, "decimal128"),
        ["System.DateTime"] = new("DateTimeCodec", "long", ElementType.DateTime, 8, "date"),
        // A UUID is a binary: its length (16) and subtype (4) come before its bytes.
        ["System.Guid"] = new("GuidCodec", Codecs.Plain("UuidRaw"), ElementType.Binary, 21, "uuid", 16, 0, 0, 0, 4),
        ["MongoDB.Bson.ObjectId"] = new("ObjectIdCodec", Codecs.Plain("ObjectIdRaw"), ElementType.ObjectId, 12, "objectId"),
    };

    /// <inheritdoc/>
    public FieldTypeResult? TryParse(ITypeSymbol type, FieldTypeParser parser)
    {
        if (!type.IsValueType || type.ContainingType is not null || !Scalars.TryGetValue(CSharpNames.NamespacePrefix(type) + type.MetadataName, out Scalar? scalar))
            return null;
        string name = CSharpNames.Qualified(type);
        string codec = Codecs.Plain(scalar.Codec);
        FixedType layout = new(scalar.Raw, scalar.ElementType, scalar.Width, new(scalar.Header));
        return new(new FieldType(name, codec, name, codec, ViewIsRefStruct: false, scalar.Schema, AllowsNull: false, IsReference: false, layout));
    }

    private sealed record Scalar(string Codec, string Raw, ElementType ElementType, int Width, string Schema, params byte[] Header);
}
