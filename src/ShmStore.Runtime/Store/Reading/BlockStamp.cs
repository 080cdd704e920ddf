namespace ShmStore.Store.Reading;

/// <summary>Which block was a slot's, and when: enough to see later that it still is.</summary>
/// <param name="Offset">Offset of the block.</param>
/// <param name="Version">Number of the commit that wrote it; no other block, and no later use of this one, has it.</param>
internal readonly record struct BlockStamp(long Offset, long Version);
