using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace ShmStore.Generators.Tests.Harness;

/// <summary>
/// Compares generated files with those checked in, by the conventions of Verify.SourceGenerators:
/// <c>_snapshots/{Class}.{Method}#{hint}.verified.cs</c>, first line <c>//HintName: …</c>. The set of files is compared too. A difference writes
/// a <c>.received.cs</c> beside it. To accept, run with <c>SHMSTORE_ACCEPT_SNAPSHOTS=1</c>, which is refused where <c>CI=true</c>.
/// </summary>
internal static partial class Snapshot
{
    private const string AcceptVariable = "SHMSTORE_ACCEPT_SNAPSHOTS";

    /// <summary>The folder of all snapshots.</summary>
    public static string Folder { get; } = Locate();

    /// <summary>Compares everything a run generated with the calling test's snapshots.</summary>
    public static void Verify(GeneratorRun run, [CallerFilePath] string path = "", [CallerMemberName] string method = "")
    {
        string prefix = $"{Path.GetFileNameWithoutExtension(path)}.{method}#";
        Dictionary<string, string> received = run.Result.GeneratedSources.ToDictionary(
            source => $"{prefix}{Path.GetFileNameWithoutExtension(source.HintName)}",
            static source => $"//HintName: {source.HintName}\n{Version().Replace(source.SourceText.ToString(), "{version}")}");
        if (Accepting())
            Accept(prefix, received);
        else
            Compare(prefix, received);
    }

    private static string Locate([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "_snapshots"));

    private static bool Accepting()
    {
        if (Environment.GetEnvironmentVariable(AcceptVariable) != "1")
            return false;
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"{AcceptVariable} is refused where CI=true.");
        return true;
    }

    private static void Accept(string prefix, Dictionary<string, string> received)
    {
        Directory.CreateDirectory(Folder);
        foreach (string old in Directory.GetFiles(Folder, prefix + "*"))
            File.Delete(old);
        foreach ((string name, string text) in received)
            File.WriteAllText(Path.Combine(Folder, name + ".verified.cs"), text);
    }

    private static void Compare(string prefix, Dictionary<string, string> received)
    {
        List<string> problems = [];
        HashSet<string> verified = [.. Directory.GetFiles(Folder, prefix + "*.verified.cs").Select(static file => Path.GetFileName(file)[..^".verified.cs".Length])];
        problems.AddRange(verified.Except(received.Keys).Select(static name => $"{name}: verified, but no longer generated"));
        foreach ((string name, string text) in received)
        {
            string file = Path.Combine(Folder, name);
            string? expected = verified.Contains(name) ? File.ReadAllText(file + ".verified.cs") : null;
            if (expected == text)
            {
                File.Delete(file + ".received.cs");
                continue;
            }

            File.WriteAllText(file + ".received.cs", text);
            problems.Add(expected is null ? $"{name}: generated, but not verified yet" : $"{name}:\n{Difference(expected, text)}");
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    private static string Difference(string expected, string received) =>
        string.Join('\n', InlineDiffBuilder.Diff(expected, received).Lines
            .Where(static line => line.Type != ChangeType.Unchanged)
            .Take(40)
            .Select(static line => (line.Type == ChangeType.Inserted ? "+ " : "- ") + line.Text));

    // The version of the package is not the snapshots' business.
    [GeneratedRegex("""(?<=GeneratedCode\("ShmStore\.Generators", ")[^"]*""")]
    private static partial Regex Version();
}
