using System.Globalization;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Reporting;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads.Processes;

/// <summary>How much two processes read that read the same object, compared with one.</summary>
internal sealed class TwoReadersWorkload : IWorkload
{
    private const int WarmUpRounds = 3;
    private const int Rounds = 9;
    private const int MillisecondsOfARound = 200;
    private const double TimesAtLeast = 1.9;

    private static readonly string[] Columns = ["readers", "objects/s", "ratio", "spread", "target"];

    /// <inheritdoc/>
    public string Name => "two-readers";

    /// <inheritdoc/>
    public IEnumerable<Table> Run(Effort effort)
    {
        if (PinnedThread.Beside == PinnedThread.Measuring)
        {
            yield return Table.Skipped("skipped: two readers need two processors");
            yield break;
        }

        using var file = new TemporaryFile();
        using BenchmarkStore.Writer writer = BenchmarkStore.CreateWriter(file.Name);
        writer.Mutable.Set(MutableAccount.From(Rotation.Of<Account>()[0]));
        using var first = new ChildProcess("reader", writer.Path!, Text(PinnedThread.Measuring));
        using var second = new ChildProcess("reader", writer.Path!, Text(PinnedThread.Beside));
        var one = new RoundFigures(Rounds);
        var other = new RoundFigures(Rounds);
        var both = new RoundFigures(Rounds);
        for (int round = -WarmUpRounds; round < Rounds; round++)
        {
            one.Note(round, Read(first));
            other.Note(round, Read(second));
            both.Note(round, Read(first, second));
        }

        // The two processors need not be equally fast at the moment.
        double ratio = both.Median / ((one.Median + other.Median) / 2);
        yield return new Table(
            "reader processes of one object, materialised (ratio to: one)",
            Columns,
            [
                RowOf("one", one, 1, Verdict.None),
                RowOf("two", both, ratio, Verdict.AtLeast(ratio, TimesAtLeast, "× one")),
            ]);
    }

    private static double Read(params ChildProcess[] readers)
    {
        foreach (ChildProcess reader in readers)
            reader.WriteLine(Text(MillisecondsOfARound));
        return readers.Sum(static reader => long.Parse(reader.ReadLine(), CultureInfo.InvariantCulture)) * 1000.0 / MillisecondsOfARound;
    }

    private static Row RowOf(string name, RoundFigures figures, double ratio, Verdict verdict) => new(
        [name, figures.Median.ToString("N0", CultureInfo.InvariantCulture), ratio.ToString("0.00", CultureInfo.InvariantCulture), figures.Spread, verdict.Text],
        verdict.FallsShort);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
