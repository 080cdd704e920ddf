using System.ComponentModel;
using System.Reflection;
using System.Text.Json.Nodes;

[assembly: AssemblyFixture(typeof(ShmStore.Interop.Tests.NodeFixture))]

namespace ShmStore.Interop.Tests;

/// <summary>Node with the npm packages, installed once per run if they are not there yet.</summary>
/// <remarks>Where they cannot be had, tests are skipped with the reason, and fail under CI=true.</remarks>
public sealed class NodeFixture : IAsyncLifetime
{
    private static readonly string Scripts = typeof(NodeFixture).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "NodeScripts").Value!;

    private string? _whyAbsent;

    public async ValueTask InitializeAsync()
    {
        _whyAbsent = await WhyUnusableAsync("node", ["--version"], TimeSpan.FromSeconds(30));
        // npm writes this file last.
        if (_whyAbsent is null && !File.Exists(Path.Combine(Scripts, "node_modules", ".package-lock.json")))
            _whyAbsent = await WhyUnusableAsync("npm", ["ci", "--no-audit", "--no-fund"], TimeSpan.FromMinutes(5));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Runs a script of the node directory with a JSON value on its standard input, and returns the one it prints.</summary>
    public async Task<JsonNode> RunAsync(string script, JsonNode input)
    {
        RequireNode();
        var (exitCode, output, error) = await ExternalProcess.RunAsync(
            "node", [script], Scripts, input.ToJsonString(), TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        Assert.True(exitCode == 0, $"node {script} ended with {exitCode}: {error}");
        return JsonNode.Parse(output)!;
    }

    private void RequireNode()
    {
        if (_whyAbsent is null)
            return;
        Assert.False(string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase), _whyAbsent);
        Assert.Skip(_whyAbsent);
    }

    private static async Task<string?> WhyUnusableAsync(string program, string[] arguments, TimeSpan timeout)
    {
        try
        {
            var (exitCode, _, error) = await ExternalProcess.RunAsync(program, arguments, Scripts, "", timeout, CancellationToken.None);
            return exitCode == 0 ? null : $"{program} {string.Join(' ', arguments)} ended with {exitCode}: {error}";
        }
        catch (Exception e) when (e is Win32Exception or TimeoutException)
        {
            return $"{program} cannot be run: {e.Message}";
        }
    }
}
