using Microsoft.CodeAnalysis;
using ShmStore.Generators.Parsing;

namespace ShmStore.Generators.Tests.Finding;

/// <summary>What must be reported for a compilation: the errors of all types, found by symbols alone and looked at one by one.</summary>
internal static class ExpectedErrors
{
    /// <summary>The errors.</summary>
    public static HashSet<Diagnostic> Of(Compilation compilation)
    {
        Dictionary<string, INamedTypeSymbol> marked = ExpectedOutput.Marked(compilation).ToDictionary(static same => same.Key, static same => same.First());
        // Of types of one name, which is an error, none is reported if all is well with the one that counts.
        return [.. ExpectedOutput.Types(compilation.Assembly.GlobalNamespace)
            .Where(type => !marked.TryGetValue(HintNames.For(type), out INamedTypeSymbol? first) || Errors(first, compilation).Any())
            .SelectMany(type => Errors(type, compilation))];
    }

    private static IEnumerable<Diagnostic> Errors(INamedTypeSymbol type, Compilation compilation) =>
        TypeParser.Diagnose(type, compilation, raised: null).Where(static diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error);
}
