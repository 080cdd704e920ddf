using CsCheck;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Maps.Caching;

namespace ShmStore.Tests.Store.Maps.Kinds;

/// <summary>Typed and schemaless maps do the same, which is what a dictionary with times does, in commits of several keys and outside of them.</summary>
public sealed class KindsModelTests
{
    // What is done in a commit that completes, in one that is given up, or outside of commits; then the clock is set forward.
    private static readonly Gen<(int Kind, List<NumberStep> Steps, int Seconds)> Parts = Gen.Select(Gen.Int[0, 3], NumberStep.Any.List[0, 12], Gen.Int[0, 8]);

    private static readonly Gen<TimeSpan?> Times = Gen.Int[-10, 20].Select(static seconds => seconds < 1 ? (TimeSpan?)null : TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData(MapKind.Typed)]
    [InlineData(MapKind.Schemaless)]
    public void Any_sequence_of_operations(MapKind kind) => Gen.Select(Times, Parts.List[0, 20]).Sample(
        (time, parts) =>
        {
            using var store = new NumberStore(kind);
            Run(store.Clock, time, parts, [store.Writer], [store.Map]);
        },
        iter: 200);

    [Theory]
    [InlineData(MapKind.Typed)]
    [InlineData(MapKind.Schemaless)]
    public void Any_sequence_of_operations_of_several_writers(MapKind kind)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "several writers need Linux");
        Gen.Select(Times, Parts.List[0, 20]).Sample(
            (time, parts) =>
            {
                using var folder = new TestFolder();
                string path = folder.File();
                var clock = new ManualClock();
                BothMapsWriter[] writers = [.. Enumerable.Range(0, 3).Select(_ => BothMapsWriter.Open(path, new StoreOptions { TimeProvider = clock, Writers = WriterMode.Several }))];
                BothMaps[] readers = [.. writers.Select(static writer => writer.OpenReader())];
                Run(clock, time, parts, writers, [.. writers.Zip(readers, (writer, reader) => NumberStore.Of(kind, writer, reader))]);
                foreach (SharedStore store in (SharedStore[])[.. readers, .. writers])
                    store.Dispose();
            },
            iter: 40);
    }

    // Each part by the next one of the writers, but what is done outside of commits by all in turn.
    private static void Run(ManualClock clock, TimeSpan? time, List<(int Kind, List<NumberStep> Steps, int Seconds)> parts, BothMapsWriter[] writers, INumberMap[] maps)
    {
        var model = new NumberModel(clock, time);
        foreach (INumberMap map in maps)
            map.Limits = new MapLimits { TimeToLive = time };
        for (int part = 0; part < parts.Count; part++)
        {
            (int kind, List<NumberStep> steps, int seconds) = parts[part];
            if (kind < 2)
                model = RunInCommit(writers[part % writers.Length], maps[part % maps.Length], model, steps, completes: kind == 0);
            for (int i = 0; kind >= 2 && i < steps.Count; i++)
            {
                steps[i].Apply(maps[i % maps.Length], model);
                model.AssertHolds(maps[(i + 1) % maps.Length]);
            }

            model.AssertHolds(maps[0]);
            clock.Advance(seconds);
        }

        model.AssertHolds(maps[^1]);
    }

    private static NumberModel RunInCommit(BothMapsWriter writer, INumberMap map, NumberModel before, List<NumberStep> steps, bool completes)
    {
        using StoreCommit commit = writer.BeginCommit();
        NumberModel within = before.Copy();
        foreach (NumberStep step in steps)
        {
            step.Apply(map, within);
            before.AssertHolds(map);
        }

        if (!completes)
            return before;
        commit.Complete();
        return within;
    }
}
