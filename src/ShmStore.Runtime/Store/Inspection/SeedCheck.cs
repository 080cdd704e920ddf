using ShmStore.Layout;
using ShmStore.Store.Maps;
using ShmStore.Store.Schema;

namespace ShmStore.Store.Inspection;

/// <summary>Tells whether the seeds of the hashes of keys are those with which the maps were made.</summary>
/// <remarks>With others, hardly a key has the tag under which its entry stands, and nothing that hashes have to do with says anything about the indexes. Other damage leaves no intact entries under wrong tags all over.</remarks>
internal static class SeedCheck
{
    private const int MostLanesOfMap = 256;

    // A few under wrong tags may be so by damage of their own; and one of some ten thousand has the right one by chance.
    private const int FewestWrong = 4;
    private const int WrongOfRight = 16;

    /// <summary>What is wrong with the seeds; null when nothing is, or there are too few entries to tell. Looks at some entries of each map of the schema.</summary>
    public static string? Problem(InspectedStore store)
    {
        if (store.Schema is not { } schema)
            return null;
        int wrong = 0;
        int looked = 0;
        foreach ((int map, KeySchema declared) in schema.Keys.Index().Where(static key => key.Item.Kind is KeyKinds.Map or KeyKinds.DocumentMap))
        {
            foreach ((long at, long lane) in Lanes(store, store.Areas.SlotAt(SlotLayout.FirstKeySlot + map)).Take(MostLanesOfMap))
            {
                long offset = lane & IndexLayout.OffsetMask;
                if (!store.Heap.CanBegin(offset) || ImageEntry.Read(store, declared, map, ImageBlock.Read(store.Image, offset), at) is not ({ } entry, null))
                    continue;
                looked++;
                wrong += SegmentProbe.HasTag(lane, KeyProbe.TagBitsOf(store.HashOf(entry.Key))) ? 0 : 1;
            }
        }

        return wrong < FewestWrong || wrong < (looked - wrong) * WrongOfRight
            ? null
            : $"the seeds of the hashes are not those with which the maps were made: of {looked} entries that were looked at, {wrong} stand under other tags than their keys have";
    }

    private static IEnumerable<(long At, long Lane)> Lanes(InspectedStore store, long slot)
    {
        long root = store.Load(slot);
        ImageIndex.RootResult directory = root == 0 ? default : ImageIndex.ReadRoot(store.Image, root);
        foreach (long word in (directory.Words ?? []).Distinct().Where(word => ImageIndex.SegmentProblem(store.Image, word, directory.Depth) is null))
        {
            for (int i = 0; i < SegmentLease.BucketsOf(word) * IndexLayout.Lanes; i++)
            {
                long at = (word & IndexLayout.OffsetMask) + SegmentLanes.OffsetOf(i);
                if (store.Load(at) is var lane && SegmentLanes.IsInUse(lane))
                    yield return (at, lane);
            }
        }
    }
}
