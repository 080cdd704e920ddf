using Microsoft.CodeAnalysis;
using ShmStore.Generators.Parsing.Objects;

namespace ShmStore.Generators.Parsing;

/// <summary>What has been found out about a compilation already, so that what many types depend on is found out once. Not thread-safe.</summary>
internal sealed class ParseSession(Compilation compilation)
{
    private readonly Dictionary<ISymbol, (ParsedObject? Parsed, bool HasErrors)> _objects = new(SymbolEqualityComparer.IncludeNullability);
    private readonly Dictionary<string, ISymbol[]> _visibleMembers = new(StringComparer.Ordinal);
    private HashSet<ISymbol>? _named;

    /// <summary>The compilation.</summary>
    public Compilation Compilation => compilation;

    /// <summary>Whether names that begin with <c>global::</c> reach the types of an assembly.</summary>
    public bool CanName(IAssemblySymbol assembly)
    {
        _named ??= new(compilation.GlobalNamespace.ConstituentNamespaces.Select(static part => part.ContainingAssembly), SymbolEqualityComparer.Default);
        return _named.Contains(assembly);
    }

    /// <summary>A parsed object type; null where none can be created. Its problems are not reported here.</summary>
    public ParsedObject? Object(INamedTypeSymbol type, out bool hasErrors)
    {
        // As an argument it may be annotated, which says nothing about its members.
        INamedTypeSymbol key = SymbolEqualityComparer.Default.Equals(type, type.OriginalDefinition) ? type.OriginalDefinition : type;
        if (!_objects.TryGetValue(key, out (ParsedObject? Parsed, bool HasErrors) found))
        {
            DiagnosticSink sink = new();
            found = (ObjectParser.Parse(key, this, sink), sink.HasErrors);
            _objects.Add(key, found);
        }

        hasErrors = found.HasErrors;
        return found.Parsed;
    }

    /// <inheritdoc cref="MembersInSight.VisibleMembers"/>
    public IReadOnlyList<ISymbol> VisibleMembers(string metadataName)
    {
        if (!_visibleMembers.TryGetValue(metadataName, out ISymbol[]? members))
            _visibleMembers.Add(metadataName, members = [.. compilation.VisibleMembers(metadataName)]);
        return members;
    }

    /// <summary>Their names.</summary>
    public IEnumerable<string> VisibleMemberNames(string metadataName) => VisibleMembers(metadataName).Select(static member => member.Name);
}
