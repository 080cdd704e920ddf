using System.Collections.Concurrent;
using System.Diagnostics;
using ShmStore.Steps.Cases;

namespace ShmStore.Steps.Runs;

/// <summary>Runs cases, as many at a time as there are processors.</summary>
internal static class StepsRun
{
    /// <summary>Prints a line for each case and one for all; exit code 0 if all are as they must be.</summary>
    public static int Run(Recorder recorder, IReadOnlyList<Case> cases)
    {
        long start = Stopwatch.GetTimestamp();
        var results = new List<CaseResult>();
        var next = Partitioner.Create(cases, EnumerablePartitionerOptions.NoBuffering);
        Parallel.ForEach(next, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, what =>
        {
            CaseResult result = CaseRun.Run(recorder, what);
            lock (results)
            {
                results.Add(result);
                Console.WriteLine(result);
            }
        });

        CaseResult[] controls = [.. results.Where(static result => result.Case.Kind == CaseKind.Swapped)];
        CaseResult[] others = [.. results.Except(controls)];
        Console.WriteLine(
            $"Steps: {others.Length} cases, {others.Sum(static result => result.Steps)} steps, {others.Sum(static result => result.States)} states, {others.Sum(static result => result.Problems.Count)} problems; {controls.Count(static result => result.IsRight)} of {controls.Length} controls caught; {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s");
        return results.All(static result => result.IsRight) ? 0 : 1;
    }
}
