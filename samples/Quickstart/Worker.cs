using System.Diagnostics;
using ShmStore;

namespace Quickstart;

/// <summary>A reader that reads as fast as it can for a while and checks every value it gets.</summary>
internal static class Worker
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    /// <summary>Attaches to the store, reads, and reports.</summary>
    public static WorkerReport Run(string name, string path)
    {
        // A contributor reads like any reader, and may add to the atomics.
        using ObjectStore.Contributor store = ObjectStore.OpenContributor(path);
        long reads = 0;
        long seenUpdates = 0;
        long torn = 0;
        long lastVersion = 0;
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Duration;)
        {
            // A consistent copy.
            torn += Values.IsWhole(store.MyObject.Value) ? 0 : 1;

            // Several members of one version, in place.
            torn += store.MyOtherObject.Read(static view => Values.IsWhole(view)) ? 0 : 1;

            // One member: a single validated load.
            torn += store.MyOtherObject.Number >= 1000 ? 0 : 1;
            reads += 3;

            long version = store.MyObject.Version;
            seenUpdates += version != lastVersion ? 1 : 0;
            lastVersion = version;
        }

        store.Reads.Add(reads);
        return new WorkerReport(name, reads, store.Statistics.ReadRetries, seenUpdates, torn);
    }
}
