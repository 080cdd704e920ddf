using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Reporting;
using ShmStore.Generators;

namespace ShmStore.Benchmarks.Workloads.Generation;

/// <summary>The generator on a project with a hundred stores: the first run, and a run after an edit in another file, as an editor makes after each key.</summary>
internal sealed class GeneratorWorkload : IWorkload
{
    private const int Stores = 100;
    private const int Rounds = 15;
    private const double RatioAtMost = 0.05;

    private static readonly string[] Columns = ["run", "ms", "ratio", "spread", "target"];

    /// <inheritdoc/>
    public string Name => "generator";

    /// <inheritdoc/>
    public IEnumerable<Table> Run(Effort effort)
    {
        SyntaxTree[] files = [.. StoreSources.Of(Stores), StoreSources.Unrelated(0)];
        var cold = new double[Rounds];
        var cached = new double[Rounds];

        // The first rounds warm up, and are overwritten.
        for (int round = -3; round < Rounds; round++)
            (cold[Math.Max(round, 0)], cached[Math.Max(round, 0)]) = MeasureOnce(files, round);
        Array.Sort(cold);
        Array.Sort(cached);
        double ratio = Median(cached) / Median(cold);
        var verdict = Verdict.AtMost(ratio, RatioAtMost, "× cold");
        yield return new Table(
            $"{Stores} stores, {2 * Stores} object types (ratio to: cold)",
            Columns,
            [
                RowOf("cold", cold, 1, Verdict.None),
                RowOf("after an edit of another file", cached, ratio, verdict),
            ]);
    }

    private static (double Cold, double Cached) MeasureOnce(SyntaxTree[] files, int round)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new ShmStoreGenerator().AsSourceGenerator()], parseOptions: StoreSources.ParseOptions);
        CSharpCompilation compilation = StoreSources.Compile(files);
        double cold = Time(ref driver, compilation);
        int generated = driver.GetRunResult().GeneratedTrees.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(generated, 3 * Stores);

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

    private static Row RowOf(string name, double[] sorted, double ratio, Verdict verdict) => new(
        [
            name,
            Median(sorted).ToString("0.0", CultureInfo.InvariantCulture),
            ratio.ToString("0.000", CultureInfo.InvariantCulture),
            ((Quantiles.At<double>(sorted, 0.75) - Quantiles.At<double>(sorted, 0.25)) / Median(sorted)).ToString("0 %", CultureInfo.InvariantCulture),
            verdict.Text,
        ],
        verdict.FallsShort);

    private static double Median(double[] sorted) => Quantiles.At<double>(sorted, 0.5);
}
