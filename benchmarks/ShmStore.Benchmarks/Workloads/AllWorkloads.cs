namespace ShmStore.Benchmarks.Workloads;

/// <summary>Every workload there is, in the order of the report.</summary>
internal static class AllWorkloads
{
    /// <summary>The workloads.</summary>
    public static IReadOnlyList<IWorkload> List { get; } =
    [
        new DocumentWorkload(),
        new NestedDocumentWorkload(),
        new HeldEntryWorkload(),
        new HandWrittenWorkload(),
        new BesideWriterWorkload(),
    ];
}
