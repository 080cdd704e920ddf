using ShmStore.Layout;
using ShmStore.Memory;

namespace ShmStore.Heap;

/// <summary>
/// Free blocks that the writers of a store share: what one has more of than must rest, for whoever needs it. One list for each kind and size, last in, first out, through the blocks themselves; put in
/// order when its blocks are divided. Used during a writer's turn; not thread-safe.
/// </summary>
/// <remarks>
/// <para>
/// A block of the pool has no version, and the offset of the next one in it. A walk over the heap empties the pool, since it takes all that nothing names; so what a writer leaves half-done that dies during
/// its turn is forgotten by the repair. What stands in the region is taken for a free block only if it can be one.
/// </para>
/// <para>
/// Readers may follow words that are long out of date into a block of an index, and take what they find in its lanes or its directory for words of an index. So the offset stands where no reader looks, and all else is zeros.
/// </para>
/// </remarks>
internal sealed unsafe class BlockPool(Region region, long start, WriteSteps steps)
{
    private readonly RegionHeader _header = new(region);

    // How many of each size class are taken to be divided before they are put in order again.
    private readonly int[] _inOrder = new int[SizeClasses.Count];

    /// <summary>How many there are.</summary>
    public ref long Count => ref _header.At<long>(PoolLayout.CountOffset);

    /// <summary>Bytes of those for documents.</summary>
    public ref long Bytes => ref _header.At<long>(PoolLayout.BytesOffset);

    /// <summary>Bytes of those of indexes.</summary>
    public ref long IndexBytes => ref _header.At<long>(PoolLayout.IndexBytesOffset);

    /// <summary>Size class of the largest for documents; -1 if there is none.</summary>
    public int LargestClass
    {
        get
        {
            int sizeClass = SizeClasses.Count - 1;
            while (sizeClass >= 0 && First(Document(sizeClass)) == 0)
                sizeClass--;
            return sizeClass;
        }
    }

    /// <summary>Whether there can be blocks for documents of a size class.</summary>
    public static bool Takes(int sizeClass) => PoolLayout.HasList(Document(sizeClass));

    /// <summary>Adds a block for documents that nothing names, and that is in no list.</summary>
    public void Add(long block, int sizeClass) => Add(block, Document(sizeClass));

    /// <summary>Adds a block that nothing names, and that is in no list; one of an index is filled with zeros.</summary>
    /// <param name="block">The block.</param>
    /// <param name="meta">Its kind and size, of which there is a list.</param>
    public void Add(long block, BlockMeta meta)
    {
        // Readers may hold it still: it must become invalid before anything is written into its document.
        new BlockHeader(region.Origin + block).Invalidate();
        Next(block, meta) = First(meta);
        steps.After(WriteStep.BlockLinked);
        First(meta) = block;
        Count++;
        BytesOf(meta) += meta.BlockSize;
    }

    /// <summary>Takes the block for documents of a size class that was added last.</summary>
    /// <returns>False if there is none.</returns>
    public bool TryTake(int sizeClass, out long block) => TryTake(Document(sizeClass), out block);

    /// <summary>Takes the block of a kind and size that was added last.</summary>
    /// <returns>False if there is none.</returns>
    public bool TryTake(BlockMeta meta, out long block)
    {
        ref long first = ref First(meta);
        block = first;
        if (block == 0)
            return false;
        if (!CanBeFree(block, meta))
        {
            // Whoever wrote that. What it hides is found by the next walk.
            first = 0;
            return false;
        }

        first = Next(block, meta);
        Count--;
        BytesOf(meta) -= meta.BlockSize;
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
        if (_inOrder[sizeClass] == 0 || First(Document(sizeClass)) == 0)
            PutInOrder(sizeClass, own);
        _inOrder[sizeClass] = Math.Max(0, _inOrder[sizeClass] - 1);
        return TryTake(sizeClass, out block);
    }

    /// <summary>Takes all blocks for documents of a size class, the one that was added last first.</summary>
    public List<long> TakeAll(int sizeClass)
    {
        List<long> blocks = [];
        long most = (_header.HeapEnd - start) / SizeClasses.SizeOf(sizeClass);
        while (TryTake(sizeClass, out long block))
        {
            if (blocks.Count == most)
            {
                // It goes round, whoever made it so. What it hides is found by the next walk.
                First(Document(sizeClass)) = 0;
                return [];
            }

            blocks.Add(block);
        }

        return blocks;
    }

    /// <summary>Forgets all blocks.</summary>
    public void Clear()
    {
        foreach (BlockMeta meta in PoolLayout.Blocks)
            First(meta) = 0;
        Array.Clear(_inOrder);
        Count = 0;
        Bytes = 0;
        IndexBytes = 0;
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

    private bool CanBeFree(long block, BlockMeta list) => block >= start && _header.MetaAt(block) is { } meta && list == (meta.IsIndex ? meta : Document(meta.SizeClass)) && meta.CanStandAt(block)
        && block <= _header.HeapEnd - meta.BlockSize && _header.HeapEnd <= region.Committed && new BlockHeader(region.Origin + block).Version == 0;

    private static BlockMeta Document(int sizeClass) => new(0, sizeClass);

    private ref long BytesOf(BlockMeta meta) => ref (meta.IsIndex ? ref IndexBytes : ref Bytes);

    private ref long Next(long block, BlockMeta meta) => ref _header.At<long>(block + PoolLayout.LinkIn(meta));

    private ref long First(BlockMeta meta) => ref _header.At<long>(PoolLayout.FirstAt(meta));
}
