extern alias generator;

using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Reporting;
using Generator = generator::ShmStore.Generators.ShmStoreGenerator;

namespace ShmStore.Benchmarks.Workloads.Generation;

/// <summary>The generator on a project with a hundred stores: the first run, and a run after an edit in another file, as an editor makes after each key.</summary>
internal sealed class GeneratorWorkload : IWorkload
{
    private const int Stores = 100;
    private const int WarmUpRounds = 5;
    private const int Rounds = 15;
    private const double RatioAtMost = 0.05;

    private static readonly string[] Columns = ["run", "ms", "ratio", "spread", "target"];

    /// <inheritdoc/>
    public string Name => "generator";

    /// <inheritdoc/>
    public IEnumerable<Table> Run(Effort effort)
    {
        SyntaxTree[] files = [.. StoreSources.Of(Stores), StoreSources.Unrelated(0)];
        var cold = new RoundFigures(Rounds);
        var cached = new RoundFigures(Rounds);
        var least = new RoundFigures(Rounds);
        for (int round = -WarmUpRounds; round < Rounds; round++)
        {
            (double first, double afterEdit) = MeasureOnce(new Generator(), files, round);
            cold.Note(round, first);
            cached.Note(round, afterEdit);
            least.Note(round, MeasureOnce(new FindingGenerator(), files, round).Cached);
        }

        double ratio = cached.Median / cold.Median;
        var verdict = Verdict.AtMost(ratio, RatioAtMost, "× cold");
        yield return new Table(
            $"{Stores} stores, {2 * Stores} object types (ratio to: cold)",
            Columns,
            [
                RowOf("cold", cold, 1, Verdict.None),
                RowOf("after an edit of another file", cached, ratio, verdict),
                RowOf("after an edit, a generator that only finds the types", least, least.Median / cold.Median, Verdict.None),
            ]);
    }

    private static (double Cold, double Cached) MeasureOnce(IIncrementalGenerator generator, SyntaxTree[] files, int round)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: StoreSources.ParseOptions);
        CSharpCompilation compilation = StoreSources.Compile(files);
        double cold = Time(ref driver, compilation);
        if (generator is Generator)
            ArgumentOutOfRangeException.ThrowIfNotEqual(driver.GetRunResult().GeneratedTrees.Length, 3 * Stores);

        // As an editor does it: what is known of the references stays, what is known of the project's own types does not.
        double cached = Time(ref driver, compilation.ReplaceSyntaxTree(files[^1], StoreSources.Unrelated(round)));
        return (cold, cached);
    }

    private static double Time(ref GeneratorDriver driver, CSharpCompilation compilation)
    {
        long start = Stopwatch.GetTimestamp();
        driver = driver.RunGenerators(compilation);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static Row RowOf(string name, RoundFigures figures, double ratio, Verdict verdict) => new(
        [name, figures.Median.ToString("0.0", CultureInfo.InvariantCulture), ratio.ToString("0.000", CultureInfo.InvariantCulture), figures.Spread, verdict.Text],
        verdict.FallsShort);
}
