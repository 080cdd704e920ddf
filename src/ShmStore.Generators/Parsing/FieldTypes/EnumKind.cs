using Microsoft.CodeAnalysis;
using ShmStore.Bson;
using ShmStore.Generators.Diagnostics;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>Enums, stored as the smallest BSON integer that holds every value of the underlying type, or by name.</summary>
internal sealed class EnumKind : IFieldTypeKind
{
    /// <inheritdoc/>
    public FieldTypeResult? TryParse(ITypeSymbol type, FieldTypeParser parser)
    {
        if (type is not INamedTypeSymbol { EnumUnderlyingType: { } underlying })
            return null;
        if (underlying.SpecialType == SpecialType.System_UInt64)
            return FieldTypeResult.Failed(MemberRules.UnsignedLongEnum, CSharpNames.Display(type));
        string name = CSharpNames.Qualified(type);
        bool isWide = underlying.SpecialType is SpecialType.System_UInt32 or SpecialType.System_Int64;
        ElementType form = parser.Representation ?? (isWide ? ElementType.Int64 : ElementType.Int32);
        return form switch
        {
            ElementType.Int64 => Scalars.Fixed(name, Codecs.Generic("EnumInt64Codec", name), form),
            ElementType.Int32 when !isWide => Scalars.Fixed(name, Codecs.Generic("EnumInt32Codec", name), form),
            ElementType.String => Scalars.Variable(name, Codecs.Generic("EnumTextCodec", name), "string"),
            _ => FieldTypeParser.NoForm(type, form),
        };
    }
}
