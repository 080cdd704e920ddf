using ShmStore.Layout;
using ShmStore.Memory;

namespace ShmStore.Heap;

/// <summary>Rebuilds the writer's knowledge of a heap that another writer left, dead or alive, from the slots and the indexes.</summary>
/// <remarks>A block that neither names is free, whatever the dead writer was doing with it. One walk over all block headers: O(blocks).</remarks>
internal static class HeapRecovery
{
    /// <summary>Walks the heap, and changes nothing.</summary>
    /// <param name="region">The region, writable.</param>
    /// <param name="start">Offset of the first block.</param>
    /// <param name="maximum">Bytes the store may grow to.</param>
    /// <param name="live">Offsets of the blocks that slots, directories and lanes name, in a range that ends where the heap does (<see cref="EndOf"/>).</param>
    /// <param name="steps">Told of the steps of the heap that is made; null for nobody.</param>
    /// <returns>The heap with its free blocks. Nothing has changed.</returns>
    /// <exception cref="StoreFormatException">The heap cannot be walked, or a slot names something that is not a block with a value.</exception>
    public static RecoveredHeap Recover(Region region, long start, long maximum, BlockSet live, WriteSteps? steps = null) =>
        Fill(new BlockHeap(region, live.End, maximum, steps), region, start, live, new HashSet<long>());

    /// <summary>Walks the heap and adds every free block to the free lists, which are empty, but for those of <see cref="ZeroRuns"/>.</summary>
    /// <param name="heap">The heap.</param>
    /// <param name="region">The region, writable.</param>
    /// <param name="start">Offset of the first block.</param>
    /// <param name="live">Offsets of the blocks that slots, directories and lanes name, in a range that ends where the heap does (<see cref="EndOf"/>).</param>
    /// <param name="held">Offsets of blocks that are in use though nothing may name them.</param>
    /// <inheritdoc cref="Recover"/>
    public static RecoveredHeap Fill(BlockHeap heap, Region region, long start, BlockSet live, IReadOnlySet<long> held)
    {
        // Where it ended when the set was made, whatever the header says by now.
        long end = live.End;
        long highest = 0;
        long highestIndexVersion = 0;
        long found = 0;
        List<long> freeIndexBlocks = [];
        var zeros = new ZeroRuns(region, end);
        for (long block = start; block < end;)
        {
            BlockHeader current = heap.HeaderOf(block);
            var meta = new BlockMeta(Volatile.Read(ref current.Meta));
            int sizeClass = meta.SizeClass;
            if (sizeClass >= SizeClasses.Count || SizeClasses.SizeOf(sizeClass) > end - block)
            {
                throw Corrupt($"the block at {block} has size class {sizeClass}, which does not fit before the end of the heap at {end}");
            }

            int size = SizeClasses.SizeOf(sizeClass);
            long version = Volatile.Read(ref current.Version);
            if (version is < 0 or > HeaderLayout.MaximumCommit)
            {
                throw Corrupt($"the block at {block} is of version {version}, and no version is outside 0 to {HeaderLayout.MaximumCommit}");
            }

            // A free one would be handed out as what it says it is.
            if (!meta.CanStandAt(block))
            {
                throw Corrupt($"the block at {block} is said to be part of an index, of kind {(int)meta.Kind}, and those have kinds 1 to 3 and begin at multiples of {IndexLayout.Alignment}");
            }

            bool isIndex = meta.IsIndex;
            if (isIndex)
            {
                highestIndexVersion = Math.Max(highestIndexVersion, version);
            }
            else
            {
                highest = Math.Max(highest, version);
            }

            if (!live.Contains(block))
            {
                if (held.Contains(block))
                {
                    block += size;
                    continue;
                }

                if (sizeClass == 0 && version == 0 && zeros.BeginsAt(block))
                {
                    block += ZeroRuns.Length;
                    continue;
                }

                heap.AddFree(block, meta);
                if (isIndex)
                {
                    freeIndexBlocks.Add(block);
                }
            }
            else if (version == 0 || (uint)current.Length > (uint)(size - BlockLayout.HeaderLength))
            {
                throw Corrupt($"a slot or an index names the block of {size} bytes at {block}, which has version {version} and a document of {(uint)current.Length} bytes");
            }
            else
            {
                found++;
            }

            block += size;
        }

        if (found != live.Count)
        {
            throw Corrupt($"{live.Count - found} of the {live.Count} offsets that its slots and indexes name are places where no block begins");
        }

        return new RecoveredHeap(heap, highest, highestIndexVersion, freeIndexBlocks);

        StoreFormatException Corrupt(string what) => Damaged(region, what);
    }

    /// <summary>End of the part of the heap that is divided into blocks.</summary>
    /// <exception cref="StoreFormatException">It lies outside of the region.</exception>
    public static long EndOf(Region region, long start)
    {
        long end = new RegionHeader(region).HeapEnd;
        return end >= start && end <= region.Committed && end % BlockLayout.Alignment == 0
            ? end
            : throw Damaged(region, $"its heap is said to end at {end}, outside {start} to {region.Committed}");
    }

    private static StoreFormatException Damaged(Region region, string what) => new(StoreFormatReason.Corrupt, $"'{region.Path}' is damaged: {what}.");
}
