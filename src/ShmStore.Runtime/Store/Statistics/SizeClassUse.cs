namespace ShmStore;

/// <summary>The blocks of one size.</summary>
/// <param name="BlockBytes">Bytes of one block, header included.</param>
/// <param name="LiveBlocks">Blocks that keys and indexes name.</param>
/// <param name="FreeBlocks">All others.</param>
public readonly record struct SizeClassUse(int BlockBytes, long LiveBlocks, long FreeBlocks);
