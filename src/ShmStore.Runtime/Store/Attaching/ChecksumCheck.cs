using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Commits;
using ShmStore.Store.Maps;

namespace ShmStore.Store.Attaching;

/// <summary>Looks at the checksums of all blocks in use, before a writer builds on them.</summary>
internal static unsafe class ChecksumCheck
{
    /// <summary>Compares; O(bytes in use), or nothing in a store without checksums. Only after the heap was walked, which finds that the blocks in use lie inside the region.</summary>
    /// <param name="region">The region.</param>
    /// <param name="areas">Its areas.</param>
    /// <param name="live">The blocks in use.</param>
    /// <exception cref="StoreFormatException">Blocks do not have the checksum of their bytes.</exception>
    public static void Run(Region region, RegionAreas areas, BlockSet live)
    {
        var seal = BlockSeal.Of(region, areas);
        if (seal.Length == 0)
            return;
        long wrong = 0;
        long firstWord = 0;
        long firstBlock = 0;
        for (int slot = 0; slot < areas.SlotCapacity; slot++)
        {
            long word = areas.SlotAt(slot);
            long block = Load(word);
            if (block == 0)
                continue;
            if (new BlockMeta(new BlockHeader(region.Origin + block).Meta).IsIndex)
                CheckMap(block);
            else
                Check(word, block);
        }

        if (wrong > 0)
        {
            throw new StoreFormatException(
                StoreFormatReason.Corrupt,
                $"'{region.Path}' is damaged: {wrong} blocks do not have the checksum of their bytes, the first at {firstBlock}, which the word at {firstWord} names; {SharedStoreFile.RepairAdvice}.");
        }

        long Load(long word) => new RegionHeader(region).At<long>(word);

        void CheckMap(long root)
        {
            long before = 0;
            for (long i = 0; i < 1L << new RegionHeader(region).At<int>(root + IndexLayout.RootDepthOffset); i++)
            {
                long directory = Load(root + IndexLayout.DirectoryOffset + (i * sizeof(long)));
                if (directory == before)
                    continue;
                before = directory;
                for (int lane = 0; lane < SegmentLease.BucketsOf(directory) * IndexLayout.Lanes; lane++)
                {
                    long word = (directory & IndexLayout.OffsetMask) + SegmentLanes.OffsetOf(lane);
                    if (SegmentLanes.IsInUse(Load(word)))
                        Check(word, Load(word) & IndexLayout.OffsetMask);
                }
            }
        }

        void Check(long word, long block)
        {
            // Nobody has looked at the lanes of the copies that a growth left which was not finished, and nobody needs them.
            if (!live.IsPossible(block) || !live.Contains(block) || seal.Holds(word, block))
                return;
            if (wrong++ == 0)
                (firstWord, firstBlock) = (word, block);
        }
    }
}
