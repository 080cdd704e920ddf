using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Maps;

namespace ShmStore.Store.Attaching;

/// <summary>Finds the blocks that are in use: those that slots name, and for maps those that their indexes name.</summary>
internal static class LiveBlocks
{
    /// <summary>Looks through all slots and indexes. O(keys + entries).</summary>
    /// <returns>The blocks in use, and what has to be repaired in the indexes.</returns>
    /// <exception cref="StoreFormatException">Two words name the same block, or one names none; nothing has changed.</exception>
    public static (BlockSet Live, IndexRecovery Indexes) Find(Region region, RegionAreas areas)
    {
        var header = new RegionHeader(region);
        var live = new BlockSet(areas.Heap, HeapRecovery.EndOf(region, areas.Heap));
        var indexes = new IndexRecovery(region, live);
        for (int slot = 0; slot < areas.SlotCapacity; slot++)
        {
            long block = header.At<long>(areas.SlotAt(slot));
            if (block == 0)
            {
                continue;
            }

            if (!live.IsPossible(block))
            {
                throw Corrupt($"slot {slot} names the offset {block}, at which no block can begin");
            }

            if (new BlockMeta(header.At<uint>(block + BlockLayout.MetaOffset)).IsIndex)
            {
                indexes.Add(block, slot - SlotLayout.FirstKeySlot);
            }
            else if (!live.Add(block))
            {
                throw Corrupt($"two slots name the block at {block}");
            }
        }

        return (live, indexes);

        StoreFormatException Corrupt(string what) => new(StoreFormatReason.Corrupt, $"'{region.Path}' is damaged: {what}.");
    }
}
