using System.Text.Json.Nodes;
using ShmStore.Interop.Tests.Decoders;

namespace ShmStore.Interop.Tests.RegionReaders;

/// <summary>The reader and verifier in Python that was written from docs/format.md alone: what its scripts print.</summary>
internal static class PythonReader
{
    private const string Python = "python3";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly string Scripts = Path.Combine(SourceFolder.Path, "region");
    private static readonly string Compiled = Path.Combine(AppContext.BaseDirectory, "pycache");
    private static readonly Lazy<Task<string?>> Absence = new(static () => ExternalTool.WhyUnusableAsync(Python, ["--version"], Scripts, Patience));

    /// <summary>All that stores have, by their paths.</summary>
    /// <param name="sought">For each path, and in it for each map, the keys to look up.</param>
    public static async Task<JsonNode> ReadAsync(JsonObject sought) => JsonNode.Parse(await RunAsync("read.py", [], sought.ToJsonString()))!;

    /// <summary>What the verifier finds in stores that nobody writes, by their paths.</summary>
    public static async Task<Dictionary<string, RegionFindings>> VerifyAsync(IEnumerable<string> paths)
    {
        JsonNode report = JsonNode.Parse(await RunAsync("verify.py", [.. paths]))!;
        return report.AsObject().ToDictionary(static store => store.Key, static store => RegionFindings.Parse(store.Value!));
    }

    /// <summary>Runs a script to its end.</summary>
    /// <returns>What it prints.</returns>
    public static async Task<string> RunAsync(string script, string[] arguments, string input = "")
    {
        ExternalTool.Require(await Absence.Value);
        var (exitCode, output, error) = await ExternalProcess.RunAsync(
            Python, ["-X", $"pycache_prefix={Compiled}", script, .. arguments], Scripts, input, Patience, TestContext.Current.CancellationToken);
        Assert.True(exitCode == 0, $"{script} ended with {exitCode}: {error}");
        return output;
    }
}
