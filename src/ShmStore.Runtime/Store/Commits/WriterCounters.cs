namespace ShmStore.Store.Commits;

/// <summary>What a writer alone knows of its store.</summary>
/// <param name="FreeBlocks">Blocks in free lists.</param>
/// <param name="FreeBlockBytes">Bytes in them.</param>
/// <param name="RegionGrowths">How often it made the region larger.</param>
/// <param name="IndexGrowths">How often it made a part of a map's index larger.</param>
internal readonly record struct WriterCounters(long FreeBlocks, long FreeBlockBytes, long RegionGrowths, long IndexGrowths);
