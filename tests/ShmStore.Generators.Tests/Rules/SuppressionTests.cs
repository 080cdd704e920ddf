using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShmStore.Generators.Tests.Harness;

namespace ShmStore.Generators.Tests.Rules;

/// <summary>Diagnostics follow <c>#pragma</c> and .editorconfig; the harness checks that the generator's do so too.</summary>
public sealed class SuppressionTests
{
    private const string Empty = "[ShmStore.SharedStore] public partial class {|SHM0010:S|};";
    private const string Faulty = "[ShmStore.SharedObject] public partial class A { public object? {|SHM0019:X|} { get; set; } }";
    private const string Hidden = "[ShmStore.SharedObject] public partial class A { public int {|SHM0027:Value|} { get; set; } }";

    [Theory]
    [InlineData(Empty, "SHM0010")]
    [InlineData(Faulty, "SHM0019")]
    public async Task A_pragma_suppresses(string marked, string rule)
    {
        await AnalyzerHarness.ExpectAsync(marked);
        (string source, _) = Markup.Parse(marked);
        await AnalyzerHarness.ExpectAsync($"#pragma warning disable {rule}\n{source}");
    }

    [Theory]
    [InlineData(Hidden, "error", DiagnosticSeverity.Error)]
    [InlineData(Empty, "suggestion", DiagnosticSeverity.Info)]
    [InlineData(Faulty, "warning", DiagnosticSeverity.Warning)]
    public async Task A_configured_severity_applies(string marked, string configured, DiagnosticSeverity expected) =>
        Assert.Equal(expected, Assert.Single(await AnalyzeAsync(marked, configured)).Severity);

    [Theory]
    [InlineData(Empty)]
    [InlineData(Faulty)]
    public async Task A_rule_can_be_switched_off(string marked) => Assert.Empty(await AnalyzeAsync(marked, "none"));

    private static Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(string marked, string severity)
    {
        (string source, List<(string Id, int Start, int Length)> places) = Markup.Parse(marked);
        CSharpCompilation compilation = TestCompilation.Create([source]);
        AnalyzerConfigSet config = AnalyzerConfigSet.Create(new List<AnalyzerConfig> { AnalyzerConfig.Parse($"root = true\n[*.cs]\ndotnet_diagnostic.{places[0].Id}.severity = {severity}", "/.editorconfig") });
        CSharpCompilation configured = compilation.WithOptions(compilation.Options.WithSyntaxTreeOptionsProvider(new Severities(config)));
        return AnalyzerHarness.AnalyzeAsync(configured);
    }

    private sealed class Severities(AnalyzerConfigSet config) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            config.GetOptionsForSourcePath("/" + tree.FilePath).TreeOptions.TryGetValue(diagnosticId, out severity);

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = default;
            return false;
        }
    }
}
