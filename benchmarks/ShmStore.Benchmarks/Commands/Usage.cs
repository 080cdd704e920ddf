namespace ShmStore.Benchmarks.Commands;

/// <summary>What the program can be asked for.</summary>
internal static class Usage
{
    /// <summary>Prints it.</summary>
    /// <returns>The exit code of a call that was not understood.</returns>
    public static int Print()
    {
        Console.Error.WriteLine("ratios [--quick] [--only <workload>]   compare all contenders, check the targets");
        Console.Error.WriteLine("plots <folder> [--quick]               measure over ranges, draw charts");
        Console.Error.WriteLine("hit-rate [--quick]                     how often caches have what is asked for");
        Console.Error.WriteLine("micro [options of BenchmarkDotNet]     measure the codec alone");
        return 2;
    }
}
