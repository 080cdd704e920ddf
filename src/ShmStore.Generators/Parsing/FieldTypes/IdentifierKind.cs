using Microsoft.CodeAnalysis;
using ShmStore.Bson;
using ShmStore.Generators.Parsing.Objects;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary><c>Guid</c> and <c>ObjectId</c>.</summary>
internal sealed class IdentifierKind : IFieldTypeKind
{
    private const byte UuidSubtype = 4;
    private const byte LegacyUuidSubtype = 3;

    /// <inheritdoc/>
    public FieldTypeResult? TryParse(ITypeSymbol type, FieldTypeParser parser) =>
        type.Is("System.Guid") ? Guid(type, parser)
        : type.Is("MongoDB.Bson.ObjectId") ? ObjectId(type, parser)
        : null;

    private static FieldTypeResult Guid(ITypeSymbol type, FieldTypeParser parser)
    {
        string name = CSharpNames.Qualified(type);
        string order = parser.GuidOrder ?? "Standard";
        return parser.Representation switch
        {
            ElementType.String => Scalars.Variable(name, Codecs.Text(name, Codecs.Plain("GuidFormat")), "string"),
            not (null or ElementType.Binary) => FieldTypeParser.NoForm(type, parser.Representation),
            _ => order switch
            {
                "Standard" => Scalars.Uuid(name, Codecs.Plain("GuidCodec"), Codecs.Plain("UuidRaw"), UuidSubtype, "uuid"),
                "CSharpLegacy" or "JavaLegacy" or "PythonLegacy" => Scalars.Uuid(
                    name, Codecs.Generic("LegacyGuidCodec", Codecs.Plain(order.Replace("Legacy", "GuidOrder"))), Codecs.Plain("LegacyUuidRaw"), LegacyUuidSubtype, SchemaTypes.Meaning("binary", order)),
                _ => FieldTypeParser.NoForm(type, order, BsonAttributes.GuidRepresentation),
            },
        };
    }

    private static FieldTypeResult ObjectId(ITypeSymbol type, FieldTypeParser parser)
    {
        string name = CSharpNames.Qualified(type);
        return parser.Representation switch
        {
            null or ElementType.ObjectId => Scalars.Fixed(name, Codecs.Plain("ObjectIdCodec"), ElementType.ObjectId),
            ElementType.String => Scalars.Variable(name, Codecs.Text(name, Codecs.Plain("ObjectIdFormat")), "string"),
            { } other => FieldTypeParser.NoForm(type, other),
        };
    }
}
