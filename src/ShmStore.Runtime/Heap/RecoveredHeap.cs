namespace ShmStore.Heap;

/// <summary>A heap that another writer left.</summary>
/// <param name="Heap">The heap, with its free blocks.</param>
/// <param name="HighestVersion">The highest version found in any block but those of indexes.</param>
/// <param name="HighestIndexVersion">The highest version found in a block of an index: these are numbered by themselves.</param>
/// <param name="FreeIndexBlocks">The blocks of indexes that nothing names once the indexes are repaired.</param>
internal readonly record struct RecoveredHeap(BlockHeap Heap, long HighestVersion, long HighestIndexVersion, IReadOnlyList<long> FreeIndexBlocks)
{
    /// <summary>
    /// Fills the free blocks of indexes with zeros, so that nobody takes for current what a delayed reader finds in them. Only after the indexes are repaired: a copy of a segment that a directory
    /// still names, filled with zeros, would read as if its entries were not there.
    /// </summary>
    public void EmptyFreeIndexBlocks()
    {
        // Whoever finds the zeros finds the repaired words when it looks at them again.
        Volatile.WriteBarrier();
        foreach (long block in FreeIndexBlocks)
        {
            Heap.ClearIndex(block);
            Heap.Steps.After(WriteStep.IndexBlockCleared);
        }
    }
}
