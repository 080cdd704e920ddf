using System.Globalization;
using ShmStore.TestHost.Samples;

namespace ShmStore.TestHost.Commands;

/// <summary><c>store-read path</c>: reads a store with two threads until standard input ends, and checks what it reads.</summary>
internal static class StoreReadCommand
{
    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        using var store = SampleStore.Open(args[0]);
        bool stop = false;
        SampleChecker[] checkers = [new(store), new(store)];
        string?[] wrong = new string?[checkers.Length];
        Thread[] threads = [.. checkers.Select((checker, i) => new Thread(() => wrong[i] = checker.ReadUntil(() => Volatile.Read(ref stop))))];
        foreach (Thread thread in threads)
            thread.Start();
        Standby.Report("reading");
        Standby.UntilInputEnds();
        Volatile.Write(ref stop, true);
        foreach (Thread thread in threads)
            thread.Join();
        Standby.Report(string.Create(CultureInfo.InvariantCulture, $"{checkers.Sum(static checker => checker.Reads)} reads, {store.Statistics.ReadRetries} retries"));
        foreach (string? problem in wrong)
        {
            if (problem is not null)
                Console.Error.WriteLine(problem);
        }

        return wrong.All(static problem => problem is null) ? 0 : 1;
    }
}
