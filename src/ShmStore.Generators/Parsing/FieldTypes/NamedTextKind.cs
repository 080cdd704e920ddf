using Microsoft.CodeAnalysis;
using ShmStore.Bson;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary><c>Uri</c>, <c>Version</c> and <c>CultureInfo</c>, stored as text, and <c>BitArray</c>, stored as bytes.</summary>
internal sealed class NamedTextKind : IFieldTypeKind
{
    /// <inheritdoc/>
    public FieldTypeResult? TryParse(ITypeSymbol type, FieldTypeParser parser)
    {
        string name = CSharpNames.QualifiedNotNull(type);
        if (type.Is("System.Version") && parser.Representation is not (null or ElementType.String))
            return FieldTypeParser.NoForm(type, parser.Representation);
        return type.Is("System.Uri") || type.Is("System.Version") ? InPlace(name, Codecs.Plain(type.Name + "Codec"))
            : type.Is("System.Globalization.CultureInfo") ? new(Scalars.Reference(name, Codecs.Plain("CultureInfoCodec"), "any"))
            : type.Is("System.Collections.BitArray") ? new(Scalars.Reference(name, Codecs.Plain("BitArrayCodec"), "any"))
            : null;
    }

    private static FieldTypeResult InPlace(string type, string codec) =>
        new(new FieldType(type, codec, Codecs.Plain("Utf8View"), Codecs.Plain("StringCodec"), ViewIsRefStruct: true, "string", AllowsNull: false, IsReference: true, Fixed: null));
}
