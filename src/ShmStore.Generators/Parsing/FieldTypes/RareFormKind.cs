using Microsoft.CodeAnalysis;
using ShmStore.Bson;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>Representations that MongoDB.Bson has for a type and this library has no codec for: its own serializer writes and reads them.</summary>
internal sealed class RareFormKind : IFieldTypeKind
{
    private static readonly ElementType[] Numbers = [ElementType.Int32, ElementType.Int64, ElementType.Double, ElementType.Decimal128];

    /// <inheritdoc/>
    public FieldTypeResult? TryParse(ITypeSymbol type, FieldTypeParser parser)
    {
        ElementType[] forms = Forms(type);
        if (forms.Length == 0 || parser.Representation is not { } form || !forms.Contains(form))
            return null;
        string name = type.IsReferenceType ? CSharpNames.QualifiedNotNull(type) : CSharpNames.Qualified(type);
        parser.NeedReflection();
        string codec = Codecs.Generic("RepresentedCodec", name, Codecs.Plain(form + "Form"));
        return new(type.IsReferenceType ? Scalars.Reference(name, codec, "any") : Scalars.Variable(name, codec, "any").Type!);
    }

    private static ElementType[] Forms(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Boolean } => Numbers,
        { SpecialType: SpecialType.System_Byte or SpecialType.System_SByte } => [ElementType.Binary],
        { SpecialType: SpecialType.System_Decimal } => [ElementType.Array],
        { SpecialType: SpecialType.System_String } => [ElementType.Symbol],
        IArrayTypeSymbol { IsSZArray: true, ElementType.SpecialType: SpecialType.System_Byte } => [ElementType.String],
        _ when type.Is("MongoDB.Bson.Decimal128") => [ElementType.Int32, ElementType.Int64, ElementType.Double, ElementType.String],
        _ when type.Is("System.Version") => [ElementType.Document],
        _ => [],
    };
}
