using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing;

/// <summary>
/// Collects what the parser finds wrong, with live locations. The analyzer reports it, and in builds the generator; models need no more than whether there is an error.
/// Not thread-safe: one for each parse.
/// </summary>
/// <param name="at">The type that is looked at, and its compilation, if what is found is to be reported.</param>
/// <param name="raised">A rule that is a warning in this compilation; null for none.</param>
internal sealed class DiagnosticSink((INamedTypeSymbol Type, Compilation Compilation)? at = null, DiagnosticDescriptor? raised = null)
{
    private readonly List<Diagnostic> _diagnostics = [];

    /// <summary>What was found, in order.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    /// <summary>At least one rule of error severity was broken, whatever severity it is configured to have.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Adds a diagnostic at the symbol's first place in source; of a symbol of another assembly, at the type that is looked at.</summary>
    public void Report(DiagnosticDescriptor rule, ISymbol symbol, params object[] arguments) =>
        Report(rule, symbol.Locations.FirstOrDefault(static location => location.IsInSource) ?? Location.None, arguments);

    /// <summary>Adds a diagnostic at a location.</summary>
    public void Report(DiagnosticDescriptor rule, Location location, params object[] arguments)
    {
        // A member of a base type may stand in no source, or in that of another project, and in an editor its symbol says so: nothing can be reported there.
        if (at is { } place && !IsIn(place.Compilation, location))
            location = place.Type.Locations.FirstOrDefault(other => IsIn(place.Compilation, other)) ?? Location.None;
        HasErrors |= rule.DefaultSeverity == DiagnosticSeverity.Error;
        DiagnosticSeverity severity = rule.Equals(raised) ? DiagnosticSeverity.Warning : rule.DefaultSeverity;
        _diagnostics.Add(Diagnostic.Create(rule, location, severity, additionalLocations: null, properties: null, SharedArguments.For(location, arguments)));
    }

    private static bool IsIn(Compilation compilation, Location location) => location.SourceTree is { } tree && compilation.ContainsSyntaxTree(tree);
}
