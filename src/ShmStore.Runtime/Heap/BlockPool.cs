using ShmStore.Layout;
using ShmStore.Memory;

namespace ShmStore.Heap;

/// <summary>
/// Free blocks for documents that the writers of a store share: what one has more of than must rest, for whoever needs it. One list for each size class, last in, first out, through the blocks themselves; put in
/// order when its blocks are divided. Used during a writer's turn; not thread-safe.
/// </summary>
/// <remarks>
/// A block of the pool has no version, and behind its header the offset of the next one. A walk over the heap empties the pool, since it takes all that nothing names; so what a writer leaves half-done that dies during
/// its turn is forgotten by the repair. What stands in the region is taken for a free block only if it can be one.
/// </remarks>
internal sealed unsafe class BlockPool(Region region, long start, WriteSteps steps)
{
    // Smaller blocks have no room for the offset of the next one. There is one such class, which has no documents but those of keys that were cleared.
    private static readonly int SmallestClass = SizeClasses.Of(BlockLayout.HeaderLength + sizeof(long));

    private readonly RegionHeader _header = new(region);

    // How many of each size class are taken to be divided before they are put in order again.
    private readonly int[] _inOrder = new int[SizeClasses.Count];

    /// <summary>How many there are.</summary>
    public ref long Count => ref _header.At<long>(PoolLayout.CountOffset);

    /// <summary>Their bytes.</summary>
    public ref long Bytes => ref _header.At<long>(PoolLayout.BytesOffset);

    /// <summary>Size class of the largest; -1 if there is none.</summary>
    public int LargestClass
    {
        get
        {
            int sizeClass = SizeClasses.Count - 1;
            while (sizeClass >= 0 && First(sizeClass) == 0)
                sizeClass--;
            return sizeClass;
        }
    }

    /// <summary>Whether there can be blocks of a size class.</summary>
    public static bool Takes(int sizeClass) => sizeClass >= SmallestClass;

    /// <summary>Adds a block that nothing names, and that is in no list.</summary>
    public void Add(long block, int sizeClass)
    {
        var header = new BlockHeader(region.Origin + block);

        // Readers may hold it still: it must become invalid before anything is written into its document.
        header.Invalidate();
        *(long*)header.Document = First(sizeClass);
        steps.After(WriteStep.BlockLinked);
        First(sizeClass) = block;
        Count++;
        Bytes += SizeClasses.SizeOf(sizeClass);
    }

    /// <summary>Takes the block of a size class that was added last.</summary>
    /// <returns>False if there is none.</returns>
    public bool TryTake(int sizeClass, out long block)
    {
        ref long first = ref First(sizeClass);
        block = first;
        if (block == 0)
            return false;
        if (!CanBeFree(block, sizeClass))
        {
            // Whoever wrote that. What it hides is found by the next walk.
            first = 0;
            return false;
        }

        first = *(long*)new BlockHeader(region.Origin + block).Document;
        Count--;
        Bytes -= SizeClasses.SizeOf(sizeClass);
        return true;
    }

    /// <summary>
    /// Takes the first block of a size class in the region, or nearly: they are put in order when half of those that were have been taken so. See <see cref="FreeList.TryTakeFirst"/>. Amortised O(log blocks).
    /// </summary>
    /// <param name="sizeClass">The size class.</param>
    /// <param name="own">The writer's own blocks of the class, which are added before they are put in order.</param>
    /// <param name="block">The block.</param>
    /// <returns>False if there is none.</returns>
    public bool TryTakeFirst(int sizeClass, FreeList own, out long block)
    {
        if (_inOrder[sizeClass] == 0 || First(sizeClass) == 0)
            PutInOrder(sizeClass, own);
        _inOrder[sizeClass] = Math.Max(0, _inOrder[sizeClass] - 1);
        return TryTake(sizeClass, out block);
    }

    /// <summary>Takes all blocks of a size class, the one that was added last first.</summary>
    public List<long> TakeAll(int sizeClass)
    {
        List<long> blocks = [];
        long most = (_header.HeapEnd - start) / SizeClasses.SizeOf(sizeClass);
        while (TryTake(sizeClass, out long block))
        {
            if (blocks.Count == most)
            {
                // It goes round, whoever made it so. What it hides is found by the next walk.
                First(sizeClass) = 0;
                return [];
            }

            blocks.Add(block);
        }

        return blocks;
    }

    /// <summary>Forgets all blocks.</summary>
    public void Clear()
    {
        for (int sizeClass = 0; sizeClass < SizeClasses.Count; sizeClass++)
            First(sizeClass) = 0;
        Array.Clear(_inOrder);
        Count = 0;
        Bytes = 0;
    }

    private void PutInOrder(int sizeClass, FreeList own)
    {
        List<long> blocks = TakeAll(sizeClass);
        while (own.TryTake(out long block))
            blocks.Add(block);
        blocks.Sort();
        for (int i = blocks.Count - 1; i >= 0; i--)
            Add(blocks[i], sizeClass);
        _inOrder[sizeClass] = (blocks.Count + 1) / 2;
    }

    private bool CanBeFree(long block, int sizeClass) => block >= start && _header.MetaAt(block) is { IsIndex: false } meta && meta.SizeClass == sizeClass
        && block <= _header.HeapEnd - meta.BlockSize && _header.HeapEnd <= region.Committed && new BlockHeader(region.Origin + block).Version == 0;

    private ref long First(int sizeClass) => ref _header.At<long>(PoolLayout.FirstAt(sizeClass));
}
