using Microsoft.CodeAnalysis;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>Strings, viewed as UTF-8 in place.</summary>
internal sealed class TextKind : IFieldTypeKind
{
    /// <inheritdoc/>
    public FieldTypeResult? TryParse(ITypeSymbol type, FieldTypeParser parser)
    {
        if (type.SpecialType != SpecialType.System_String)
            return null;
        string codec = Codecs.Plain("StringCodec");
        return new(new FieldType("string", codec, Codecs.Plain("Utf8View"), codec, ViewIsRefStruct: true, "string", AllowsNull: false, IsReference: true, Fixed: null));
    }
}
