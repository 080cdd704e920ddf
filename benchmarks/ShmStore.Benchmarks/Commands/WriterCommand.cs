using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Commands;

/// <summary>The process that writes beside a reader.</summary>
internal static class WriterCommand
{
    /// <summary>Takes over as the writer of a store, says so, and sets as fast as it can until the input ends.</summary>
    public static int Run(string path)
    {
        using BenchmarkStore.Writer writer = BenchmarkStore.CreateWriter(path);
        using var stop = new CancellationTokenSource();
        var writing = new Thread(() => FullSpeed.Write(writer, stop.Token));
        writing.Start();
        Console.WriteLine("writing");
        while (Console.Read() >= 0)
        {
            // Until the parent closes it.
        }

        stop.Cancel();
        writing.Join();
        return 0;
    }
}
