using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShmStore.Generators.Tests.Harness;

namespace ShmStore.Generators.Tests.Finding;

/// <summary>What the generator keeps from run to run: no compilation, and nothing that is not finished.</summary>
public sealed class LetGoTests
{
    private const string Sources = "[ShmStore.SharedObject] public partial record Account(int Rank); [ShmStore.SharedObject] public partial record Faulty(object Anything);";

    [Fact]
    public void Compilations_are_let_go_after_edits()
    {
        (GeneratorDriver driver, WeakReference first, WeakReference second) = RunThrice();
        for (int i = 0; i < 10 && (first.IsAlive || second.IsAlive); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(first.IsAlive);
        Assert.False(second.IsAlive);
        GC.KeepAlive(driver);
    }

    [Fact]
    public void A_run_that_was_cancelled_is_made_up_for()
    {
        CSharpCompilation compilation = TestCompilation.Create(["[ShmStore.SharedObject] public partial record Account(int Rank);"]);
        GeneratorDriver driver = GeneratorHarness.CreateDriver(TestCompilation.ParseOptions);
        Assert.Throws<OperationCanceledException>(() => driver.RunGenerators(compilation, new CancellationToken(canceled: true)));
        Assert.Single(GeneratorHarness.Continue(driver, compilation).Result.GeneratedSources);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (GeneratorDriver Driver, WeakReference First, WeakReference Second) RunThrice()
    {
        CSharpCompilation first = TestCompilation.Create([Sources, "class Unrelated;"]);
        CSharpCompilation second = first.ReplaceSyntaxTree(first.SyntaxTrees[1], Parse("class Edited;"));
        CSharpCompilation third = second.ReplaceSyntaxTree(second.SyntaxTrees[1], Parse("class Again;"));
        GeneratorDriver driver = GeneratorHarness.CreateDriver(TestCompilation.ParseOptions);
        foreach (CSharpCompilation compilation in new[] { first, second, third })
            driver = driver.RunGenerators(compilation, TestContext.Current.CancellationToken);
        return (driver, new WeakReference(first), new WeakReference(second));
    }

    private static SyntaxTree Parse(string source) => CSharpSyntaxTree.ParseText(source, TestCompilation.ParseOptions);
}
