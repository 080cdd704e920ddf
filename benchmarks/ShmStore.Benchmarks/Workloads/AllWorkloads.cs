using ShmStore.Benchmarks.Workloads.Building;
using ShmStore.Benchmarks.Workloads.Generation;
using ShmStore.Benchmarks.Workloads.Keyed;
using ShmStore.Benchmarks.Workloads.Processes;

namespace ShmStore.Benchmarks.Workloads;

/// <summary>Every workload there is, in the order of the report.</summary>
internal static class AllWorkloads
{
    /// <summary>The workloads.</summary>
    public static IReadOnlyList<IWorkload> List { get; } =
    [
        new LimitsWorkload(),
        new GcPauseWorkload(),
        new DocumentWorkload(),
        new NestedDocumentWorkload(),
        new HeldEntryWorkload(),
        new HandWrittenWorkload(),
        new BesideWriterWorkload(),
        new TwoReadersWorkload(),
        new WakeUpWorkload(),
        new KeyedWorkload("keyed-1k", 1_000, KeyedTables.Thousand),
        new KeyedWorkload("keyed-1m", 1_000_000, KeyedTables.Million),
        new KeyedLargeWorkload(),
        new AttachWorkload(),
        new SeedWorkload(),
        new GeneratorWorkload(),
        new BuildWorkload(),
    ];
}
