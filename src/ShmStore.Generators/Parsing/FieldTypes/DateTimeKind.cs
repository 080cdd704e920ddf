using Microsoft.CodeAnalysis;
using ShmStore.Bson;
using ShmStore.Generators.Parsing.Objects;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary><c>DateTime</c>, by the kind of time it holds.</summary>
internal sealed class DateTimeKind : IFieldTypeKind
{
    /// <inheritdoc/>
    public FieldTypeResult? TryParse(ITypeSymbol type, FieldTypeParser parser)
    {
        if (type.SpecialType != SpecialType.System_DateTime)
            return null;
        string name = CSharpNames.Qualified(type);
        TimeOptions? options = parser.DateTime;
        string timeKind = options?.Meaning ?? "Utc";
        string kind = Codecs.Plain(timeKind + "Kind");
        return (parser.Representation ?? options?.Form) switch
        {
            null or ElementType.DateTime => Scalars.Fixed(name, timeKind == "Utc" ? Codecs.Plain("DateTimeCodec") : Codecs.Generic("DateTimeKindCodec", kind), ElementType.DateTime),
            ElementType.Int64 => Scalars.Fixed(name, Codecs.Generic("DateTimeTicksCodec", kind), ElementType.Int64),
            ElementType.Document => Scalars.Variable(name, Codecs.Generic("DateTimeDocumentCodec", kind), "document"),
            ElementType.String => Scalars.Variable(name, Codecs.Text(name, Codecs.Generic("DateTimeFormat", kind)), "string"),
            { } other => FieldTypeParser.NoForm(type, other, options is null ? BsonAttributes.Representation : BsonAttributes.DateTimeOptions),
        };
    }
}
