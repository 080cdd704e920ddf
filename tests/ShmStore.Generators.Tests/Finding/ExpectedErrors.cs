using Microsoft.CodeAnalysis;
using ShmStore.Generators.Parsing;

namespace ShmStore.Generators.Tests.Finding;

/// <summary>What must be reported for a compilation: the errors of all marked types, found by symbols alone and looked at one by one.</summary>
internal static class ExpectedErrors
{
    /// <summary>The errors.</summary>
    public static HashSet<Diagnostic> Of(Compilation compilation) =>
        // Of types of one name, which is an error, none is reported if all is well with the one that counts.
        [.. ExpectedOutput.Marked(compilation)
            .Where(same => Errors(same.First(), compilation).Any())
            .SelectMany(same => same.SelectMany(type => Errors(type, compilation)))];

    private static IEnumerable<Diagnostic> Errors(INamedTypeSymbol type, Compilation compilation) =>
        TypeParser.Diagnose(type, compilation, raised: null).Where(static diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error);
}
