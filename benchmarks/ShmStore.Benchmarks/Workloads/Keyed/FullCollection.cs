namespace ShmStore.Benchmarks.Workloads.Keyed;

/// <summary>What a full blocking collection cost.</summary>
/// <param name="Pause">How long it stopped the process: the median of several.</param>
/// <param name="HeapBytes">What was on the managed heap.</param>
internal sealed record FullCollection(TimeSpan Pause, long HeapBytes)
{
    private const int Collections = 9;

    /// <summary>Measures it while something is held, and lets go of that.</summary>
    public static FullCollection While(Func<IDisposable?> hold)
    {
        using IDisposable? held = hold();
        Collect();
        Collect();
        TimeSpan[] pauses = [.. Enumerable.Range(0, Collections).Select(static _ => Collect())];
        Array.Sort(pauses);
        long bytes = GC.GetTotalMemory(forceFullCollection: false);
        GC.KeepAlive(held);
        return new FullCollection(pauses[Collections / 2], bytes);
    }

    private static TimeSpan Collect()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: false);
        return GC.GetGCMemoryInfo(GCKind.FullBlocking).PauseDurations[0];
    }
}
