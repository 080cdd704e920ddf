using Microsoft.CodeAnalysis;
using ShmStore.Bson;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>Strings, viewed as UTF-8 in place, and object ids that are strings in C#.</summary>
internal sealed class TextKind : IFieldTypeKind
{
    /// <inheritdoc/>
    public FieldTypeResult? TryParse(ITypeSymbol type, FieldTypeParser parser)
    {
        if (type.SpecialType != SpecialType.System_String)
            return null;
        string codec = Codecs.Plain("StringCodec");
        string idCodec = Codecs.Plain("ObjectIdStringCodec");
        return parser.Representation switch
        {
            null or ElementType.String => new(new FieldType("string", codec, Codecs.Plain("Utf8View"), codec, ViewIsRefStruct: true, "string", AllowsNull: false, IsReference: true, Fixed: null)),
            ElementType.ObjectId => new(Scalars.Reference("string", idCodec, "objectId") with { Fixed = Scalars.Fixed("string", idCodec, ElementType.ObjectId).Type!.Fixed }),
            { } other => FieldTypeParser.NoForm(type, other),
        };
    }
}
