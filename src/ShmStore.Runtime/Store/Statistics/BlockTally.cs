using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;

namespace ShmStore.Store.Statistics;

/// <summary>Counts live blocks by size class. What it is told may be out of date: every offset and size is checked, and what makes no sense is not counted.</summary>
internal sealed unsafe class BlockTally(Region region)
{
    private readonly int _checksum = new RegionHeader(region).HasChecksums ? BlockChecksum.Length : 0;
    private readonly long[] _live = new long[SizeClasses.Count];

    /// <summary>Live blocks of a class.</summary>
    public long LiveOf(int sizeClass) => _live[sizeClass];

    /// <inheritdoc cref="RegionHeader.MetaAt"/>
    public BlockMeta? MetaAt(long block) => new RegionHeader(region).MetaAt(block);

    /// <summary>Counts a live block.</summary>
    /// <param name="block">Its offset.</param>
    /// <param name="hasKey">Whether a key stands between its header and its document.</param>
    /// <returns>What it takes; nothing if there is no block at this offset.</returns>
    public HeapUse Add(long block, bool hasKey = false)
    {
        if (MetaAt(block) is not { } meta)
            return default;
        _live[meta.SizeClass]++;
        int size = meta.BlockSize;
        byte* address = region.Origin + block;
        long used = BlockLayout.HeaderLength + (uint)new BlockHeader(address).Length + (meta.IsIndex ? 0 : _checksum);
        if (hasKey && block <= region.Committed - BlockLayout.HeaderLength - EntryLayout.PrologueLength)
        {
            uint prologue = *(uint*)(address + BlockLayout.HeaderLength);
            used += EntryLayout.BytesBeforeDocument(prologue);
        }

        return new HeapUse(1, size, Math.Min(used, size));
    }
}
