using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;
using ShmStore.Generators.Reporting;

namespace ShmStore.Generators.Tests.Rules;

/// <summary>Every rule has a documentation page and a tested one; no page is left of a rule that is gone.</summary>
public sealed class RulePageTests
{
    private static readonly string Pages = Locate();

    private static readonly IReadOnlyList<DiagnosticDescriptor> Rules = new ShmStoreAnalyzer().SupportedDiagnostics;

    [Fact]
    public void Rules_and_pages_are_the_same_set() =>
        Assert.Equal(
            Rules.Select(static rule => rule.Id).Order(StringComparer.Ordinal),
            Directory.GetFiles(Pages, "SHM*.md").Select(static file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal));

    [Fact]
    public void Ids_are_unique_and_without_gaps() =>
        Assert.Equal(
            Enumerable.Range(1, Rules.Count).Select(static number => $"SHM{number:D4}"),
            Rules.Select(static rule => rule.Id).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_descriptor_is_reported_by_the_analyzer() =>
        Assert.Equal(
            Rules.Select(static rule => rule.Id).Order(StringComparer.Ordinal),
            new[] { typeof(StoreRules), typeof(ObjectRules), typeof(MemberRules), typeof(CommitRules) }
                .SelectMany(static type => type.GetFields())
                .Select(static field => ((DiagnosticDescriptor)field.GetValue(null)!).Id)
                .Order(StringComparer.Ordinal));

    [Fact]
    public void Pages_have_title_severity_cause_example_and_fix() =>
        Assert.All(Rules, static rule =>
        {
            string page = File.ReadAllText(Path.Combine(Pages, rule.Id + ".md"));
            Assert.StartsWith($"# {rule.Id}: {rule.Title}\n", page, StringComparison.Ordinal);
            Assert.Contains($"Severity: {rule.DefaultSeverity}\n", page, StringComparison.Ordinal);
            Assert.All(["\n## Cause\n", "\n## Example\n", "\n## Fix\n"], section => Assert.Contains(section, page, StringComparison.Ordinal));
            Assert.EndsWith($"docs/rules/{rule.Id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
        });

    [Fact]
    public void Every_rule_has_a_test() =>
        Assert.All(Rules, static rule => Assert.Contains(
            new[] { typeof(StoreRuleTests), typeof(ObjectRuleTests), typeof(MemberRuleTests), typeof(MemberNameRuleTests), typeof(MemberReachRuleTests), typeof(RepresentationRuleTests), typeof(AliasRuleTests), typeof(CommitRuleTests) }.SelectMany(static type => type.GetMethods()),
            method => method.Name.StartsWith(rule.Id, StringComparison.Ordinal)));

    private static string Locate([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "docs", "rules"));
}
