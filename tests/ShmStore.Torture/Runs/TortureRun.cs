using System.Diagnostics;
using ShmStore.Torture.Writers;

namespace ShmStore.Torture.Runs;

/// <summary>One store after the other, until so many writers are killed or the time is up.</summary>
internal static class TortureRun
{
    private const long Large = 1L << 28;
    private const long Small = 3L << 20;
    private static readonly TimeSpan LongestEpisode = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Representative = TimeSpan.FromSeconds(30);

    /// <summary>Runs. Exit code 0 when nothing was wrong.</summary>
    public static int Run(TortureOptions options)
    {
        var tally = new Tally();
        var random = new Random(options.Seed);
        long start = Stopwatch.GetTimestamp();
        Console.WriteLine($"seed {options.Seed}");
        for (int number = 0; !IsOver(); number++)
        {
            // Both modes in turn, so that a short run has both; sometimes so small that it is full all the time.
            WriterMode mode = number % 2 == 0 ? WriterMode.Several : WriterMode.Exclusive;
            long maximum = random.Next(4) == 0 ? Small : Large;
            using var episode = new Episode(tally, new Random(random.Next()), mode, maximum, chance => Fate.Next(chance, mode == WriterMode.Several));
            long begun = Stopwatch.GetTimestamp();
            episode.Run(() => IsOver() || Stopwatch.GetElapsedTime(begun) > LongestEpisode);
            if (number % 10 == 9 || tally.HasViolations)
                Console.WriteLine($"{Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s: {tally}");
        }

        foreach (string violation in tally.Violations)
            Console.WriteLine($"violation: {violation}");
        if (tally.HasViolations)
            Console.WriteLine($"seed {options.Seed}; again: dotnet run -c Release --project tests/ShmStore.Torture -- {options}");
        Console.WriteLine(tally.TakeOverTimes);
        Console.WriteLine($"{Stopwatch.GetElapsedTime(start).TotalSeconds:F0} seconds, seed {options.Seed}");
        Console.WriteLine(tally);
        if (tally.HasViolations)
            return 1;

        // In so much time all of it happens many times over.
        string untried = string.Join(", ", tally.Untried());
        if (untried.Length == 0 || Stopwatch.GetElapsedTime(start) < Representative)
            return 0;
        Console.WriteLine($"Nothing is proven: not one of {untried}.");
        return 1;

        bool IsOver() => tally.HasViolations || tally.Kills >= options.Kills || Stopwatch.GetElapsedTime(start).TotalSeconds >= options.Seconds;
    }
}
