using System.Globalization;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Samples;
using ShmStore.Benchmarks.Workloads.Processes;

namespace ShmStore.Benchmarks.Plotting;

/// <summary>How much all readers of one object read together, against how many they are. More than the machine has processors can only share them.</summary>
internal sealed class ReadersFigure : IFigure
{
    private const int ReadersAtMost = 8;
    private const int Rounds = 5;
    private const double Million = 1e6;

    private static readonly TimeSpan RoundTime = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc/>
    public IEnumerable<Chart> Draw(Effort effort)
    {
        using var file = new TemporaryFile();
        using BenchmarkStore.Writer writer = BenchmarkStore.CreateWriter(file.Name);
        writer.Mutable.Set(MutableAccount.From(Rotation.Of<Account>()[0]));
        int[] counts = [1, 2, 4, ReadersAtMost];
        return
        [
            new Chart("readers", "Readers of one object, materialised", "readers", "million objects/s",
            [
                new Series("threads", [.. counts.Select(count => (count, Median(() => Threads(writer.Mutable, count))))]),
                new Series("processes", [.. counts.Select(count => (count, Processes(writer.Path!, count)))]),
            ]),
        ];
    }

    private static double Median(Func<double> measure)
    {
        var figures = new RoundFigures(Rounds);
        for (int round = -1; round < Rounds; round++)
            figures.Note(round, measure());
        return figures.Median / Million;
    }

    private static double Threads(SharedEntry<MutableAccount> entry, int count)
    {
        long[] reads = new long[count];
        long end = 0;
        using var start = new Barrier(count, _ => end = FullSpeed.After(RoundTime));
        Thread[] threads = [.. Enumerable.Range(0, count).Select(number => PinnedThread.StartUnpinned(() =>
        {
            var thread = new Thread(() =>
            {
                start.SignalAndWait();
                reads[number] = FullSpeed.Read(entry, end);
            });
            thread.Start();
            return thread;
        }))];
        foreach (Thread thread in threads)
            thread.Join();
        return reads.Sum() / RoundTime.TotalSeconds;
    }

    private static double Processes(string path, int count)
    {
        ChildProcess[] readers = [.. Enumerable.Range(0, count).Select(number =>
            new ChildProcess("reader", path, (number % Environment.ProcessorCount).ToString(CultureInfo.InvariantCulture)))];
        try
        {
            return Median(() =>
            {
                foreach (ChildProcess reader in readers)
                    reader.WriteLine(RoundTime.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
                return readers.Sum(static reader => long.Parse(reader.ReadLine(), CultureInfo.InvariantCulture)) / RoundTime.TotalSeconds;
            });
        }
        finally
        {
            foreach (ChildProcess reader in readers)
                reader.Dispose();
        }
    }
}
