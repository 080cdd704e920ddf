using System.Globalization;
using ShmStore.Torture.Journals;
using ShmStore.Torture.Samples;

namespace ShmStore.Torture.Readers;

/// <summary><c>reader path row seed protocol</c>: reads and checks until standard input ends; a line for everything that is wrong.</summary>
internal static class ReaderCommand
{
    private const int SlowThreads = 8;
    private const int MostFaults = 20;
    private const int Batch = 200;

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        using var journal = new Journal(args[0] + ".journal");
        using TortureStore store = TortureStore.Open(args[0]);
        JournalRow row = journal[int.Parse(args[1], CultureInfo.InvariantCulture)];
        int seed = int.Parse(args[2], CultureInfo.InvariantCulture);
        var protocol = Enum.Parse<ReadProtocol>(args[3]);
        bool stop = false;
        int faults = 0;

        // A broken reader is caught by its own kind alone.
        Checker[] checkers =
        [
            .. Enumerable.Range(0, SlowThreads).Select(i => new Checker(store, journal, seed + i, protocol)),
            .. protocol == ReadProtocol.Whole ? [new Checker(store, journal, seed - 1, null)] : Array.Empty<Checker>(),
        ];
        Thread[] threads = [.. checkers.Select(checker => new Thread(() => Check(checker)))];
        foreach (Thread thread in threads)
            thread.Start();
        Report("reading");
        while (Console.In.ReadLine() is not null)
        {
        }

        Volatile.Write(ref stop, true);
        foreach (Thread thread in threads)
            thread.Join();
        Note();
        return faults == 0 ? 0 : 1;

        void Check(Checker checker)
        {
            long next = 0;
            while (!Volatile.Read(ref stop) && Volatile.Read(ref faults) < MostFaults)
            {
                string? fault = Try(checker);
                if (fault is not null && Interlocked.Increment(ref faults) <= MostFaults)
                    Report($"fault: {fault}");
                if (checker.Reads >= next)
                {
                    // The writers need the processors too.
                    next = checker.Reads + Batch;
                    Note();
                    Thread.Sleep(1);
                }
            }
        }

        void Note()
        {
            Volatile.Write(ref row.Reads, checkers.Sum(static checker => checker.Reads));
            Volatile.Write(ref row.Snapshots, checkers.Sum(static checker => checker.Snapshots));
        }
    }

    // Nothing may be thrown while a store is attached to that nobody damages.
    private static string? Try(Checker checker)
    {
        try
        {
            return checker.Next();
        }
        catch (Exception exception)
        {
            return $"{exception.GetType().Name}: {exception.Message} {exception.StackTrace?.ReplaceLineEndings(" ")}";
        }
    }

    private static void Report(string line)
    {
        lock (Console.Out)
        {
            Console.Out.WriteLine(line);
            Console.Out.Flush();
        }
    }
}
