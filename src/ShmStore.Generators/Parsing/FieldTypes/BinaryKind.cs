using Microsoft.CodeAnalysis;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary><c>byte[]</c>, stored as one binary and viewed as a span.</summary>
internal sealed class BinaryKind : IFieldTypeKind
{
    /// <inheritdoc/>
    public FieldTypeResult? TryParse(ITypeSymbol type, FieldTypeParser parser)
    {
        if (type is not IArrayTypeSymbol { IsSZArray: true, ElementType.SpecialType: SpecialType.System_Byte })
            return null;
        string codec = Codecs.Plain("BinaryCodec");
        return new(new FieldType("byte[]", codec, "global::System.ReadOnlySpan<byte>", codec, ViewIsRefStruct: true, "binary", AllowsNull: false, IsReference: true, Fixed: null));
    }
}
