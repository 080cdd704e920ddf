using ShmStore.Heap;
using ShmStore.Memory;
using ShmStore.Store.Maps;

namespace ShmStore.Store.Attaching;

/// <summary>How the repair of what another writer left ends, whether the one who repairs writes alone or is one of several: everything was looked at, and the store is changed from here on.</summary>
internal static class LastRepairs
{
    /// <summary>Repairs the indexes, and counts the commits.</summary>
    /// <param name="region">The region, writable.</param>
    /// <param name="heap">The heap as it was found.</param>
    /// <param name="indexes">The indexes as they were found.</param>
    /// <param name="highest">The highest number of a commit that was found.</param>
    /// <param name="hasDied">Whether the other writer died, and did not leave in order.</param>
    /// <param name="steps">Is told each step.</param>
    public static void Run(Region region, RecoveredHeap heap, IndexRecovery indexes, ulong highest, bool hasDied, WriteSteps steps)
    {
        // Those who follow a map believe the records of its ring when their commits are counted, so these come first, and so do the lanes of indexes that a Clear has replaced: who holds an entry
        // that it removed finds it gone when told of that commit.
        indexes.Repair(steps);
        heap.EmptyFreeIndexBlocks();
        steps.After(WriteStep.FreeIndexBlocksCleared);

        // A writer that died after it swapped a slot may not have counted the commit. One more than any number that was seen, because it may have told somebody that of the commit it had open.
        var header = new RegionHeader(region);
        Volatile.Write(ref header.CommitCounter, hasDied ? highest + 1 : highest);
        steps.After(WriteStep.CounterRaised);
    }
}
