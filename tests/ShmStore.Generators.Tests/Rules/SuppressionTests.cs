using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShmStore.Generators.Tests.Harness;

namespace ShmStore.Generators.Tests.Rules;

/// <summary>Diagnostics follow <c>#pragma</c> and .editorconfig.</summary>
public sealed class SuppressionTests
{
    private const string Empty = "[ShmStore.SharedStore] public partial class {|SHM0010:S|};";

    [Fact]
    public async Task A_pragma_suppresses()
    {
        await AnalyzerHarness.ExpectAsync(Empty);
        (string source, _) = Markup.Parse(Empty);
        await AnalyzerHarness.ExpectAsync($"#pragma warning disable SHM0010\n{source}");
    }

    [Theory]
    [InlineData("error", DiagnosticSeverity.Error)]
    [InlineData("suggestion", DiagnosticSeverity.Info)]
    public async Task A_configured_severity_applies(string configured, DiagnosticSeverity expected) =>
        Assert.Equal(expected, Assert.Single(await AnalyzeAsync(configured)).Severity);

    [Fact]
    public async Task A_rule_can_be_switched_off() => Assert.Empty(await AnalyzeAsync("none"));

    private static Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(string severity)
    {
        (string source, _) = Markup.Parse(Empty);
        CSharpCompilation compilation = TestCompilation.Create([source]);
        AnalyzerConfigSet config = AnalyzerConfigSet.Create(new List<AnalyzerConfig> { AnalyzerConfig.Parse($"root = true\n[*.cs]\ndotnet_diagnostic.SHM0010.severity = {severity}", "/.editorconfig") });
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
