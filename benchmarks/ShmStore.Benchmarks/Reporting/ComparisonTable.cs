using System.Globalization;
using ShmStore.Benchmarks.Measuring;

namespace ShmStore.Benchmarks.Reporting;

/// <summary>The table of a comparison.</summary>
internal static class ComparisonTable
{
    private static readonly string[] Columns = ["contender", "ns/op", "bytes/op", "ratio", "spread", "target"];

    /// <summary>Measures a comparison and makes its table.</summary>
    public static Table Of(Comparison comparison, Effort effort)
    {
        Dictionary<string, Measurement> measured = InterleavedRun.Measure(comparison, effort)
            .Concat(InterleavedRun.Measure(comparison with { Contenders = comparison.Apart }, effort))
            .ToDictionary(static measurement => measurement.Contender);
        double baseline = measured[comparison.Baseline].Nanoseconds;
        return new Table(
            $"{comparison.Title} (ratio to: {comparison.Baseline})",
            Columns,
            [
                .. comparison.Contenders.Concat(comparison.Apart).Select(contender => RowOf(measured[contender.Name], baseline, VerdictOn(contender, comparison, measured))),
                .. comparison.Absent.Select(static absent => new Row([absent.Name, "", "", "", "", $"absent: {absent.Reason}"], FallsShort: false)),
            ]);
    }

    private static Row RowOf(Measurement measurement, double baseline, Verdict verdict) => new(
        [
            measurement.Contender,
            measurement.Nanoseconds.ToString(measurement.Nanoseconds < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture),
            measurement.Bytes.ToString("0", CultureInfo.InvariantCulture),
            (measurement.Nanoseconds / baseline).ToString("0.00", CultureInfo.InvariantCulture),
            measurement.Spread.ToString("0 %", CultureInfo.InvariantCulture),
            verdict.Text,
        ],
        verdict.FallsShort);

    private static Verdict VerdictOn(Contender contender, Comparison comparison, Dictionary<string, Measurement> measured) => Verdict.All(
        comparison.Targets
            .Where(target => target.Contender == contender.Name && measured.ContainsKey(target.Of))
            .SelectMany(target => VerdictsOn(target, measured)));

    private static IEnumerable<Verdict> VerdictsOn(Target target, Dictionary<string, Measurement> measured)
    {
        Measurement measurement = measured[target.Contender];
        yield return Verdict.AtMost(measurement.Nanoseconds / measured[target.Of].Nanoseconds, target.AtMost, $"× {target.Of}");

        // In whole bytes, as they are shown: what is allocated once in thousands of operations is not what one of them allocates.
        if (target.BytesAtMost is { } bytes)
            yield return Verdict.AtMost(Math.Round(measurement.Bytes), bytes, "bytes");
    }
}
