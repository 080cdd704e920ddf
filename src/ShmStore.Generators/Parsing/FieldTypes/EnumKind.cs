using Microsoft.CodeAnalysis;
using ShmStore.Bson;
using ShmStore.Generators.Diagnostics;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>Enums, stored as the smallest BSON integer that holds every value of the underlying type.</summary>
internal sealed class EnumKind : IFieldTypeKind
{
    /// <inheritdoc/>
    public FieldTypeResult? TryParse(ITypeSymbol type, FieldTypeParser parser)
    {
        if (type is not INamedTypeSymbol { EnumUnderlyingType: { } underlying })
            return null;
        string name = CSharpNames.Qualified(type);
        return underlying.SpecialType switch
        {
            SpecialType.System_UInt64 => FieldTypeResult.Failed(MemberRules.UnsignedLongEnum, CSharpNames.Display(type)),
            SpecialType.System_UInt32 or SpecialType.System_Int64 =>
                Describe(name, Codecs.Generic("EnumInt64Codec", name), new FixedType("long", ElementType.Int64, 8, default), "int64"),
            _ => Describe(name, Codecs.Generic("EnumInt32Codec", name), new FixedType("int", ElementType.Int32, 4, default), "int32"),
        };
    }

    private static FieldTypeResult Describe(string name, string codec, FixedType layout, string schema) =>
        new(new FieldType(name, codec, name, codec, ViewIsRefStruct: false, schema, AllowsNull: false, IsReference: false, layout));
}
