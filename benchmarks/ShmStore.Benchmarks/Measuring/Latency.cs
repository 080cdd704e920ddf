using System.Diagnostics;

namespace ShmStore.Benchmarks.Measuring;

/// <summary>Times single operations, for the quantiles that a mean hides.</summary>
/// <param name="Median">Half of the operations took less, in nanoseconds.</param>
/// <param name="P99">All but one in a hundred took less.</param>
/// <param name="Operations">How many were timed.</param>
internal sealed record Latency(double Median, double P99, long Operations)
{
    private const int SamplesAtMost = 4 * 1024 * 1024;

    /// <summary>
    /// Times an operation for a while. What reading the clock itself takes is subtracted. An operation is a few repetitions of what is measured, so that the clock's resolution does not show.
    /// </summary>
    public static Latency Of<TOperation>(TOperation operation, int repetitions, TimeSpan duration)
        where TOperation : struct, IOperation
    {
        double clock = Times(default(Nothing), repetitions: 0, duration / 20).Median;
        Sampled operations = Times(operation, repetitions, duration);
        return new Latency(Math.Max(0, operations.Median - clock) / repetitions, Math.Max(0, operations.P99 - clock) / repetitions, (long)operations.Count * repetitions);
    }

    private static Sampled Times<TOperation>(TOperation operation, int repetitions, TimeSpan duration)
        where TOperation : struct, IOperation
    {
        var samples = new List<long>(SamplesAtMost);
        long sum = 0;
        for (long start = Stopwatch.GetTimestamp(), end = start + (long)(duration.TotalSeconds * Stopwatch.Frequency); start < end && samples.Count < SamplesAtMost;)
        {
            for (int repetition = 0; repetition < repetitions; repetition++)
                sum += operation.Run(repetition);
            long now = Stopwatch.GetTimestamp();
            samples.Add(now - start);
            start = Stopwatch.GetTimestamp();
        }

        Sink.Keep(sum);
        samples.Sort();
        double nanoseconds = 1e9 / Stopwatch.Frequency;
        ReadOnlySpan<long> sorted = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(samples);
        return new Sampled(Quantiles.At(sorted, 0.5) * nanoseconds, Quantiles.At(sorted, 0.99) * nanoseconds, samples.Count);
    }

    private readonly record struct Sampled(double Median, double P99, int Count);

    private readonly struct Nothing : IOperation
    {
        public long Run(int turn) => turn;
    }
}
