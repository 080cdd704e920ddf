using System.Globalization;
using ShmStore.TestHost.Histories;
using ShmStore.TestHost.Samples;

namespace ShmStore.TestHost.Commands;

/// <summary><c>history-read path thread history keys|snapshots</c>: reads keys or takes snapshots of all with one thread until standard input ends, and writes the history that it recorded to a file.</summary>
internal static class HistoryReadCommand
{
    private const int Longest = 1_000_000;

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        using var store = MapStore.Open(args[0]);
        int thread = int.Parse(args[1], CultureInfo.InvariantCulture);
        var history = new HistoryRecorder(thread);
        var reads = new RecordedReads(store, history, thread);
        Action next = args[3] == "snapshots" ? new RecordedSnapshots(store, history, static (store, read) => store.Snapshot(read)).TakeNext : reads.ReadNext;
        bool stop = false;
        var reading = new Thread(() =>
        {
            while (!Volatile.Read(ref stop) && history.Operations.Count < Longest)
                next();
        });
        reading.Start();
        Standby.Report("reading");
        Standby.UntilInputEnds();
        Volatile.Write(ref stop, true);
        reading.Join();
        HistoryRecorder.Save(args[2], [history]);
        if (reads.Wrong is { } wrong)
            Console.Error.WriteLine(wrong);
        return reads.Wrong is null ? 0 : 1;
    }
}
