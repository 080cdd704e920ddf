using System.IO.Compression;
using System.Text.RegularExpressions;

namespace ShmStore.Package.Tests;

/// <summary>The package as a user gets it: packed, restored from a folder into a project outside the repository, run, and compiled ahead of time.</summary>
public sealed partial class PackageTests(PackedConsumer consumer) : IClassFixture<PackedConsumer>
{
    private static readonly string[] ExpectedLines =
    [
        "testacc 3 1000 12.50 Sell 2 42",
        "1001",
        "(1, 7, 43, 3)",
        """copied 12.50 { "Symbol" : "MSFT", "Quantity" : 5 }""",
        "The text is not extended JSON 5",
    ];

    private static readonly string[] ExpectedDocuments =
    [
        """10 { "depth" : 10, "names" : ["a", 2.5, null] }""",
        """{ "at" : { "$date" : { "$numberLong" : "1700000000123" } }, "id" : { "$oid" : "0123456789abcdef01234567" }, "code" : { "$code" : "f", "$scope" : { "x" : [{ "$numberInt" : "1" }, { "y" : true }] } }, "bytes" : { "$binary" : { "base64" : "AQI=", "subType" : "00" } }, "exact" : { "$numberDecimal" : "1.10" }, "like" : { "$regularExpression" : { "pattern" : "a", "options" : "i" } } }""",
        """{ "at" : { "$date" : "2023-11-14T22:13:20.123Z" }, "id" : { "$oid" : "0123456789abcdef01234567" }, "code" : { "$code" : "f", "$scope" : { "x" : [1, { "y" : true }] } }, "bytes" : { "$binary" : { "base64" : "AQI=", "subType" : "00" } }, "exact" : { "$numberDecimal" : "1.10" }, "like" : { "$regularExpression" : { "pattern" : "a", "options" : "i" } } }""",
        """(2, true, { "pages" : 2 })""",
        "2",
        "The text is not extended JSON",
        "The text is not extended JSON",
        "The text is not extended JSON",
    ];

    // Of all that MongoDB.Bson does by reflection, in a program that has a BsonDocument, whose ToString() alone keeps the serializers, or a member with one of its own.
    private static readonly string[] DocumentWarnings = ["IL2104: Assembly 'MongoDB.Bson'", "IL3053: Assembly 'MongoDB.Bson'"];

    [Fact]
    public void One_package_holds_runtime_and_generator()
    {
        consumer.Pack.Succeeded();
        string package = Assert.Single(consumer.Packages);
        using ZipArchive archive = ZipFile.OpenRead(package);
        string[] names = [.. archive.Entries.Select(static entry => entry.FullName)];
        Assert.Contains("lib/net10.0/ShmStore.Runtime.dll", names);
        Assert.Contains("lib/net10.0/ShmStore.Runtime.xml", names);
        Assert.Contains("analyzers/dotnet/cs/ShmStore.Generators.dll", names);
        Assert.Contains("README.md", names);
        Assert.Contains("docs/rules/SHM0034.md", names);
        Assert.Empty(DeadLinks(archive));
        Assert.DoesNotContain(names, static name => name.StartsWith("lib/", StringComparison.Ordinal) && name.Contains("Generators", StringComparison.Ordinal));
    }

    [Fact]
    public void The_command_line_tool_is_a_package_of_its_own()
    {
        consumer.PackTool.Succeeded();
        (DotNetResult installed, string command) = consumer.InstallTool();
        installed.Succeeded();
        string store = Path.Combine(consumer.Project, "no-store");
        File.WriteAllText(store, "no store");
        DotNetResult verified = DotNet.RunProgram(command, consumer.Project, "verify", store);
        Assert.Equal(1, verified.ExitCode);
        Assert.Contains($"'{store}': damaged", verified.Output, StringComparison.Ordinal);
        Assert.Contains("  watch <store> [<key>] ", DotNet.RunProgram(command, consumer.Project, "--help").Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_strict_project_uses_the_package()
    {
        DotNetResult result = DotNet.Run(consumer.Project, "run", "-c", "Release").Succeeded();
        Assert.Equal(ExpectedLines, Lines(result.Output));
    }

    [Fact]
    public void A_project_with_generated_types_compiles_ahead_of_time_without_a_warning() =>
        AssertRunsAheadOfTime(consumer.Project, warnings: [], ExpectedLines);

    [Fact]
    public void A_project_with_documents_compiles_ahead_of_time_with_two_warnings_and_runs()
    {
        Assert.Equal(ExpectedDocuments, Lines(DotNet.Run(consumer.DocumentsProject, "run", "-c", "Release").Succeeded().Output));
        AssertRunsAheadOfTime(consumer.DocumentsProject, DocumentWarnings, ExpectedDocuments);
    }

    [Fact]
    public void Members_with_serializers_of_their_own_are_read_where_the_project_is_compiled_ahead_of_time() =>
        AssertRunsAheadOfTime(consumer.SerializedProject, DocumentWarnings, ["5 0123456789abcdef01234567"]);

    [Fact]
    public void Members_that_need_reflection_are_warned_of_where_the_project_is_compiled_ahead_of_time()
    {
        DotNetResult run = DotNet.Run(consumer.ReflectingProject, "run", "-c", "Release").Succeeded();
        Assert.Equal(["kept"], Lines(run.Output));
        NativeLinker.Require();

        // At the member when it is built, and for all of MongoDB.Bson when it is linked.
        DotNetResult publish = DotNet.Run(consumer.ReflectingProject, "publish", "-p:PublishAot=true", "-o", Path.Combine(consumer.ReflectingProject, "native")).Succeeded();
        Assert.Contains("Program.cs(23,17): warning SHM0034: The member 'Odd'", publish.Output, StringComparison.Ordinal);
        Assert.Equal(DocumentWarnings, LinkerWarnings(publish));
    }

    [Fact]
    public void A_build_says_once_what_is_wrong_with_each_type()
    {
        // The compiler has errors of its own here: it prints nothing of what analyzers find.
        DotNetResult faulty = Build(consumer.FaultyProject);
        Assert.NotEqual(0, faulty.ExitCode);
        string[] expected =
        [
            "Account.cs(12,22): error SHM0010: The store 'Empty'", "Account.cs(8,27): error SHM0019: The member 'Anything'",
            "Market.cs(14,47): error SHM0035: The map 'ByPrice'", "Market.cs(19,38): error SHM0011: 'Forgotten'",
        ];
        Assert.Equal(expected, Rules(faulty));
        Assert.Contains(": error CS", faulty.Output, StringComparison.Ordinal);

        // And here it has none, and prints that too.
        File.Delete(Path.Combine(consumer.FaultyProject, "Market.cs"));
        DotNetResult alone = Build(consumer.FaultyProject);
        Assert.Equal(expected[..2], Rules(alone));
        Assert.DoesNotContain(": error CS", alone.Output, StringComparison.Ordinal);
    }

    private static void AssertRunsAheadOfTime(string project, string[] warnings, string[] lines)
    {
        NativeLinker.Require();
        string output = Path.Combine(project, "native");
        DotNetResult publish = DotNet.Run(project, "publish", "-p:PublishAot=true", "-o", output).Succeeded();
        Assert.Equal(warnings, LinkerWarnings(publish));
        Assert.Equal(warnings.Length, Lines(publish.Output).Count(static line => line.Contains("warning", StringComparison.OrdinalIgnoreCase)));

        string name = Path.GetFileName(project);
        string program = Path.Combine(output, OperatingSystem.IsWindows() ? $"{name}.exe" : name);
        Assert.Equal(lines, Lines(DotNet.RunProgram(program, output).Succeeded().Output));
        Assert.False(File.Exists(Path.Combine(output, $"{name}.dll")), "Published as native code, not as an assembly.");
    }

    // Without what they recommend.
    private static IEnumerable<string> LinkerWarnings(DotNetResult publish) => Lines(publish.Output)
        .Where(static line => line.Contains("warning IL", StringComparison.Ordinal))
        .Select(static line => line[line.IndexOf("IL", line.IndexOf("warning", StringComparison.Ordinal), StringComparison.Ordinal)..])
        .Select(static text => text[..(text.LastIndexOf("MongoDB.Bson'", StringComparison.Ordinal) + "MongoDB.Bson'".Length)])
        .Order(StringComparer.Ordinal);

    private static DotNetResult Build(string project) => DotNet.Run(project, "build", "--tl:off", "-nologo");

    // Up to the name of the member; a summary at the end repeats them all.
    private static IEnumerable<string> Rules(DotNetResult build) => Lines(build.Output.Split("Build FAILED.")[0])
        .Where(static line => line.Contains(": error SHM", StringComparison.Ordinal))
        .Select(static line => Path.GetFileName(line[..(line.IndexOf('\'', line.IndexOf('\'') + 1) + 1)]))
        .Order(StringComparer.Ordinal);

    // What pages in the package link to and show, and the package does not have.
    private static List<string> DeadLinks(ZipArchive archive)
    {
        List<string> dead = [];
        int links = 0;
        foreach (ZipArchiveEntry page in archive.Entries.Where(static entry => entry.Name.EndsWith(".md", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(page.Open());
            var address = new Uri(new Uri("package:///"), page.FullName);
            foreach (string link in Links().Matches(reader.ReadToEnd()).Select(static match => match.Groups[1].Value))
            {
                var target = new Uri(address, link);
                if (target.Scheme != address.Scheme)
                    continue;
                links++;
                string path = target.AbsolutePath.TrimStart('/');
                if (!archive.Entries.Any(entry => entry.FullName == path || entry.FullName.StartsWith(path + "/", StringComparison.Ordinal)))
                    dead.Add($"{page.FullName}: {link}");
            }
        }

        Assert.InRange(links, 30, int.MaxValue);
        return dead;
    }

    [GeneratedRegex(@"\]\(([^)#\s]+)")]
    private static partial Regex Links();

    private static string[] Lines(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
