using System.Globalization;
using ShmStore.Benchmarks.Measuring;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Commands;

/// <summary>A process that reads as fast as it can when it is told to.</summary>
internal static class ReaderCommand
{
    /// <summary>For each line, a number of milliseconds, reads that long and prints how many objects it read, until the input ends.</summary>
    /// <param name="path">The store.</param>
    /// <param name="processor">The processor to read on.</param>
    public static int Run(string path, string processor)
    {
        PinnedThread.Pin(int.Parse(processor, CultureInfo.InvariantCulture));
        using BenchmarkStore store = BenchmarkStore.Open(path);
        Console.WriteLine("ready");
        while (Console.ReadLine() is { } line)
            Console.WriteLine(FullSpeed.Read(store.Mutable, FullSpeed.After(TimeSpan.FromMilliseconds(int.Parse(line, CultureInfo.InvariantCulture)))).ToString(CultureInfo.InvariantCulture));
        return 0;
    }
}
