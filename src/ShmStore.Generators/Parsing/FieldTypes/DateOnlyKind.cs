using Microsoft.CodeAnalysis;
using ShmStore.Bson;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary><c>DateOnly</c>, by default the date at midnight UTC.</summary>
internal sealed class DateOnlyKind : IFieldTypeKind
{
    /// <inheritdoc/>
    public FieldTypeResult? TryParse(ITypeSymbol type, FieldTypeParser parser)
    {
        if (!type.Is("System.DateOnly"))
            return null;
        string name = CSharpNames.Qualified(type);
        return parser.Representation switch
        {
            null or ElementType.DateTime => Scalars.Fixed(name, Codecs.Plain("DateOnlyCodec"), ElementType.DateTime),
            ElementType.Int64 => Scalars.Fixed(name, Codecs.Plain("DateOnlyTicksCodec"), ElementType.Int64),
            ElementType.Document => Scalars.Variable(name, Codecs.Plain("DateOnlyDocumentCodec"), "document"),
            ElementType.String => Scalars.Variable(name, Codecs.Text(name, Codecs.Plain("DateOnlyFormat")), "string"),
            { } other => FieldTypeParser.NoForm(type, other),
        };
    }
}
