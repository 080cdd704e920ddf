using System.Diagnostics;
using ShmStore.TestHost.Histories;
using ShmStore.Tests.Store.Protocol;

namespace ShmStore.Tests.Store.Histories;

/// <summary>Threads that each repeat an operation and record it.</summary>
internal static class HistoryRun
{
    // So many operations of each thread are in every history that has its full length, however busy the machine is.
    private const int FewestOperations = 5000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Length of one history: what is longer is divided into several, each with a store of its own.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromSeconds(1);

    /// <summary>How many histories of that length a stress test records.</summary>
    public static int Rounds { get; } = (int)Math.Ceiling(StressTime.Normal / Longest);

    /// <summary>Runs threads until the time is up, and passes on what one of them throws.</summary>
    /// <param name="time">How long; of a history of full length each thread also has its fewest operations.</param>
    /// <param name="threads">What each of them repeats, with the recorder it has.</param>
    /// <returns>All operations.</returns>
    public static Operation[] Record(TimeSpan time, params Func<HistoryRecorder, Action>[] threads)
    {
        bool stop = false;
        int[] turns = new int[threads.Length];
        HistoryRecorder[] recorders = [.. threads.Select(static (_, thread) => new HistoryRecorder(thread))];
        Task[] tasks = [.. threads.Select((thread, i) => Task.Factory.StartNew(
            () =>
            {
                Action next = thread(recorders[i]);
                while (!Volatile.Read(ref stop))
                {
                    next();
                    Volatile.Write(ref turns[i], turns[i] + 1);
                }
            },
            TaskCreationOptions.LongRunning))];
        long start = Stopwatch.GetTimestamp();
        int fewest = time < Longest ? 0 : FewestOperations;
        while (Stopwatch.GetElapsedTime(start) is var elapsed && (elapsed < time || (elapsed < Patience && turns.Min() < fewest)) && !tasks.Any(static task => task.IsCompleted))
            Thread.Sleep(10);
        Volatile.Write(ref stop, true);
        Task.WaitAll(tasks);
        return [.. recorders.SelectMany(static recorder => recorder.Operations)];
    }

    /// <summary>Records histories until one is not linearizable, for half a minute at most. What is wrong with it.</summary>
    public static string? RecordUntilWrong(Func<Operation[]> record)
    {
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(30);)
        {
            if (Linearizability.Check(record()) is { } wrong)
                return wrong;
        }

        return null;
    }
}
