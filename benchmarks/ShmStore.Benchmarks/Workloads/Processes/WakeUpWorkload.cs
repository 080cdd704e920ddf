using System.Diagnostics;
using System.Globalization;
using ShmStore.Benchmarks.Contenders;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Reporting;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads.Processes;

/// <summary>From a change until another process, which sleeps, has seen it and said so in shared memory.</summary>
internal sealed class WakeUpWorkload : IWorkload
{
    private const int WarmUpRounds = 100;
    private const int RoundsOfFullEffort = 2000;
    private const int RoundsOfQuickEffort = 400;
    private const double RatioAtMost = 1.5;
    private const string Baseline = "bare futex";

    private static readonly string[] Columns = ["woken by", "p50, µs", "p90, µs", "ratio", "target"];

    // Long enough for the other process to be asleep again.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    // The other process has ended, then.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public string Name => "wake-up";

    /// <inheritdoc/>
    public IEnumerable<Table> Run(Effort effort)
    {
        if (!OperatingSystem.IsLinux())
        {
            yield return Table.Skipped("skipped: the baseline is a call of Linux");
            yield break;
        }

        // Each in a store of its own: a commit wakes all who wait in the store.
        using var words = new MappedFile();
        using TemporaryFile threadFile = new(), taskFile = new();
        using BenchmarkStore.Writer thread = BenchmarkStore.CreateWriter(threadFile.Name), task = BenchmarkStore.CreateWriter(taskFile.Name);
        Account value = Rotation.Of<Account>()[0];
        thread.Account.Set(value);
        task.Account.Set(value);
        using ChildProcess sleepingWord = new("futex", words.Path), sleepingThread = new("waiter-thread", thread.Path!), sleepingTask = new("waiter", task.Path!);
        var futex = new FutexPair(words);
        int rounds = effort.Rounds == Effort.Quick.Rounds ? RoundsOfQuickEffort : RoundsOfFullEffort;
        var bare = new RoundFigures(rounds);
        var byThread = new RoundFigures(rounds);
        var byTask = new RoundFigures(rounds);
        for (int round = -WarmUpRounds; round < rounds; round++)
        {
            bare.Note(round, Time(futex.Next, next => futex.Seen == next));
            byThread.Note(round, Time(() => thread.Account.Set(value), version => thread.Seen.Value == version));
            byTask.Note(round, Time(() => task.Account.Set(value), version => task.Seen.Value == version));
        }

        double ratio = byThread.Median / bare.Median;
        yield return new Table(
            $"from a change until a sleeping process has answered (ratio to: {Baseline})",
            Columns,
            [
                RowOf(Baseline, bare, 1, Verdict.None),
                RowOf("WaitForChange", byThread, ratio, Verdict.AtMost(ratio, RatioAtMost, $"× {Baseline}")),
                RowOf("WaitForChangeAsync", byTask, byTask.Median / bare.Median, Verdict.None),
            ]);
    }

    private static double Time(Func<long> change, Func<long, bool> isSeen)
    {
        Thread.Sleep(Pause);
        long start = Stopwatch.GetTimestamp();
        long expected = change();
        while (!isSeen(expected))
        {
            Thread.SpinWait(1);
            if (Stopwatch.GetElapsedTime(start) > Patience)
                throw new TimeoutException($"Nobody has answered to change {expected} within {Patience.TotalSeconds} s.");
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }

    private static Row RowOf(string name, RoundFigures figures, double ratio, Verdict verdict) =>
        new([name, Figure(figures.Median), Figure(figures.At(0.9)), Figure(ratio), verdict.Text], verdict.FallsShort);

    private static string Figure(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
