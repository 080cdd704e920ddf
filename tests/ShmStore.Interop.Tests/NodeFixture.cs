using System.Text.Json.Nodes;
using ShmStore.Interop.Tests.Decoders;

[assembly: AssemblyFixture(typeof(ShmStore.Interop.Tests.NodeFixture))]

namespace ShmStore.Interop.Tests;

/// <summary>Node with the npm packages, installed once per run if they are not there yet.</summary>
/// <remarks>Where they cannot be had, tests are skipped with the reason, and fail under CI=true.</remarks>
public sealed class NodeFixture
{
    private static readonly string Scripts = Path.Combine(SourceFolder.Path, "node");
    private static readonly Lazy<Task<string?>> Absence = new(FindOutAsync);

    /// <summary>Why it cannot be used; null if it can.</summary>
    internal static Task<string?> WhyAbsentAsync() => Absence.Value;

    /// <summary>Runs a script of the node directory with a JSON value on its standard input, and returns the one it prints.</summary>
    public async Task<JsonNode> RunAsync(string script, JsonNode input)
    {
        ExternalTool.Require(await WhyAbsentAsync());
        var (exitCode, output, error) = await ExternalProcess.RunAsync(
            "node", [script], Scripts, input.ToJsonString(), TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        Assert.True(exitCode == 0, $"node {script} ended with {exitCode}: {error}");
        return JsonNode.Parse(output)!;
    }

    private static async Task<string?> FindOutAsync()
    {
        string? whyAbsent = await ExternalTool.WhyUnusableAsync("node", ["--version"], Scripts, TimeSpan.FromSeconds(30));
        // npm writes this file last.
        if (whyAbsent is null && !File.Exists(Path.Combine(Scripts, "node_modules", ".package-lock.json")))
            whyAbsent = await ExternalTool.WhyUnusableAsync("npm", ["ci", "--no-audit", "--no-fund"], Scripts, TimeSpan.FromMinutes(5));
        return whyAbsent;
    }
}
