using System.Globalization;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Reporting;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads;

/// <summary>Reads of the same entries, quiet and beside a writer.</summary>
internal static class LatencyTable
{
    private const int MembersAtOnce = 16;

    private static readonly string[] Columns = ["read", "p50 quiet", "p50 beside", "p99 quiet", "p99 beside", "reads", "retried", "torn", "target"];

    /// <summary>Measures and makes the table.</summary>
    /// <param name="title">Who writes.</param>
    /// <param name="account">Where single members are read.</param>
    /// <param name="mutable">Where whole objects are read.</param>
    /// <param name="statistics">Counts of the attachment that reads.</param>
    /// <param name="startWriter">Starts the writer, which writes until it is disposed.</param>
    /// <param name="effort">How long.</param>
    public static Table Of(string title, SharedEntry<Account> account, SharedEntry<MutableAccount> mutable, Func<StoreStatistics> statistics, Func<IDisposable> startWriter, Effort effort)
    {
        // Something to read, and code that is warm, before the quiet part.
        using (startWriter())
        {
            Latency.Of(new Materialising(mutable, new long[1]), 1, TimeSpan.FromSeconds(1));
            Latency.Of(new Member(account), MembersAtOnce, TimeSpan.FromSeconds(1));
        }

        var torn = new long[1];
        Pair materialise = Measure(new Materialising(mutable, torn), 1);
        Pair member = Measure(new Member(account), MembersAtOnce);
        return new Table($"beside {title}", Columns,
        [
            RowOf("materialise", materialise, torn[0].ToString(CultureInfo.InvariantCulture),
            [
                Verdict.AtMost(torn[0], 0, "torn"),
                Verdict.AtMost(materialise.Beside.Median / materialise.Quiet.Median, 2, "× p50 quiet"),
                Verdict.AtMost(materialise.Beside.P99 / materialise.Quiet.P99, 10, "× p99 quiet"),
                Verdict.AtMost(100 * materialise.Retried, 1, "% retried"),
            ]),
            RowOf("entry.Delta", member, "", [Verdict.AtMost(member.Beside.Median / member.Quiet.Median, 6, "× p50 quiet")]),
        ]);

        Pair Measure<TOperation>(TOperation operation, int repetitions)
            where TOperation : struct, IOperation
        {
            Latency quiet = Latency.Of(operation, repetitions, effort.WatchTime);
            using IDisposable writer = startWriter();
            long before = statistics().ReadRetries;
            Latency beside = Latency.Of(operation, repetitions, effort.WatchTime);
            return new Pair(quiet, beside, (double)(statistics().ReadRetries - before) / beside.Operations);
        }
    }

    private static Row RowOf(string read, Pair pair, string torn, IEnumerable<Verdict> verdicts)
    {
        var verdict = Verdict.All(verdicts);
        return new Row(
            [
                read,
                Nanoseconds(pair.Quiet.Median),
                Nanoseconds(pair.Beside.Median),
                Nanoseconds(pair.Quiet.P99),
                Nanoseconds(pair.Beside.P99),
                pair.Beside.Operations.ToString("N0", CultureInfo.InvariantCulture),
                pair.Retried.ToString("0.0000 %", CultureInfo.InvariantCulture),
                torn,
                verdict.Text,
            ],
            verdict.FallsShort);
    }

    private static string Nanoseconds(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    private sealed record Pair(Latency Quiet, Latency Beside, double Retried);

    private readonly struct Materialising(SharedEntry<MutableAccount> entry, long[] torn) : IOperation
    {
        public long Run(int turn)
        {
            MutableAccount value = entry.Value;
            if (!FullSpeed.IsWhole(value))
                torn[0]++;
            return Sink.Keep(value);
        }
    }

    private readonly struct Member(SharedEntry<Account> entry) : IOperation
    {
        public long Run(int turn) => entry.Delta;
    }
}
