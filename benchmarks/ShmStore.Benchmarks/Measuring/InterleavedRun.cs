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

    private static readonly TimeSpan WarmUpPause = TimeSpan.FromMilliseconds(120);

    private readonly Comparison _comparison;
    private readonly Effort _effort;
    private readonly int[] _operations;
    private readonly double[][] _samples;

    private InterleavedRun(Comparison comparison, Effort effort)
    {
        _comparison = comparison;
        _effort = effort;
        _operations = new int[comparison.Contenders.Count];
        _samples = [.. comparison.Contenders.Select(_ => new double[effort.Rounds])];
    }

    /// <summary>Checks, warms up and measures, on the calling thread.</summary>
    public static IReadOnlyList<Measurement> Measure(Comparison comparison, Effort effort)
    {
        var run = new InterleavedRun(comparison, effort);
        run.Check();
        run.WarmUp();
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
            }
        }
    }

    private void WarmUp()
    {
        long compiled = JitInfo.GetCompiledMethodCount();
        for (int phase = 0, quiet = 0; phase < WarmUpPhasesAtMost && (phase < WarmUpPhasesAtLeast || quiet < QuietPhases); phase++)
        {
            _comparison.BeforeRound(phase);
            foreach (Contender contender in _comparison.Contenders)
            {
                for (int run = 0; run < WarmUpRuns; run++)
                    contender.Run(WarmUpOperations);
            }

            Thread.Sleep(WarmUpPause);
            long before = compiled;
            compiled = JitInfo.GetCompiledMethodCount();
            quiet = compiled == before ? quiet + 1 : 0;
        }
    }

    private int OperationsPerBatch(int contender)
    {
        for (int operations = 8; ; operations *= 2)
        {
            double time = Enumerable.Range(0, 5).Min(_ => Time(contender, operations));
            if (time * 2 >= _effort.BatchTime.TotalNanoseconds)
                return Math.Max(1, (int)(operations * _effort.BatchTime.TotalNanoseconds / time));
        }
    }

    private void MeasureRound(int round)
    {
        _comparison.BeforeRound(round);
        for (int place = 0; place < _operations.Length; place++)
        {
            int contender = (place + round) % _operations.Length;
            _samples[contender][round] = Time(contender, _operations[contender]) / _operations[contender];
        }
    }

    private double Time(int contender, int operations)
    {
        long start = Stopwatch.GetTimestamp();
        _comparison.Contenders[contender].Run(operations);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }

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
        int operations = _operations[contender];
        long before = GC.GetAllocatedBytesForCurrentThread();
        _comparison.Contenders[contender].Run(operations);
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / operations;
    }
}
