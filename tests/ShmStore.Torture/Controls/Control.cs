using System.Diagnostics;
using System.Globalization;
using ShmStore.Heap;
using ShmStore.Torture.Journals;
using ShmStore.Torture.Readers;
using ShmStore.Torture.Runs;
using ShmStore.Torture.Samples;
using ShmStore.Torture.Writers;

namespace ShmStore.Torture.Controls;

/// <summary>Stores that are written or read by somebody who leaves a step out. What does not catch them proves nothing about the others.</summary>
/// <param name="Act">Runs it until it is caught, or long enough.</param>
/// <param name="Kinds">What of a violation tells that it is the one that the step is there for.</param>
internal sealed record Control(Action<Tally, int> Act, string[] Kinds)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly WriteStep[] StepsOfCommits = [WriteStep.Stamped, WriteStep.Recorded, WriteStep.WordStored];

    /// <summary>The controls, by their names.</summary>
    public static IReadOnlyDictionary<string, Control> All { get; } = new Dictionary<string, Control>(StringComparer.Ordinal)
    {
        ["no-validation"] = new(static (tally, seed) => RunSteady(tally, seed, ReadProtocol.NoValidation), ["torn: "]),
        ["no-second-look"] = new(static (tally, seed) => RunSteady(tally, seed, ReadProtocol.NoSecondLook), ["another key's: "]),

        // What a block is used for anew is read half under the old version, or as a whole.
        ["no-invalidation"] = new(static (tally, seed) => RunSteady(tally, seed, ReadProtocol.Whole, "uninvalidated"), ["torn: ", "another key's: "]),
        ["no-fence"] = new(RunUnfenced, ["lost: ", "several commits: ", "another key's: ", "torn: ", " after "]),
    };

    /// <summary>Runs controls; exit code 0 when each is caught.</summary>
    public static int Run(IEnumerable<string> names, int seed)
    {
        int missed = 0;
        int caught = 0;
        foreach (string name in names)
        {
            var tally = new Tally();
            long start = Stopwatch.GetTimestamp();
            All[name].Act(tally, seed);

            // By what is wrong then, and nothing else: a program that crashes, or cannot be started, has not been caught.
            string? mark = tally.Violations.FirstOrDefault(violation => IsOfReader(violation) && All[name].Kinds.Any(kind => violation.Contains(kind, StringComparison.Ordinal)));
            caught += mark is null ? 0 : 1;
            missed += mark is null ? 1 : 0;
            Console.WriteLine(
                $"{name}: {(mark is null ? "NOT CAUGHT" : "caught")} in {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s, reads {tally.Reads}, violations {tally.Violations.Count}: {mark ?? string.Join(Environment.NewLine, tally.Violations)}");
            if (mark is null)
                Console.WriteLine($"seed {seed}; again: dotnet run -c Release --project tests/ShmStore.Torture -- control {name} --seed {seed}");
        }

        Console.WriteLine($"controls: {caught} caught, {missed} not caught, seed {seed}");
        return missed == 0 ? 0 : 1;
    }

    private static bool IsOfReader(string violation) => violation.StartsWith("fault: key ", StringComparison.Ordinal) || violation.StartsWith("fault: the store's version ", StringComparison.Ordinal);

    private static void RunSteady(Tally tally, int seed, ReadProtocol protocol, params string[] writerArguments)
    {
        string folder = WorkFolder.Make();
        string path = Path.Combine(folder, "store");
        try
        {
            using var journal = new Journal(path + ".journal");
            using (TortureStore.Writer writer = TortureStore.CreateWriter(path, new StoreOptions { Mode = StoreMode.CreateNew, MaximumSize = 1L << 26 }))
                Keys.Create(writer);
            using var writing = new Child(Hear, ["steady", path, .. writerArguments]);
            using var reading = new Child(Hear, "reader", path, Journal.Writers.ToString(CultureInfo.InvariantCulture), seed.ToString(CultureInfo.InvariantCulture), protocol.ToString());
            long start = Stopwatch.GetTimestamp();
            while (!tally.HasViolations && Stopwatch.GetElapsedTime(start) < Patience && !writing.HasExited)
                Thread.Sleep(10);
            reading.Finish();
            tally.Reads = journal[Journal.Writers].Reads;
        }
        finally
        {
            WorkFolder.Delete(folder);
        }

        void Hear(string line)
        {
            if (line.StartsWith("fault: ", StringComparison.Ordinal))
                tally.Blame(line);
            else if (line != "reading")
                Console.WriteLine(line);
        }
    }

    private static void RunUnfenced(Tally tally, int seed)
    {
        var random = new Random(seed);
        long start = Stopwatch.GetTimestamp();
        using var episode = new Episode(
            tally,
            random,
            WriterMode.Several,
            1L << 28,
            static chance => new Fate(FateKind.LoseAtStep, StepsOfCommits[chance.Next(StepsOfCommits.Length)], 50 + chance.Next(200), 2000),
            fenced: false);
        episode.Run(() => Stopwatch.GetElapsedTime(start) > Patience);
    }
}
