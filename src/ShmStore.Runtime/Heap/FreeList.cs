using System.Runtime.CompilerServices;

namespace ShmStore.Heap;

/// <summary>The free blocks of one size class, reused first in, first out, so that a freed block rests as long as possible.</summary>
/// <remarks>
/// Readers may still be reading a freed block; they notice when it is reused and read again. The longer it rests, the rarer that is. Lives in the writer's own memory: the next writer
/// finds the free blocks from the slots and the indexes.
/// </remarks>
internal sealed class FreeList(int blockSize, int mostResting = FreeList.QuarantineBlocks)
{
    /// <summary>Blocks that rest at least, however large they are.</summary>
    public const int QuarantineAtLeast = 4;

    private const int QuarantineBlocks = 256;
    private const int QuarantineBytes = 1024 * 1024;
    private const int FirstLength = 4;
    private const int MaximumLength = 1 << 30;

    // A ring, whose length is a power of two; both counters go round at 2³².
    private long[] _ring = new long[FirstLength];
    private uint _added;
    private uint _taken;

    // How many are taken before they are put in order.
    private int _inOrder;

    /// <summary>Blocks that rest at least: more of them are made while the list is not longer than this.</summary>
    private readonly uint _quarantine = (uint)Math.Clamp(QuarantineBytes / blockSize, QuarantineAtLeast, mostResting);

    /// <summary>Bytes of each block.</summary>
    public int BlockSize => blockSize;

    /// <summary>Blocks in the list.</summary>
    public int Count => (int)(_added - _taken);

    /// <summary>Whether there are more than one of several writers keeps for itself: those that rest, and some beside them.</summary>
    public bool IsOverfull => (uint)Count > _quarantine + (_quarantine / 4) + QuarantineAtLeast;

    /// <summary>Bytes in the list.</summary>
    public long Bytes => (long)Count * blockSize;

    /// <summary>Puts a block at the back; or forgets it, if there is no memory to note it in: the next walk over the heap finds it. Never fails, as what is freed belongs to a commit that was made.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long block)
    {
        long[] ring = _ring;
        if (_added - _taken == (uint)ring.Length)
        {
            if (!TryGrow())
            {
                return;
            }

            ring = _ring;
        }

        ring[(int)_added++ & (ring.Length - 1)] = block;
    }

    /// <summary>Takes the block that rested longest, if more than the quarantine rest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTakeRested(out long block)
    {
        uint taken = _taken;
        if (_added - taken <= _quarantine)
        {
            block = 0;
            return false;
        }

        _taken = taken + 1;
        long[] ring = _ring;
        block = ring[(int)taken & (ring.Length - 1)];
        return true;
    }

    /// <summary>Takes the block that rested longest, however short that was: memory is scarce.</summary>
    public bool TryTake(out long block)
    {
        bool any = _added != _taken;
        block = any ? _ring[(int)_taken++ & (_ring.Length - 1)] : 0;
        return any;
    }

    /// <summary>
    /// Takes the first block in the region, or nearly: they are put in order anew when half of those that were have been taken. What is divided so leaves neighbours together that an index can be made of.
    /// Amortised O(log blocks).
    /// </summary>
    public bool TryTakeFirst(out long block)
    {
        if (_inOrder == 0)
            PutInOrder();
        _inOrder = Math.Max(0, _inOrder - 1);
        return TryTake(out block);
    }

    /// <summary>The blocks, the one that rested longest first.</summary>
    public IEnumerable<long> Blocks => Enumerable.Range(0, Count).Select(i => _ring[(int)(_taken + (uint)i) & (_ring.Length - 1)]);

    /// <summary>Takes out the blocks that begin in a range. O(blocks).</summary>
    public List<long> RemoveWithin(long from, long to)
    {
        List<long> removed = [];
        for (int left = Count; left > 0; left--)
        {
            TryTake(out long block);
            if (block >= from && block < to)
                removed.Add(block);
            else
                Add(block);
        }

        return removed;
    }

    /// <summary>Forgets all blocks: they are somebody else's.</summary>
    public void Clear() => _taken = _added;

    private void PutInOrder()
    {
        long[] blocks = [.. Blocks];
        Array.Sort(blocks);
        Clear();
        foreach (long block in blocks)
            Add(block);
        _inOrder = (blocks.Length + 1) / 2;
    }

    private bool TryGrow()
    {
        long[] ring = _ring;
        if (ring.Length > MaximumLength / 2)
            return false;
        long[] longer;
        try
        {
            longer = new long[2 * ring.Length];
        }
        catch (OutOfMemoryException)
        {
            return false;
        }

        for (uint i = _taken; i != _added; i++)
        {
            longer[(int)i & (longer.Length - 1)] = ring[(int)i & (ring.Length - 1)];
        }

        _ring = longer;
        return true;
    }
}
