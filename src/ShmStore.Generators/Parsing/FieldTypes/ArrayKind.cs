using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>One-dimensional arrays, jagged ones too.</summary>
internal sealed class ArrayKind : IFieldTypeKind
{
    /// <inheritdoc/>
    public FieldTypeResult? TryParse(ITypeSymbol type, FieldTypeParser parser)
    {
        if (type is not IArrayTypeSymbol array)
            return null;
        if (!array.IsSZArray)
            return FieldTypeResult.Failed(MemberRules.UnsupportedType, CSharpNames.Display(type), "BSON has no multi-dimensional arrays, use an array of arrays");
        return Sequences.Of(
            parser.Parse(array.ElementType),
            static element => element.Type + "[]",
            static (_, element) => Codecs.Generic("ArrayCodec", element.Type, element.Codec));
    }
}
