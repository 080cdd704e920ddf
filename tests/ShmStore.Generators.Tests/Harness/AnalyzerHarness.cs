using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using ShmStore.Generators.Reporting;

namespace ShmStore.Generators.Tests.Harness;

/// <summary>
/// Runs the analyzer as a build does: after the generator, over both the user's code and the generated. Each time the generator must have reported the
/// same errors itself, and again after an edit that only moves them.
/// </summary>
internal static class AnalyzerHarness
{
    /// <summary>What the analyzer reports, in source order, without what is suppressed.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(CSharpCompilation compilation, AnalyzerOptions? options = null)
    {
        // The consumer's own severities, not "every warning is an error", so that each rule shows its own.
        CSharpCompilation lenient = compilation.WithOptions(compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default));
        GeneratorRun run = GeneratorHarness.Run(lenient);
        IReadOnlyList<Diagnostic> found = await AnalyzeAsync(run, options);
        GeneratorRun moved = GeneratorHarness.Continue(run.Driver, run.Before.RemoveAllSyntaxTrees().AddSyntaxTrees(run.Before.SyntaxTrees.Select(Moved)));
        IReadOnlyList<Diagnostic> foundMoved = await AnalyzeAsync(moved, options);
        Assert.Equal(
            found.Select(static diagnostic => (diagnostic.Id, diagnostic.Location.SourceSpan.Start + 1)),
            foundMoved.Select(static diagnostic => (diagnostic.Id, diagnostic.Location.SourceSpan.Start)));
        return found;
    }

    /// <summary>
    /// Expects exactly one diagnostic for each place marked <c>{|SHM0000:…|}</c>, there and nowhere else, and returns them in order.
    /// </summary>
    public static async Task<IReadOnlyList<Diagnostic>> ExpectAsync(string marked)
    {
        (string source, List<(string Id, int Start, int Length)> expected) = Markup.Parse(marked);
        IReadOnlyList<Diagnostic> found = await AnalyzeAsync(TestCompilation.Create([source]));
        Assert.Equal(
            expected.Select(place => (place.Id, source.Substring(place.Start, place.Length), place.Start)),
            found.Select(diagnostic => (diagnostic.Id, source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length), diagnostic.Location.SourceSpan.Start)));
        return found;
    }

    /// <summary>Expects one marked place and that diagnostic's message.</summary>
    public static async Task ExpectAsync(string marked, string message)
    {
        IReadOnlyList<Diagnostic> found = await ExpectAsync(marked);
        Assert.Equal(message, Assert.Single(found).GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(GeneratorRun run, AnalyzerOptions? options)
    {
        CompilationWithAnalyzers analysis = run.After.WithAnalyzers([new ShmStoreAnalyzer()], options);
        ImmutableArray<Diagnostic> all = await analysis.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Diagnostic[] found = [.. all.Where(static diagnostic => !diagnostic.IsSuppressed).OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start)];
        // By value, as the compiler compares them to print them once.
        Assert.Equal(Sorted(found.Where(static diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error)), Sorted(run.Reported));
        return found;
    }

    private static IEnumerable<Diagnostic> Sorted(IEnumerable<Diagnostic> diagnostics) => diagnostics.OrderBy(static diagnostic => diagnostic.ToString(), StringComparer.Ordinal);

    private static SyntaxTree Moved(SyntaxTree tree) => CSharpSyntaxTree.ParseText("\n" + tree, (CSharpParseOptions)tree.Options, tree.FilePath);
}
