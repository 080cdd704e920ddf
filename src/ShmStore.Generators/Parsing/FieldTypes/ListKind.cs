using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary><c>List&lt;T&gt;</c> and the interfaces it has.</summary>
internal sealed class ListKind : IFieldTypeKind
{
    private static readonly Dictionary<string, string> CodecNames = new(StringComparer.Ordinal)
    {
        ["System.Collections.Generic.List`1"] = "ListCodec",
        ["System.Collections.Generic.IList`1"] = "IListCodec",
        ["System.Collections.Generic.ICollection`1"] = "ICollectionCodec",
        ["System.Collections.Generic.IEnumerable`1"] = "IEnumerableCodec",
        ["System.Collections.Generic.IReadOnlyList`1"] = "IReadOnlyListCodec",
        ["System.Collections.Generic.IReadOnlyCollection`1"] = "IReadOnlyCollectionCodec",
    };

    /// <inheritdoc/>
    public FieldTypeResult? TryParse(ITypeSymbol type, FieldTypeParser parser)
    {
        if (type is not INamedTypeSymbol { Arity: 1, ContainingType: null } named
            || !CodecNames.TryGetValue(CSharpNames.NamespacePrefix(named) + named.MetadataName, out string? codec))
        {
            return null;
        }

        return Sequences.Of(parser.Parse(named.TypeArguments[0]), element => $"global::System.Collections.Generic.{named.Name}<{element.Type}>", codec);
    }
}
