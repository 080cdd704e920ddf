using ShmStore.Layout;
using ShmStore.Store.Inspection;
using ShmStore.Store.Maps;

namespace ShmStore.Store.Repairing;

/// <summary>Tells a lane that is damaged from the block that it names: one that is whole and something else than an entry of the map is not what was written there.</summary>
/// <param name="store">The store, with its schema.</param>
/// <param name="map">Number of the map's key.</param>
internal sealed class NamedByMistake(InspectedStore store, int map)
{
    /// <summary>Whether most of what a segment names are entries of another map, so that it is not one of this map.</summary>
    /// <param name="word">The word of the directory that names it.</param>
    public bool IsOfAnother(long word)
    {
        int balance = 0;
        for (int i = 0; i < SegmentLease.BucketsOf(word) * IndexLayout.Lanes; i++)
        {
            long lane = store.Load((word & IndexLayout.OffsetMask) + SegmentLanes.OffsetOf(i));
            long offset = lane & IndexLayout.OffsetMask;
            if (!SegmentLanes.IsInUse(lane) || !store.Heap.CanBegin(offset))
                continue;
            var block = ImageBlock.Read(store.Image, offset);
            if (EntryLayout.Map(ImageEntry.WordOf(store.Image, block)) == map)
                balance--;
            else if (IsEntryOfAnother(block))
                balance++;
        }

        return balance > 0;
    }

    /// <summary>Whether a block is whole, and an entry of another map, one of an index, or the value of a key, or that of a key that was cleared.</summary>
    public bool IsSomethingElse(ImageBlock block) =>
        store.Heap.CanBegin(block.Offset) && block.Problem(BlockLayout.HeaderLength) is null
        && (block.Meta.IsIndex ? block.Meta.CanStandAt(block.Offset) : IsOfClearedKey(block) || IsEntryOfAnother(block) || IsValue(block));

    // No block of an entry is that small.
    private bool IsOfClearedKey(ImageBlock block) => block.Length == 0 && store.IsPlausible(block, BlockLayout.HeaderLength);

    private bool IsEntryOfAnother(ImageBlock block)
    {
        uint word = ImageEntry.WordOf(store.Image, block);
        return EntryLayout.Map(word) != map && block.DocumentProblem(BlockLayout.HeaderLength) is null && ImageEntry.IsPlausible(store, block, word)
            && ImageEntry.Find(store, block, EntryLayout.Map(word)) is not null;
    }

    // Its checksum would tell only with the slot that names it, or did.
    private bool IsValue(ImageBlock block) =>
        ImageEntry.WordOf(store.Image, block) == block.Length && store.IsPlausible(block, BlockLayout.HeaderLength) && block.ReadAll(store.Image) is { } bytes
        && DocumentCheck.Problem(null, null, new ImageValue(block, bytes.AsMemory(BlockLayout.HeaderLength, (int)block.Length))) is null;
}
