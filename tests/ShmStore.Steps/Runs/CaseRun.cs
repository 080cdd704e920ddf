using System.Diagnostics;
using ShmStore.Steps.Cases;
using ShmStore.Steps.Checks;
using ShmStore.Steps.States;

namespace ShmStore.Steps.Runs;

/// <summary>Records and checks one case, in a folder of its own.</summary>
internal static class CaseRun
{
    private const int Deaths = 3;

    /// <summary>Does so; what is thrown is a problem too.</summary>
    public static CaseResult Run(Recorder recorder, Case what)
    {
        long start = Stopwatch.GetTimestamp();
        var problems = new Problems();
        long steps = 0;
        long count = 0;
        bool isComplete = true;
        string folder = Directory.CreateDirectory(Path.Combine(recorder.Folder, what.ToString())).FullName;
        try
        {
            (steps, List<State> states) = recorder.Record("write", what, Path.Combine(folder, "store"));
            var expected = new Expectation(what, states, Path.Combine(folder, "expected"));
            string path = Path.Combine(folder, "state");
            switch (what.Kind)
            {
                case CaseKind.Recovered:
                    (steps, count) = Recover(recorder, folder, states, expected, problems);
                    break;
                case CaseKind.Swapped:
                    count = 2 * states.Count;
                    StateChecks.Run(SwapControl.Exchange(states, 1), expected, path, problems);
                    StateChecks.Run(SwapControl.Exchange(states, 2), expected, path, problems);
                    break;
                default:
                    count = states.Count;
                    StateChecks.Run(states, expected, path, problems);
                    break;
            }
        }
        catch (Exception thrown)
        {
            isComplete = false;
            problems.Add(thrown.ToString());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return new CaseResult(what, steps, count, problems, Stopwatch.GetElapsedTime(start), isComplete);
    }

    // Steps through the writers that find some of the states.
    private static (long Steps, long States) Recover(Recorder recorder, string folder, List<State> states, Expectation expected, Problems problems)
    {
        int[] own = [.. Enumerable.Range(1, states.Count - 1).Where(i => !states[i].GoesOn(states[i - 1]))];
        long allSteps = 0;
        long allStates = 0;
        for (int i = 0; i < Deaths; i++)
        {
            int death = own[((2 * i) + 1) * own.Length / (2 * Deaths)];
            string path = Path.Combine(folder, "dead" + death);
            File.WriteAllBytes(path, StatesFile.ImageOf(states, death));
            (long steps, List<State> repairing) = recorder.Record("recover", expected.Case, path);
            StateChecks.Run(repairing, expected, path, problems);
            allSteps += steps;
            allStates += repairing.Count;
        }

        return (allSteps, allStates);
    }
}
