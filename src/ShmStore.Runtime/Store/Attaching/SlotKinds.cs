using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Schema;

namespace ShmStore.Store.Attaching;

/// <summary>Whether each slot names what its key has: that of a map the root of an index, and no other one; that of an atomic, nothing. A block alone does not tell whose it is, and a writer takes what stands in a root for offsets.</summary>
internal static class SlotKinds
{
    /// <summary>Looks at the slots, of which <see cref="LiveBlocks.Find"/> has found that they name blocks. O(keys).</summary>
    /// <param name="region">The region.</param>
    /// <param name="areas">Where its slots are.</param>
    /// <param name="schema">The store's own, of which a program's is a beginning or an extension.</param>
    /// <exception cref="StoreFormatException">A slot names something else.</exception>
    public static void Check(Region region, RegionAreas areas, StoreSchema schema)
    {
        List<KeySchema> keys = schema.Keys;
        var header = new RegionHeader(region);
        for (int slot = SlotLayout.EmptySlot; slot < areas.SlotCapacity; slot++)
        {
            long block = header.At<long>(areas.SlotAt(slot));
            if (block == 0)
                continue;
            int number = slot - SlotLayout.FirstKeySlot;
            if (number < 0 || number >= keys.Count)
                throw Corrupt($"slot {slot} belongs to no key and names {block}");
            KeySchema key = keys[number];
            if (key.Kind == KeyKinds.Atomic)
                throw Corrupt($"slot {slot}, of the {key.Kind} '{key.Name}', names {block}, and an atomic has no block");
            bool isMap = key.Kind is KeyKinds.Map or KeyKinds.DocumentMap;
            if (isMap != new BlockMeta(header.At<uint>(block + BlockLayout.MetaOffset)).IsIndex)
                throw Corrupt($"slot {slot}, of the {key.Kind} '{key.Name}', names the block at {block}, which is {(isMap ? "not the root of a map" : "the root of a map")}");
        }

        StoreFormatException Corrupt(string what) => new(StoreFormatReason.Corrupt, $"'{region.Path}' is damaged: {what}; {SharedStoreFile.RepairAdvice}.");
    }
}
