using Microsoft.CodeAnalysis;
using ShmStore.Generators.Parsing;

namespace ShmStore.Generators.Reporting;

/// <summary>
/// What is wrong with a type that has no model, though it is marked or should be, for builds: the errors that <see cref="ShmStoreAnalyzer"/> finds, equal to its own so that the
/// compiler prints them once. The compiler drops all that analyzers found when it has errors of its own, as it does where a type is not generated.
/// </summary>
internal static class BuildErrors
{
    /// <summary>The errors, at their places in a compilation.</summary>
    /// <param name="type">The type's documentation id. Types that share one are an error too, and each is looked at.</param>
    /// <param name="compilation">The compilation as it is now.</param>
    public static IEnumerable<Diagnostic> Of(string type, Compilation compilation) =>
        DocumentationCommentId.GetSymbolsForDeclarationId(type, compilation)
            .OfType<INamedTypeSymbol>()
            .Where(found => SymbolEqualityComparer.Default.Equals(found.ContainingAssembly, compilation.Assembly))
            .SelectMany(found => TypeParser.Diagnose(found, compilation, raised: null))
            .Where(static diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error);
}
