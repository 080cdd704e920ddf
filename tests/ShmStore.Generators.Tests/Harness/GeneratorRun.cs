using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ShmStore.Generators.Tests.Harness;

/// <summary>One run of the generator, and what came out.</summary>
/// <param name="Before">The compilation that went in.</param>
/// <param name="After">The compilation with what was generated.</param>
/// <param name="Result">The generator's result with its tracked steps.</param>
/// <param name="Driver">The driver, for another run.</param>
internal sealed record GeneratorRun(CSharpCompilation Before, CSharpCompilation After, GeneratorRunResult Result, GeneratorDriver Driver)
{
    /// <summary>Every compiler diagnostic down to warnings, of the user's code and the generated.</summary>
    public IReadOnlyList<Diagnostic> CompilerDiagnostics => Relevant(After.GetDiagnostics());

    /// <summary>The same, with what the compiler finds only when it makes code, such as what cannot outlive an <c>await</c>.</summary>
    public IReadOnlyList<Diagnostic> EmitDiagnostics
    {
        get
        {
            using MemoryStream image = new();
            return Relevant(After.Emit(image).Diagnostics);
        }
    }

    /// <summary>What the generator reports itself, without what is suppressed.</summary>
    public IReadOnlyList<Diagnostic> Reported => [.. Result.Diagnostics.Where(static diagnostic => !diagnostic.IsSuppressed)];

    /// <summary>The text of a generated file.</summary>
    public string Text(string hintName) => Result.GeneratedSources.Single(source => source.HintName == hintName).SourceText.ToString();

    /// <summary>Fails if anything at all is reported.</summary>
    public GeneratorRun AssertCompiles()
    {
        Assert.Empty(Result.Diagnostics);
        Assert.True(CompilerDiagnostics.Count == 0, string.Join('\n', CompilerDiagnostics.Select(Describe)));
        using MemoryStream image = new();
        Assert.True(After.Emit(image).Success);
        return this;
    }

    private static IReadOnlyList<Diagnostic> Relevant(IEnumerable<Diagnostic> diagnostics) => [.. diagnostics.Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];

    private static string Describe(Diagnostic diagnostic) =>
        $"{diagnostic}\n    {diagnostic.Location.SourceTree?.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim()}";
}
