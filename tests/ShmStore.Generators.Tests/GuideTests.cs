using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShmStore.Generators.Tests.Harness;

namespace ShmStore.Generators.Tests;

/// <summary>The code in docs/guide.md: compiled together, and run from top to bottom.</summary>
public sealed partial class GuideTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using MongoDB.Bson;
        using ShmStore;

        """;

    [Fact]
    public async Task Its_code_compiles_and_runs()
    {
        string[] blocks = [.. CodeBlocks().Matches(await File.ReadAllTextAsync(Path.Combine(Snapshot.Folder, "../../../docs/guide.md"), TestContext.Current.CancellationToken)).Select(static match => match.Groups[1].Value)];
        Assert.InRange(blocks.Length, 10, 30);
        string source = Program(blocks);
        GeneratorRun run = GeneratorHarness.Run(TestCompilation.Create([source]));
        Assert.Empty(run.After.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && !diagnostic.IsWarningAsError));

        using var image = new MemoryStream();
        Assert.True(run.After.WithOptions(run.After.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default)).Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        MethodInfo guide = Assembly.Load(image.ToArray()).GetType("Guide")!.GetMethod("RunAsync")!;
        string path = Path.Combine("/dev/shm", $"shmstore-test-{Guid.NewGuid():N}");
        try
        {
            string facts = await (Task<string>)guide.Invoke(null, [path, TestContext.Current.CancellationToken])!;
            Assert.Equal("1001 5 1001/4 False False 6 9 False 2 [6, 1, 0] 6 -100 100 True 33 1 dark hello", facts);
        }
        finally
        {
            SharedStoreFile.Delete(path);
        }
    }

    // Declarations and aliases stand outside; everything else is one method, in which later blocks know the variables of earlier ones.
    private static string Program(IEnumerable<string> blocks)
    {
        StringBuilder aliases = new(), declarations = new(), statements = new();
        foreach (string block in blocks)
        {
            SyntaxNode root = CSharpSyntaxTree.ParseText(block, TestCompilation.ParseOptions).GetRoot(TestContext.Current.CancellationToken);
            bool declares = root.ChildNodes().All(static node => node is Microsoft.CodeAnalysis.CSharp.Syntax.TypeDeclarationSyntax);
            bool names = root.ChildNodes().All(static node => node is Microsoft.CodeAnalysis.CSharp.Syntax.UsingDirectiveSyntax);
            (names ? aliases : declares ? declarations : statements).AppendLine(block);
        }

        return $$"""
            {{Usings}}{{aliases}}
            {{declarations}}
            public static class Guide
            {
                public static async Task<string> RunAsync(string path, CancellationToken cancellation)
                {
                    string facts = "";
                    await Run();
                    return facts;

                    async Task Run()
                    {
            {{statements}}
                        facts = $"{delta} {letters} {account!.Delta}/{account.Rank} {lost} {added} {one} {rankOf} {found} {count} [{string.Join(", ", deltas)}] {total} {from} {to} {after > before} {told} {visits} {settings["theme"]} {writer.Notes["n1"]["text"]}";
                    }
                }
            }
            """;
    }

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlocks();
}
