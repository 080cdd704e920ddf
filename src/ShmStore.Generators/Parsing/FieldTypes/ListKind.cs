using Microsoft.CodeAnalysis;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary><c>List&lt;T&gt;</c> and the interfaces it has.</summary>
internal sealed class ListKind : IFieldTypeKind
{
    private const string Namespace = "System.Collections.Generic.";

    private static readonly string[] Interfaces = ["IList`1", "ICollection`1", "IEnumerable`1", "IReadOnlyList`1", "IReadOnlyCollection`1"];

    /// <inheritdoc/>
    public FieldTypeResult? TryParse(ITypeSymbol type, FieldTypeParser parser)
    {
        if (type is not INamedTypeSymbol { Arity: 1, ContainingType: null } named || CSharpNames.NamespacePrefix(named) != Namespace)
            return null;
        Func<string, FieldType, string>? codec = named.MetadataName == "List`1" ? static (_, element) => Codecs.Generic("ListCodec", element.Type, element.Codec)
            : Interfaces.Contains(named.MetadataName, StringComparer.Ordinal) ? static (list, element) => Codecs.Generic("ListInterfaceCodec", list, element.Type, element.Codec)
            : null;
        return codec is null
            ? null
            : Sequences.Of(parser.Parse(named.TypeArguments[0]), element => $"global::{Namespace}{named.Name}<{element.Type}>", codec);
    }
}
