using ShmStore.Layout;
using ShmStore.Memory;

namespace ShmStore.Heap;

/// <summary>Rebuilds the writer's knowledge of a heap that another writer left, dead or alive, from the slots alone.</summary>
/// <remarks>A block that no slot names is free, whatever the dead writer was doing with it. One walk over all block headers: O(blocks).</remarks>
internal static class HeapRecovery
{
    /// <summary>Walks the heap.</summary>
    /// <param name="region">The region, writable.</param>
    /// <param name="start">Offset of the first block.</param>
    /// <param name="live">Offsets of the blocks that slots name.</param>
    /// <returns>The heap with its free blocks, and the highest version found in any block.</returns>
    /// <exception cref="StoreFormatException">The heap cannot be walked, or a slot names something that is not a block.</exception>
    public static (BlockHeap Heap, long HighestVersion) Recover(Region region, long start, HashSet<long> live)
    {
        long end = new RegionHeader(region).HeapEnd;
        var heap = new BlockHeap(region, end);
        if (end < start || end > region.Committed || end % BlockLayout.Alignment != 0)
        {
            throw Corrupt($"its heap is said to end at {end}, outside {start} to {region.Committed}");
        }

        long highest = 0;
        int found = 0;
        for (long block = start; block < end;)
        {
            BlockHeader current = heap.HeaderOf(block);
            int sizeClass = new BlockMeta(current.Meta).SizeClass;
            if (sizeClass >= SizeClasses.Count || SizeClasses.SizeOf(sizeClass) > end - block)
            {
                throw Corrupt($"the block at {block} has size class {sizeClass}, which does not fit before the end of the heap at {end}");
            }

            highest = Math.Max(highest, current.Version);
            if (live.Contains(block))
            {
                found++;
            }
            else
            {
                heap.Free(block);
            }

            block += SizeClasses.SizeOf(sizeClass);
        }

        return found == live.Count
            ? (heap, highest)
            : throw Corrupt($"{live.Count - found} of its {live.Count} slots in use name offsets at which no block begins");

        StoreFormatException Corrupt(string what) =>
            new(StoreFormatError.Corrupt, $"'{region.Path}' is damaged: {what}.");
    }
}
