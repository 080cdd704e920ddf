using Microsoft.CodeAnalysis;
using ShmStore.Bson;
using ShmStore.Generators.Parsing.Objects;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary><c>TimeSpan</c>, by default text, and <c>TimeOnly</c>, by default ticks.</summary>
internal sealed class DurationKind : IFieldTypeKind
{
    /// <inheritdoc/>
    public FieldTypeResult? TryParse(ITypeSymbol type, FieldTypeParser parser)
    {
        bool isSpan = type.Is("System.TimeSpan");
        if (!isSpan && !type.Is("System.TimeOnly"))
            return null;
        string name = CSharpNames.Qualified(type);
        (TimeOptions? options, string attribute) = isSpan ? (parser.TimeSpan, BsonAttributes.TimeSpanOptions) : (parser.TimeOnly, BsonAttributes.TimeOnlyOptions);
        string units = options?.Meaning ?? "Ticks";
        string meaning = units == "Ticks" ? "" : units;
        string unit = Codecs.Plain(units.Substring(0, units.Length - 1) + "Unit");
        ElementType form = parser.Representation ?? options?.Form ?? (isSpan ? ElementType.String : ElementType.Int64);
        return form switch
        {
            ElementType.Int32 => Scalars.Fixed(name, Codecs.Generic("DurationInt32Codec", name, unit), form, meaning),
            ElementType.Int64 => Scalars.Fixed(name, Codecs.Generic("DurationInt64Codec", name, unit), form, meaning),
            ElementType.Double => Scalars.Fixed(name, Codecs.Generic("DurationDoubleCodec", name, unit), form, meaning),
            ElementType.Document when !isSpan => Scalars.Variable(name, Codecs.Plain("TimeOnlyDocumentCodec"), "document"),
            ElementType.String => Scalars.Variable(name, Codecs.Text(name, Codecs.Plain(type.Name + "Format")), "string"),
            _ => FieldTypeParser.NoForm(type, form, options is null ? BsonAttributes.Representation : attribute),
        };
    }
}
