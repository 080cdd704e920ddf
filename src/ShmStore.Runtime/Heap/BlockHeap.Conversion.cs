using System.Buffers;
using ShmStore.Layout;

namespace ShmStore.Heap;

/// <content>Blocks of indexes that are made of free blocks for documents, where the region cannot grow.</content>
/// <remarks>
/// <para>
/// A block for a document becomes one of an index, and several neighbours become one segment; nothing ever becomes a block for documents again. A reader that was delayed may still hold a block by its offset and
/// version, and looks at the version again behind what it has read: there it must never find the same number. Where a block of an index begins, it finds a version of one, and each is greater than that of every
/// commit before it. Where one of the neighbours began, it finds a lane, and no word of a lane can be a version (<see cref="IndexLayout"/>). The first line of a segment has other words, so the first
/// neighbour is at least as long; and roots and rings, which have numbers of commits and parts of keys in them, are made of single blocks.
/// </para>
/// <para>
/// A writer that dies on the way leaves a heap that can be walked: until the header of the first block is changed, by one store, the blocks are those that were there.
/// </para>
/// </remarks>
internal sealed unsafe partial class BlockHeap
{
    // Between two searches in vain: of a large heap, they are a tenth of the time at most.
    private const long MillisecondsOfRest = 1000;
    private const int RestsPerSearch = 10;

    // Beside an offset, which is a multiple of the alignment of blocks.
    private const int SizeClassBits = 7;
    private const int ShiftOfOffsets = 3;

    // Of a size that fits only where a block happens to begin at a cache line.
    private const int MostLooked = 64;

    // When there was nothing to be made of what was free then, and how much that was: O(free blocks), so not again at every write.
    private long _restsUntil;
    private long _freeInVain;
    private int _sizeInVain = int.MaxValue;

    private bool TryConvert(IndexKind kind, int sizeClass, out long block)
    {
        int size = SizeClasses.SizeOf(sizeClass);
        bool isFound = TryFindSingle(size, out long from, out long to) || (IsWorthSearching(size) && TrySearch(kind, size, out from, out to));
        block = isFound ? Convert(from, to, BlockMeta.OfIndex(kind, sizeClass)) : 0;
        return isFound;
    }

    private bool IsWorthSearching(int size) => FreeBlockBytes >= size
        && (size < _sizeInVain || FreeBlockBytes >= _freeInVain + size || Environment.TickCount64 >= _restsUntil);

    private bool TrySearch(IndexKind kind, int size, out long from, out long to)
    {
        long began = Environment.TickCount64;
        (from, to) = (0, 0);
        try
        {
            TakeAllShared();
            if (TryFindSingle(size, out from, out to) || (kind == IndexKind.Segment && TryFindNeighbours(size, out from, out to)))
                return true;
        }
        catch (OutOfMemoryException)
        {
            // Where there is so little memory for what is free, it is not to be had.
        }

        long now = Environment.TickCount64;
        (_restsUntil, _freeInVain, _sizeInVain) = (now + Math.Max(MillisecondsOfRest, RestsPerSearch * (now - began)), FreeBlockBytes, size);
        if (_shared is not null)
            Share();
        return false;
    }

    private void TakeAllShared()
    {
        for (int sizeClass = 0; _shared is not null && sizeClass < _free.Length; sizeClass++)
        {
            foreach (long block in _shared.Pool.TakeAll(sizeClass))
                _free[sizeClass].Add(block);
        }
    }

    // The smallest free block with room for so many bytes from a multiple of the alignment on.
    private bool TryFindSingle(int size, out long from, out long to)
    {
        foreach (FreeList list in _free.Where(list => list.BlockSize >= size && list.Count > 0))
        {
            foreach (long block in list.Blocks.Take(MostLooked))
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
        long count = _free.Sum(static list => (long)list.Count);
        if (count > Array.MaxLength)
            return false;
        long[] rented = ArrayPool<long>.Shared.Rent((int)count);
        try
        {
            Span<long> blocks = rented.AsSpan(0, (int)count);
            FillInOrder(blocks);
            return TryFindNeighbours(blocks, size, out from, out to);
        }
        finally
        {
            ArrayPool<long>.Shared.Return(rented);
        }
    }

    // All free blocks in the order of the region, each a number: its offset, and in the low bits its size class.
    private void FillInOrder(Span<long> blocks)
    {
        int filled = 0;
        for (int sizeClass = 0; sizeClass < _free.Length; sizeClass++)
        {
            foreach (long block in _free[sizeClass].Blocks)
                blocks[filled++] = (block << ShiftOfOffsets) | (uint)sizeClass;
        }

        blocks.Sort();
    }

    private static bool TryFindNeighbours(ReadOnlySpan<long> blocks, int size, out long from, out long to)
    {
        (from, to) = (0, 0);
        foreach (long block in blocks)
        {
            long offset = (block >> SizeClassBits) << (SizeClassBits - ShiftOfOffsets);
            if (offset != to)
                from = 0;
            to = offset + SizeClasses.SizeOf((int)block & ((1 << SizeClassBits) - 1));
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

        // What is left in front and behind stays for documents, and what was taken from other writers is given back.
        long block = Aligned(from);
        BlockSplitter.Format(this, _free, block + meta.BlockSize, to);
        BlockMeta first = block == from ? meta : new BlockMeta(0, SizeClasses.Of((int)(block - from)));
        if (block != from)
            HeaderOf(block).Format(meta);
        _steps.After(WriteStep.SuccessorsFormatted);
        Volatile.WriteBarrier();
        HeaderOf(from).Format(first);
        if (block != from)
            AddFree(from, first);
        if (_shared is not null)
            Share();
        return block;
    }

    private static long Aligned(long offset) => (offset + IndexLayout.Alignment - 1) & -IndexLayout.Alignment;
}
