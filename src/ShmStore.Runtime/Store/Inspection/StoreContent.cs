namespace ShmStore;

/// <summary>What a store was found to hold.</summary>
/// <param name="FileBytes">Length of the file.</param>
/// <param name="HeapBytes">Bytes divided into blocks, as far as they could be walked.</param>
/// <param name="LiveBlocks">Blocks that slots and indexes name.</param>
/// <param name="LiveBytes">Bytes in them.</param>
/// <param name="FreeBlocks">All other blocks.</param>
/// <param name="FreeBytes">Bytes in them.</param>
/// <param name="Values">Keys that have a value, and entries of maps.</param>
/// <param name="Commits">Number of the last commit, as the header says.</param>
public readonly record struct StoreContent(
    long FileBytes, long HeapBytes, long LiveBlocks, long LiveBytes, long FreeBlocks, long FreeBytes, long Values, ulong Commits);
