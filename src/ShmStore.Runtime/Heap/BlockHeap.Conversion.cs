using ShmStore.Layout;

namespace ShmStore.Heap;

/// <content>Blocks of indexes that are made of free blocks for documents, where the region cannot grow.</content>
/// <remarks>
/// <para>
/// A block for a document becomes one of an index, and several neighbours become one segment; nothing ever becomes a block for documents again. A reader that was delayed may still hold a block by its offset and
/// version, and looks at the version again behind what it has read: there it must never find the same number. Where a block of an index begins, it finds the number of a structure, and each is greater than that of every
/// commit before it. Where one of the neighbours began, it finds a lane, and no word of a lane can be a version (<see cref="IndexLayout"/>). The first line of a segment has other words, so the first
/// neighbour is at least as long; and roots and rings, which have numbers of commits and parts of keys in them, are made of single blocks.
/// </para>
/// <para>
/// A writer that dies on the way leaves a heap that can be walked: until the header of the first block is changed, by one store, the blocks are those that were there.
/// </para>
/// </remarks>
internal sealed unsafe partial class BlockHeap
{
    private const long MillisecondsOfRest = 1000;

    // When there was nothing to be made of what was free then, and how much that was: O(free blocks), so not again at every write.
    private long _convertedInVainAt;
    private long _freeInVain;

    private bool TryConvert(IndexKind kind, int sizeClass, out long block)
    {
        block = 0;
        int size = SizeClasses.SizeOf(sizeClass);
        if (FreeBlockBytes < size || (FreeBlockBytes < _freeInVain + size && Environment.TickCount64 - _convertedInVainAt < MillisecondsOfRest))
            return false;
        TakeAllShared();
        bool isFound = TryFindSingle(size, out long from, out long to) || (kind == IndexKind.Segment && TryFindNeighbours(size, out from, out to));
        if (isFound)
            block = Convert(from, to, BlockMeta.OfIndex(kind, sizeClass));
        else
            (_convertedInVainAt, _freeInVain) = (Environment.TickCount64, FreeBlockBytes);
        if (_shared is not null)
            Share();
        return isFound;
    }

    private void TakeAllShared()
    {
        for (int sizeClass = 0; _shared is not null && sizeClass < _free.Length; sizeClass++)
        {
            while (_shared.Pool.TryTake(sizeClass, out long block))
                _free[sizeClass].Add(block);
        }
    }

    // The smallest free block with room for so many bytes from a multiple of the alignment on.
    private bool TryFindSingle(int size, out long from, out long to)
    {
        foreach (FreeList list in _free.Where(list => list.BlockSize >= size && list.Count > 0))
        {
            foreach (long block in list.Blocks)
            {
                (from, to) = (block, block + list.BlockSize);
                if (Aligned(block) + size <= to)
                    return true;
            }
        }

        (from, to) = (0, 0);
        return false;
    }

    // The first free blocks, one behind the other, that together have room for so many bytes from a multiple of the alignment on, whose first line belongs to the first of them.
    private bool TryFindNeighbours(int size, out long from, out long to)
    {
        (from, to) = (0, 0);
        (long Offset, int Size)[] blocks = [.. _free.SelectMany(static list => list.Blocks.Select(block => (block, list.BlockSize))).OrderBy(static block => block.block)];
        foreach ((long offset, int length) in blocks)
        {
            if (offset != to)
                from = 0;
            to = offset + length;
            if (from == 0 && Aligned(offset) + IndexLayout.BucketsOffset <= to)
                from = offset;
            if (from != 0 && Aligned(from) + size <= to)
                return true;
        }

        return false;
    }

    private long Convert(long from, long to, BlockMeta meta)
    {
        foreach (FreeList list in _free)
        {
            foreach (long part in list.RemoveWithin(from, to))
                HeaderOf(part).Invalidate();
        }

        // What is left in front and behind stays for documents.
        long block = Aligned(from);
        BlockSplitter.Format(this, _free, block + meta.BlockSize, to);
        if (block == from)
        {
            _steps.After(WriteStep.SuccessorsFormatted);
            Volatile.WriteBarrier();
            HeaderOf(block).Format(meta);
            return block;
        }

        HeaderOf(block).Format(meta);
        _steps.After(WriteStep.SuccessorsFormatted);
        Volatile.WriteBarrier();
        var rest = new BlockMeta(0, SizeClasses.Of((int)(block - from)));
        HeaderOf(from).Format(rest);
        AddFree(from, rest);
        return block;
    }

    private static long Aligned(long offset) => (offset + IndexLayout.Alignment - 1) & -IndexLayout.Alignment;
}
