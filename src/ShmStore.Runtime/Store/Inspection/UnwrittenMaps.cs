using ShmStore.Layout;
using ShmStore.Store.Maps;
using ShmStore.Store.Schema;

namespace ShmStore.Store.Inspection;

/// <summary>Looks whether maps whose slots are empty were never written: the slot of one that was never becomes empty again.</summary>
/// <remarks>
/// A writer names the root of a map before the first block of an entry gets its version, and a map is emptied by giving it another root. So a block of an entry, whether the map had it at last or not, proves that the slot was lost.
/// </remarks>
internal static class UnwrittenMaps
{
    /// <summary>Looks at all blocks that nothing names, after what is named was noted; O(blocks), and nothing where no map has an empty slot.</summary>
    public static void Run(InspectedStore store)
    {
        if (store.Schema is not { } schema)
            return;
        Dictionary<int, long> empty = schema.Keys.Index().Where(static key => key.Item.Kind is KeyKinds.Map or KeyKinds.DocumentMap)
            .Select(key => (Map: key.Index, Slot: store.Areas.SlotAt(SlotLayout.FirstKeySlot + key.Index))).Where(map => store.Load(map.Slot) == 0).ToDictionary();
        foreach (ImageBlock block in empty.Count == 0 ? [] : store.Heap.Walk(store.Image))
        {
            store.Cancellation.ThrowIfCancellationRequested();
            int map = EntryLayout.Map(ImageEntry.WordOf(store.Image, block));
            if (!empty.TryGetValue(map, out long slot) || store.Heap.IsNamed(block) || EntryIn(store, block, map) is not { } entry)
                continue;
            KeySchema declared = schema.Keys[map];

            // A writer may have named the root meanwhile; then it did so before this block had its version.
            if (store.Image.AtNow<long>(slot) == 0)
            {
                store.Findings.Damage(
                    StoreArea.Slots, slot, declared.Name, $"the slot is empty, though the map was written: the block at {block.Offset}, of version {block.Version}, is one of its entry {StoredKey.Display(declared.Key, entry.Key)}");
            }

            empty.Remove(map);
        }
    }

    // What a value was can look like an entry if its length looks like the number of a map and the length of a key: that proves nothing.
    private static ImageEntry? EntryIn(InspectedStore store, ImageBlock block, int map)
    {
        uint word = ImageEntry.WordOf(store.Image, block);
        bool isEntry = block.Length != 0 && word != block.Length && block.DocumentProblem(BlockLayout.HeaderLength + EntryLayout.PrologueLength) is null && ImageEntry.IsPlausible(store, block, word);
        return isEntry ? ImageEntry.Find(store, block, map) : null;
    }
}
