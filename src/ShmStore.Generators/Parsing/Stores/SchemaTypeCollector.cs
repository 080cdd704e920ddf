using Microsoft.CodeAnalysis;
using ShmStore.Generators.Model;
using ShmStore.Generators.Parsing.Objects;

namespace ShmStore.Generators.Parsing.Stores;

/// <summary>Collects the object types reachable from a store's entries, each once, in order of first appearance.</summary>
internal sealed class SchemaTypeCollector(ParseSession session)
{
    // A generic type may refer to itself over longer and longer arguments, without end. Documents are nested no deeper than a hundred levels, and nobody's arguments are nested like this.
    private const int DeepestArguments = 16;

    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);
    private readonly List<SchemaType> _types = [];

    /// <summary>The types so far.</summary>
    public EquatableArray<SchemaType> Types => new(_types);

    /// <summary>Adds a type and what it refers to. Its problems are reported where it is declared, not at the store.</summary>
    public void Add(INamedTypeSymbol type)
    {
        if (DepthOf(type) > DeepestArguments || !_seen.Add(type))
            return;
        if (type.DeclaringSyntaxReferences.IsEmpty)
            Add(type, ReferencedSchema.Fields(type), ReferencedSchema.Known(type), ReferencedSchema.References(type));
        else if (session.Object(type, out _) is { } parsed)
            Add(type, parsed.Model.Elements.Select(member => new SchemaField(member.ElementName, member.Type.Schema, parsed.Model.IsPolymorphic ? 0 : member.Offset, member.Required, member.MayBeLeftOut)), parsed.Known, parsed.References);
    }

    private static int DepthOf(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { TypeArguments.IsEmpty: false } generic => 1 + generic.TypeArguments.Max(DepthOf),
        IArrayTypeSymbol array => DepthOf(array.ElementType),
        _ => 0,
    };

    private void Add(INamedTypeSymbol type, IEnumerable<SchemaField> fields, List<INamedTypeSymbol> known, IEnumerable<INamedTypeSymbol> references)
    {
        _types.Add(new SchemaType(
            CSharpNames.SchemaName(type), new(fields), new(known.Select(static other => new SchemaKnownType(Discriminators.Name(other), CSharpNames.SchemaName(other))))));
        foreach (INamedTypeSymbol reference in known.Concat(references))
            Add(reference);
    }
}
