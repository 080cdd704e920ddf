using Microsoft.CodeAnalysis;
using ShmStore.Bson;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary><c>byte[]</c> and memory of bytes, stored as one binary and viewed as a span.</summary>
internal sealed class BinaryKind : IFieldTypeKind
{
    /// <inheritdoc/>
    public FieldTypeResult? TryParse(ITypeSymbol type, FieldTypeParser parser)
    {
        if (type is IArrayTypeSymbol { IsSZArray: true, ElementType.SpecialType: SpecialType.System_Byte })
            return Describe(type, "byte[]", Codecs.Plain("BinaryCodec"), parser);
        if (type is not INamedTypeSymbol { Arity: 1 } named || named.TypeArguments[0].SpecialType != SpecialType.System_Byte)
            return null;
        return named.OriginalDefinition.Is("System.Memory`1") ? Describe(type, CSharpNames.Qualified(type), Codecs.Plain("MemoryCodec"), parser)
            : named.OriginalDefinition.Is("System.ReadOnlyMemory`1") ? Describe(type, CSharpNames.Qualified(type), Codecs.Plain("ReadOnlyMemoryCodec"), parser)
            : null;
    }

    private static FieldTypeResult Describe(ITypeSymbol type, string name, string codec, FieldTypeParser parser) =>
        parser.Representation is null or ElementType.Binary
            ? new(new FieldType(name, codec, "global::System.ReadOnlySpan<byte>", Codecs.Plain("BinaryCodec"), ViewIsRefStruct: true, "binary", AllowsNull: false, type.IsReferenceType, Fixed: null))
            : FieldTypeParser.NoForm(type, parser.Representation);
}
