using Microsoft.CodeAnalysis;
using ShmStore.Bson;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>Numbers and <c>char</c>, stored as any BSON number or as text.</summary>
internal sealed class NumberKind : IFieldTypeKind
{
    /// <inheritdoc/>
    public FieldTypeResult? TryParse(ITypeSymbol type, FieldTypeParser parser)
    {
        if (type.Is("MongoDB.Bson.Decimal128"))
            return parser.Representation is null or ElementType.Decimal128 ? Scalars.Fixed(CSharpNames.Qualified(type), Codecs.Plain("Decimal128Codec"), ElementType.Decimal128) : FieldTypeParser.NoForm(type, parser.Representation);
        if (UsualForm(type) is not { } usual)
            return null;
        string name = CSharpNames.Qualified(type);
        ElementType form = parser.Representation ?? usual;
        return form switch
        {
            ElementType.Int32 => Scalars.Fixed(name, type.SpecialType == SpecialType.System_Int32 ? Codecs.Plain("Int32Codec") : Codecs.Generic("Int32NumberCodec", name), form),
            ElementType.Int64 => Scalars.Fixed(name, type.SpecialType == SpecialType.System_Int64 ? Codecs.Plain("Int64Codec") : Codecs.Generic("Int64NumberCodec", name), form),
            ElementType.String when type.SpecialType == SpecialType.System_Char => Scalars.Variable(name, Codecs.Text(name, Codecs.Plain("CharFormat")), "string"),
            ElementType.Double when type.SpecialType != SpecialType.System_Char =>
                Scalars.Fixed(name, type.SpecialType == SpecialType.System_Double ? Codecs.Plain("DoubleCodec") : Codecs.Generic("DoubleNumberCodec", name), form),
            ElementType.Decimal128 when type.SpecialType != SpecialType.System_Char =>
                Scalars.Fixed(name, type.SpecialType == SpecialType.System_Decimal ? Codecs.Plain("DecimalCodec") : Codecs.Generic("Decimal128NumberCodec", name), form),
            ElementType.String => Scalars.Variable(name, Codecs.Generic("NumberTextCodec", name), SchemaTypes.Text(type)),
            _ => FieldTypeParser.NoForm(type, form),
        };
    }

    private static ElementType? UsualForm(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Int32
            or SpecialType.System_UInt32 or SpecialType.System_Char => ElementType.Int32,
        SpecialType.System_Int64 or SpecialType.System_UInt64 => ElementType.Int64,
        SpecialType.System_Single or SpecialType.System_Double => ElementType.Double,
        SpecialType.System_Decimal => ElementType.Decimal128,
        _ when type.Is("System.Half") => ElementType.Double,
        _ => null,
    };
}
