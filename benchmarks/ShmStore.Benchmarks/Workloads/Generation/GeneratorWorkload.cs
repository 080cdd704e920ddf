extern alias generator;

using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Reporting;
using Generator = generator::ShmStore.Generators.ShmStoreGenerator;

namespace ShmStore.Benchmarks.Workloads.Generation;

/// <summary>The generator on a project with many stores, and on one with few among much else: the first run, and runs after edits, as an editor makes after each key.</summary>
internal sealed class GeneratorWorkload : IWorkload
{
    private const int WarmUpRounds = 4;
    private const int Rounds = 15;
    private const double RatioAtMost = 0.05;

    private static readonly string[] Columns = ["run", "ms", "ratio", "spread", "target"];

    // An edit of a store's own object has to be parsed; of other files nothing should be.
    private static readonly (string Name, Func<GeneratedProject, CSharpCompilation, int, CSharpCompilation> Edit, double? RatioAtMost)[] Edits =
    [
        ("after an edit in a method of another file", static (project, compilation, round) => project.WithMethodEdited(compilation, round), RatioAtMost),
        ("after a type is added to another file", static (project, compilation, round) => project.WithTypeAdded(compilation, round), RatioAtMost),
        ("after a member of an object of one store is renamed", static (project, compilation, round) => project.WithObjectEdited(compilation, round), null),
    ];

    /// <inheritdoc/>
    public string Name => "generator";

    /// <inheritdoc/>
    public IEnumerable<Table> Run(Effort effort)
    {
        yield return Measure(stores: 100, others: 0);
        yield return Measure(stores: 20, others: 2_000);
    }

    private static Table Measure(int stores, int others)
    {
        var cold = new RoundFigures(Rounds);
        RoundFigures[] edited = [.. Edits.Select(static _ => new RoundFigures(Rounds))];
        var least = new RoundFigures(Rounds);
        for (int round = -WarmUpRounds; round < Rounds; round++)
        {
            var project = new GeneratedProject(stores, others);
            CSharpCompilation compilation = project.Compile();
            GeneratorDriver driver = RunNew(new Generator(), compilation, round, cold);
            ArgumentOutOfRangeException.ThrowIfNotEqual(driver.GetRunResult().GeneratedTrees.Length, 3 * stores);
            // As an editor does it: what is known of the references stays, what is known of the project's own types does not.
            for (int edit = 0; edit < Edits.Length; edit++)
                RunAgain(driver, Edits[edit].Edit(project, compilation, round + WarmUpRounds), round, edited[edit]);

            GeneratorDriver finding = RunNew(new FindingGenerator(), compilation, round, new RoundFigures(Rounds));
            RunAgain(finding, project.WithMethodEdited(compilation, round + WarmUpRounds), round, least);
        }

        return new Table(
            $"{stores} stores, {2 * stores} object types, {others:N0} other files (ratio to: cold)",
            Columns,
            [
                RowOf("cold", cold, 1, Verdict.None),
                .. Edits.Zip(edited, (edit, figures) => RowOf(edit.Name, figures, figures.Median / cold.Median, edit.RatioAtMost is { } limit ? Verdict.AtMost(figures.Median / cold.Median, limit, "× cold") : Verdict.None)),
                RowOf("after an edit, a generator that only has the compiler find the types", least, least.Median / cold.Median, Verdict.None),
            ]);
    }

    private static GeneratorDriver RunNew(IIncrementalGenerator generator, CSharpCompilation compilation, int round, RoundFigures figures) =>
        RunAgain(CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: StoreSources.ParseOptions), compilation, round, figures);

    private static GeneratorDriver RunAgain(GeneratorDriver driver, CSharpCompilation compilation, int round, RoundFigures figures)
    {
        long start = Stopwatch.GetTimestamp();
        driver = driver.RunGenerators(compilation);
        figures.Note(round, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        return driver;
    }

    private static Row RowOf(string name, RoundFigures figures, double ratio, Verdict verdict) => new(
        [name, figures.Median.ToString("0.0", CultureInfo.InvariantCulture), ratio.ToString("0.000", CultureInfo.InvariantCulture), figures.Spread, verdict.Text],
        verdict.FallsShort);
}
