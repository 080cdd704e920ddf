using Microsoft.CodeAnalysis;
using ShmStore.Generators.Parsing.Objects;

namespace ShmStore.Generators.Parsing;

/// <summary>What has been found out about a compilation already, so that what many types depend on is found out once. Not thread-safe.</summary>
internal sealed class ParseSession(Compilation compilation)
{
    private readonly Dictionary<ISymbol, (ParsedObject? Parsed, bool HasErrors)> _objects = new(SymbolEqualityComparer.IncludeNullability);
    private readonly Dictionary<string, string[]> _visibleMembers = new(StringComparer.Ordinal);
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

    /// <summary>Names of the public and protected members of a runtime type and its bases; empty if the type does not exist.</summary>
    public IReadOnlyList<string> VisibleMemberNames(string metadataName)
    {
        if (!_visibleMembers.TryGetValue(metadataName, out string[]? names))
            _visibleMembers.Add(metadataName, names = [.. compilation.VisibleMemberNames(metadataName)]);
        return names;
    }
}
