using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>Sets, queues, immutable and read-only collections and the like: what is made of a list of its items.</summary>
internal sealed class CollectionKind : IFieldTypeKind
{
    // Those whose kind in the runtime serves one type only.
    private static readonly string[] Classes =
    [
        "System.Collections.Generic.HashSet`1", "System.Collections.Generic.SortedSet`1", "System.Collections.Generic.LinkedList`1",
        "System.Collections.Generic.Queue`1", "System.Collections.Generic.Stack`1",
        "System.Collections.ObjectModel.Collection`1", "System.Collections.ObjectModel.ObservableCollection`1",
        "System.Collections.ObjectModel.ReadOnlyCollection`1", "System.Collections.ObjectModel.ReadOnlySet`1",
        "System.Collections.Immutable.ImmutableArray`1", "System.Collections.Immutable.ImmutableList`1", "System.Collections.Immutable.ImmutableHashSet`1",
        "System.Collections.Immutable.ImmutableSortedSet`1", "System.Collections.Immutable.ImmutableQueue`1", "System.Collections.Immutable.ImmutableStack`1",
        "System.Collections.Frozen.FrozenSet`1", "System.Memory`1", "System.ReadOnlyMemory`1",
    ];

    private static readonly Dictionary<string, string> Interfaces = new(StringComparer.Ordinal)
    {
        ["System.Collections.Generic.ISet`1"] = "SetInterfaceKind",
        ["System.Collections.Generic.IReadOnlySet`1"] = "SetInterfaceKind",
        ["System.Collections.Immutable.IImmutableList`1"] = "ImmutableListInterfaceKind",
        ["System.Collections.Immutable.IImmutableSet`1"] = "ImmutableSetInterfaceKind",
    };

    /// <inheritdoc/>
    public FieldTypeResult? TryParse(ITypeSymbol type, FieldTypeParser parser)
    {
        if (type is not INamedTypeSymbol { Arity: 1, ContainingType: null } named)
            return null;
        string metadataName = CSharpNames.NamespacePrefix(named) + named.MetadataName;
        bool isClass = Classes.Contains(metadataName, StringComparer.Ordinal);
        if (!isClass && !Interfaces.ContainsKey(metadataName))
            return null;
        FieldTypeResult items = parser.Parse(named.TypeArguments[0]);
        if (items.Type is not null && named.Name is "SortedSet" or "ImmutableSortedSet" && Comparables.Problem(type, "items", named.TypeArguments[0]) is { } problem)
            return problem;
        return Sequences.Of(
            items,
            element => $"global::{CSharpNames.NamespacePrefix(named)}{named.Name}<{element.Type}>",
            (collection, element) => Codecs.Generic("CollectionCodec", collection, element.Type, element.Codec, isClass
                ? Codecs.Generic(named.Name + "Kind", element.Type)
                : Codecs.Generic(Interfaces[metadataName], collection, element.Type)),
            type.IsReferenceType);
    }
}
