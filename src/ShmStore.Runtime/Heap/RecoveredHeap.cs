namespace ShmStore.Heap;

/// <summary>A heap that another writer left.</summary>
/// <param name="Heap">The heap, with its free blocks.</param>
/// <param name="HighestVersion">The highest version found in any block but those of indexes.</param>
/// <param name="HighestStructure">The highest version found in a block of an index: these are numbered by themselves.</param>
internal readonly record struct RecoveredHeap(BlockHeap Heap, long HighestVersion, long HighestStructure);
