using Microsoft.CodeAnalysis;
using ShmStore.Bson;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary><c>DateTimeOffset</c>, by default a document with the zone.</summary>
internal sealed class DateTimeOffsetKind : IFieldTypeKind
{
    /// <inheritdoc/>
    public FieldTypeResult? TryParse(ITypeSymbol type, FieldTypeParser parser)
    {
        if (!type.Is("System.DateTimeOffset"))
            return null;
        string name = CSharpNames.Qualified(type);
        return parser.Representation switch
        {
            null or ElementType.Document => Scalars.Variable(name, Codecs.Plain("DateTimeOffsetCodec"), "document"),
            ElementType.Array => Scalars.Variable(name, Codecs.Plain("DateTimeOffsetArrayCodec"), "array"),
            ElementType.DateTime => Scalars.Fixed(name, Codecs.Plain("DateTimeOffsetDateCodec"), ElementType.DateTime),
            ElementType.String => Scalars.Variable(name, Codecs.Text(name, Codecs.Plain("DateTimeOffsetFormat")), "string"),
            { } other => FieldTypeParser.NoForm(type, other),
        };
    }
}
