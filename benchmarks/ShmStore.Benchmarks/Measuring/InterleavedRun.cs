using System.Diagnostics;
using System.Runtime;

namespace ShmStore.Benchmarks.Measuring;

/// <summary>
/// Measures the contenders of a comparison side by side: rounds of short batches, one of each contender, beginning with another one in each round. What disturbs the machine for
/// longer than a batch disturbs all of them alike, and what disturbs one batch is outvoted by the others.
/// </summary>
internal sealed class InterleavedRun
{
    // Often enough for the compiler to have instrumented and optimised a method, with pauses in which it does so, until it has nothing left to do.
    private const int WarmUpPhasesAtLeast = 5;
    private const int WarmUpPhasesAtMost = 40;
    private const int QuietPhases = 2;
    private const int WarmUpRuns = 40;
    private const int WarmUpOperations = 64;
    private const int ChecksOfEach = 8;
    private const int NurseryRounds = 2;
    private const int NurseryBytes = 1024;

    private static readonly TimeSpan WarmUpPause = TimeSpan.FromMilliseconds(120);

    // Enough runs of an operation that takes microseconds; an operation that takes nanoseconds gets nowhere near it.
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromMilliseconds(40);

    // An operation that takes seconds is compiled while it runs: it needs no more phases.
    private static readonly TimeSpan WarmUpAtMost = TimeSpan.FromSeconds(10);

    private readonly Comparison _comparison;
    private readonly Effort _effort;
    private readonly int[] _operations;
    private readonly int[] _turns;
    private readonly double[][] _samples;

    private InterleavedRun(Comparison comparison, Effort effort)
    {
        _comparison = comparison;
        _effort = effort;
        _operations = new int[comparison.Contenders.Count];
        _turns = new int[comparison.Contenders.Count];
        _samples = [.. comparison.Contenders.Select(_ => new double[effort.Rounds])];
    }

    /// <summary>Checks, warms up and measures, on the calling thread.</summary>
    public static IReadOnlyList<Measurement> Measure(Comparison comparison, Effort effort)
    {
        if (comparison.Contenders.Count == 0)
            return [];
        var run = new InterleavedRun(comparison, effort);
        run.Check();
        run.WarmUp();
        UseNursery();
        for (int contender = 0; contender < run._operations.Length; contender++)
            run._operations[contender] = run.OperationsPerBatch(contender);
        for (int round = 0; round < effort.Rounds; round++)
            run.MeasureRound(round);
        return [.. Enumerable.Range(0, run._operations.Length).Select(run.Result)];
    }

    private void Check()
    {
        _comparison.BeforeRound(0);
        foreach (Contender contender in _comparison.Contenders)
        {
            for (int turn = 0; turn < ChecksOfEach; turn++)
            {
                Sink.Keep(null);
                _comparison.Check(contender, turn, contender.RunOnce(turn));
                contender.Undo(turn, 1);
            }
        }
    }

    private void WarmUp()
    {
        long compiled = JitInfo.GetCompiledMethodCount();
        long begin = Stopwatch.GetTimestamp();
        for (int phase = 0, quiet = 0;
            phase < WarmUpPhasesAtMost && (phase < WarmUpPhasesAtLeast || quiet < QuietPhases) && Stopwatch.GetElapsedTime(begin) < WarmUpAtMost;
            phase++)
        {
            _comparison.BeforeRound(phase);
            for (int contender = 0; contender < _operations.Length; contender++)
            {
                long start = Stopwatch.GetTimestamp();
                for (int run = 0; run < WarmUpRuns && Stopwatch.GetElapsedTime(start) < WarmUpTime; run++)
                    Time(contender, Math.Min(WarmUpOperations, _comparison.Contenders[contender].OperationsAtMost));
            }

            Thread.Sleep(WarmUpPause);
            long before = compiled;
            compiled = JitInfo.GetCompiledMethodCount();
            quiet = compiled == before ? quiet + 1 : 0;
        }
    }

    // The collector hands out new memory until its first collections. Whatever runs then pays for page faults, and nobody does later.
    private static void UseNursery()
    {
        int before = GC.CollectionCount(0);
        while (GC.CollectionCount(0) - before < NurseryRounds)
            Sink.Keep(new byte[NurseryBytes]);
        Sink.Keep(null);
    }

    private int OperationsPerBatch(int contender)
    {
        int most = _comparison.Contenders[contender].OperationsAtMost;
        if (most == 1)
            return most;
        for (int operations = Math.Min(8, most); ; operations = Math.Min(operations * 2, most))
        {
            double time = Enumerable.Range(0, 5).Min(_ => Time(contender, operations));
            if (time * 2 >= _effort.BatchTime.TotalNanoseconds || operations == most)
                return Math.Clamp((int)(operations * _effort.BatchTime.TotalNanoseconds / time), 1, most);
        }
    }

    private void MeasureRound(int round)
    {
        _comparison.BeforeRound(round);
        for (int place = 0; place < _operations.Length; place++)
        {
            int contender = (place + round) % _operations.Length;
            _samples[contender][round] = Time(contender, _operations[contender]) / Units(contender);
        }
    }

    private double Time(int contender, int operations)
    {
        // Each batch goes on where the last one ended, so that the values of a long rotation are not met again while they are still in a cache.
        int first = _turns[contender];
        _turns[contender] = first + operations;
        long start = Stopwatch.GetTimestamp();
        _comparison.Contenders[contender].Run(first, operations);
        double time = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        _comparison.Contenders[contender].Undo(first, operations);
        return time;
    }

    private double Units(int contender) => (double)_operations[contender] * _comparison.Contenders[contender].UnitsPerOperation;

    private Measurement Result(int contender)
    {
        double[] samples = _samples[contender];
        Array.Sort(samples);
        double median = Quantiles.At<double>(samples, 0.5);
        double spread = (Quantiles.At<double>(samples, 0.75) - Quantiles.At<double>(samples, 0.25)) / median;
        return new Measurement(_comparison.Contenders[contender].Name, median, spread, Allocated(contender));
    }

    private double Allocated(int contender)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        _comparison.Contenders[contender].Run(_turns[contender], _operations[contender]);
        long after = GC.GetAllocatedBytesForCurrentThread();
        _comparison.Contenders[contender].Undo(_turns[contender], _operations[contender]);
        return (after - before) / Units(contender);
    }
}
