using ShmStore.Layout;
using ShmStore.Memory;

namespace ShmStore.Heap;

/// <content>New blocks, behind the end of the heap.</content>
internal sealed unsafe partial class BlockHeap
{
    private const long SmallestGrowth = 256 * 1024;
    private const long LargestDoubled = 16 * 1024 * 1024;
    private const long LargestGrowth = 64 * 1024 * 1024;

    // What a large store has and does not use in the end is no more than such a part of the rest.
    private const int GrowthPart = 8;

    private const long NotCounted = -1;

    // The slots of maps.
    private readonly List<long> _mapSlots = [];

    // How many of them named nothing when that was counted, and how many blocks of indexes had been made by then. None gets a root before more are, by whichever writer, and nobody asks between the last of them and the root being named.
    private (long IndexVersions, int Maps) _unwritten = (NotCounted, 0);

    /// <summary>Keeps documents and other indexes from taking what a map needs for its first index, if it was never written. Not thread-safe.</summary>
    /// <param name="slotWord">Offset of the word that names its root.</param>
    public void ReserveFor(long slotWord)
    {
        _mapSlots.Add(slotWord);
        _unwritten.IndexVersions = NotCounted;
    }

    // Bytes at the end that only the first indexes of maps may take which were never written; of a small store not more than a quarter.
    private long Kept => Math.Min(MostKept, UnwrittenMaps * IndexLayout.FirstIndexLength);

    private long MostKept => Math.Min(Maximum / 4, _mapSlots.Count * IndexLayout.FirstIndexLength);

    private int UnwrittenMaps
    {
        get
        {
            // Asked for each new block near the end of a store, which may have thousands of maps.
            long indexVersions = _header.At<long>(HeaderLayout.IndexVersionsOffset);
            if (_unwritten.IndexVersions != indexVersions)
                _unwritten = (indexVersions, _mapSlots.Count(word => _header.At<long>(word) == 0));
            return _unwritten.Maps;
        }
    }

    private bool MayRemain(long remaining, bool isFirstIndex) => remaining >= (isFirstIndex ? 0 : MostKept) || (remaining >= 0 && remaining >= Kept);

    // A small free block in front, where the heap does not end at a cache line.
    private bool TryAlign(bool isFirstIndex, out StoreFullException? full)
    {
        full = null;
        int gap = (int)(-_end & (IndexLayout.Alignment - 1));
        if (gap == 0)
            return true;
        var meta = new BlockMeta(0, SizeClasses.Of(gap));
        if (!TryCarve(meta, out long filler, out full, isFirstIndex))
            return false;
        AddFree(filler, meta);
        return true;
    }

    private bool TryCarve(BlockMeta meta, out long block, out StoreFullException? full, bool isFirstIndex = false)
    {
        int size = meta.BlockSize;
        block = _end;
        full = null;
        if (!MayRemain(Maximum - block - size, isFirstIndex))
        {
            return false;
        }

        if (block + size > _region.Committed)
        {
            try
            {
                Grow(block + size);
            }
            catch (StoreFullException exception)
            {
                full = exception;
                return false;
            }
        }
        else if (block + size > _header.At<long>(HeaderLayout.CommittedOffset))
        {
            // A writer died, or failed, after it had made the file longer.
            NoteGrowth();
        }

        // The header first, then the new end: the next writer must be able to walk every block below the end.
        HeaderOf(block).Format(meta);
        _steps.After(WriteStep.BlockFormatted);
        _end = block + size;
        Volatile.Write(ref _header.HeapEnd, _end);
        _steps.After(WriteStep.HeapEndMoved);
        return true;
    }

    private void Grow(long needed)
    {
        // Doubling what is small, then by a part, but never let a generous step fail where a small one fits. By what is in use: where much is free, a few blocks are missing that are of another size than those.
        long used = _region.Committed - FreeBlockBytes;
        long step = Math.Clamp(Math.Max(Math.Min(used, LargestDoubled), used / GrowthPart), SmallestGrowth, LargestGrowth);
        long generous = RegionPages.RoundUp(Math.Max(needed, _region.Committed + step));

        // A larger store ends where a large page does, so that all of the next growth can lie in large pages.
        if (step >= Pages.LargeSize)
            generous = Math.Max(generous & -Pages.LargeSize, RegionPages.RoundUp(needed));
        if (generous <= Maximum)
        {
            try
            {
                GrowTo(generous);
                return;
            }
            catch (StoreFullException)
            {
                // Try again with just what is needed.
            }
        }

        GrowTo(Math.Min(RegionPages.RoundUp(needed), Maximum));
    }

    private void GrowTo(long committed)
    {
        _region.Grow(committed);
        Growths++;
        _steps.After(WriteStep.RegionExtended);
        NoteGrowth();
    }

    private void NoteGrowth()
    {
        Volatile.Write(ref _header.At<long>(HeaderLayout.CommittedOffset), _region.Committed);
        _steps.After(WriteStep.GrowthNoted);
    }
}
