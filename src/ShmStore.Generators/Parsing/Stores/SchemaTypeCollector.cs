using Microsoft.CodeAnalysis;
using ShmStore.Generators.Model;
using ShmStore.Generators.Parsing.Objects;

namespace ShmStore.Generators.Parsing.Stores;

/// <summary>Collects the object types reachable from a store's entries, each once, in order of first appearance.</summary>
internal sealed class SchemaTypeCollector(ParseSession session)
{
    // A type that refers to itself over longer arguments in several ways does so in more ways with each level.
    private const int MostOfOne = 16;

    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);
    private readonly List<SchemaType> _types = [];
    private readonly Dictionary<ISymbol, int> _unusual = new(SymbolEqualityComparer.Default);

    /// <summary>The types so far.</summary>
    public EquatableArray<SchemaType> Types => new(_types);

    /// <summary>Adds a type and what it refers to. Its problems are reported where it is declared, not at the store.</summary>
    public void Add(INamedTypeSymbol type)
    {
        if (LongArguments.AreTooLong(type) || !_seen.Add(type) || IsOneTooMany(type))
            return;
        if (type.DeclaringSyntaxReferences.IsEmpty)
            Add(type, ReferencedSchema.Fields(type), ReferencedSchema.Known(type), ReferencedSchema.References(type));
        else if (session.Object(type, out _) is { } parsed)
            Add(type, parsed.Model.Elements.Select(member => FieldOf(member, parsed.Model)), parsed.Known, parsed.References);
    }

    private static SchemaField FieldOf(MemberModel member, ObjectModel model) =>
        new(member.ElementName, member.Type.Schema, model.IsPolymorphic ? 0 : member.Offset, member.Required, member.MayBeLeftOut, member.OmittedText);

    private bool IsOneTooMany(INamedTypeSymbol type)
    {
        if (!LongArguments.AreUnusual(type))
            return false;
        _unusual.TryGetValue(type.OriginalDefinition, out int before);
        _unusual[type.OriginalDefinition] = before + 1;
        return before >= MostOfOne;
    }

    private void Add(INamedTypeSymbol type, IEnumerable<SchemaField> fields, List<INamedTypeSymbol> known, IEnumerable<INamedTypeSymbol> references)
    {
        _types.Add(new SchemaType(
            CSharpNames.SchemaName(type), new(fields), new(known.Select(static other => new SchemaKnownType(Discriminators.Name(other), CSharpNames.SchemaName(other))))));
        foreach (INamedTypeSymbol reference in known.Concat(references))
            Add(reference);
    }
}
