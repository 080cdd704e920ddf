using System.Diagnostics;
using System.Globalization;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Commands;

/// <summary>A process that reads as fast as it can when it is told to.</summary>
internal static class ReaderCommand
{
    private const int ReadsBetweenLooks = 256;

    /// <summary>For each line, a number of milliseconds, reads that long and prints how many objects it read, until the input ends.</summary>
    /// <param name="path">The store.</param>
    /// <param name="processor">The processor to read on.</param>
    public static int Run(string path, string processor)
    {
        PinnedThread.Pin(int.Parse(processor, CultureInfo.InvariantCulture));
        using BenchmarkStore store = BenchmarkStore.Open(path);
        Console.WriteLine("ready");
        while (Console.ReadLine() is { } line)
            Console.WriteLine(Read(store.Mutable, TimeSpan.FromMilliseconds(int.Parse(line, CultureInfo.InvariantCulture))).ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    private static long Read(SharedEntry<MutableAccount> entry, TimeSpan time)
    {
        long reads = 0;
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < time; reads += ReadsBetweenLooks)
        {
            for (int read = 0; read < ReadsBetweenLooks; read++)
                Sink.Keep(entry.Value);
        }

        return reads;
    }
}
