using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ShmStore.Generators.Tests.Harness;

/// <summary>The properties of a project as analyzers see them.</summary>
internal sealed class BuildProperties : AnalyzerConfigOptionsProvider
{
    private static readonly Options None = new(ImmutableDictionary<string, string>.Empty);

    private BuildProperties(IEnumerable<(string Name, string Value)> properties) =>
        GlobalOptions = new Options(properties.ToImmutableDictionary(static property => "build_property." + property.Name, static property => property.Value));

    /// <inheritdoc/>
    public override AnalyzerConfigOptions GlobalOptions { get; }

    /// <summary>Options with these properties.</summary>
    public static AnalyzerOptions Of(params (string Name, string Value)[] properties) => new([], new BuildProperties(properties));

    /// <inheritdoc/>
    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => None;

    /// <inheritdoc/>
    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => None;

    private sealed class Options(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
