using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ShmStore.Generators.Tests.Harness;

/// <summary>
/// Runs the generator. Every run is followed by another one after edits that do not concern it, and that one must find everything cached.
/// </summary>
internal static class GeneratorHarness
{
    private const string Unrelated = "namespace Unrelated { internal static class Edited { public const int Number = 1; } }";

    /// <summary>Generates for sources, each a file of its own.</summary>
    public static GeneratorRun Run(params string[] sources) => Run(TestCompilation.Create(sources));

    /// <summary>Generates for a compilation.</summary>
    public static GeneratorRun Run(CSharpCompilation compilation)
    {
        CSharpParseOptions options = (CSharpParseOptions)compilation.SyntaxTrees[0].Options;
        SyntaxTree unrelated = Parse(Unrelated, "Unrelated.cs", options);
        CSharpCompilation first = compilation.AddSyntaxTrees(unrelated);
        GeneratorRun run = Continue(CreateDriver(options), first);
        CSharpCompilation second = first
            .ReplaceSyntaxTree(unrelated, Parse(Unrelated.Replace('1', '2'), "Unrelated.cs", options))
            .AddSyntaxTrees(Parse("namespace Unrelated { internal static class Added; }", "Added.cs", options));
        AssertCached(Continue(run.Driver, second).Result);
        return run;
    }

    /// <summary>Runs a driver again, over another compilation.</summary>
    public static GeneratorRun Continue(GeneratorDriver driver, CSharpCompilation compilation)
    {
        GeneratorDriver next = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation after, out _, TestContext.Current.CancellationToken);
        GeneratorRunResult result = next.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        return new GeneratorRun(compilation, (CSharpCompilation)after, result, next);
    }

    /// <summary>A driver that has not run.</summary>
    public static CSharpGeneratorDriver CreateDriver(CSharpParseOptions options) =>
        CSharpGeneratorDriver.Create(
            [new ShmStoreGenerator().AsSourceGenerator()],
            parseOptions: options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private static void AssertCached(GeneratorRunResult result)
    {
        foreach (string step in TrackingNames.All)
        {
            if (!result.TrackedSteps.TryGetValue(step, out var runs))
                continue;
            Assert.All(runs.SelectMany(static run => run.Outputs), static output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
        }

        Assert.All(result.TrackedOutputSteps.SelectMany(static step => step.Value).Where(static run => !IsOfErrors(run)).SelectMany(static run => run.Outputs), static output =>
            Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    // Errors are located anew each time, and only where there are some.
    private static bool IsOfErrors(IncrementalGeneratorRunStep output) => output.Inputs.Any(static input => input.Source.Name == TrackingNames.Located);

    private static SyntaxTree Parse(string source, string path, CSharpParseOptions options) => CSharpSyntaxTree.ParseText(source, options, path);
}
