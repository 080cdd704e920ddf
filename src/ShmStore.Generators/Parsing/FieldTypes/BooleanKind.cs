using Microsoft.CodeAnalysis;
using ShmStore.Bson;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary><c>bool</c>.</summary>
internal sealed class BooleanKind : IFieldTypeKind
{
    /// <inheritdoc/>
    public FieldTypeResult? TryParse(ITypeSymbol type, FieldTypeParser parser)
    {
        if (type.SpecialType != SpecialType.System_Boolean)
            return null;
        return parser.Representation switch
        {
            null or ElementType.Boolean => Scalars.Fixed("bool", Codecs.Plain("BooleanCodec"), ElementType.Boolean),
            ElementType.String => Scalars.Variable("bool", Codecs.Text("bool", Codecs.Plain("BooleanFormat")), "string"),
            { } other => FieldTypeParser.NoForm(type, other),
        };
    }
}
