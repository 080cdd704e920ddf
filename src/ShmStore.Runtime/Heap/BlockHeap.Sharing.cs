using ShmStore.Layout;

namespace ShmStore.Heap;

/// <content>What the writers of a store have together, and what one of them takes that the others have freed.</content>
internal sealed unsafe partial class BlockHeap
{
    // Less than such a part of the heap is little.
    private const int SmallPart = 16;

    /// <summary>Goes on after another writer's turn: the heap may end further back, and that writer may have taken all free blocks. For one of several writers.</summary>
    /// <exception cref="StoreFormatException">The heap is said to end outside of the region.</exception>
    public void BeginTurn()
    {
        _end = HeapRecovery.EndOf(_region, _shared!.Start);
        if (!_shared.Begin())
        {
            Forget();
        }
    }

    /// <summary>Takes all free blocks of the heap, in whoever's lists they are. For one of several writers. O(blocks).</summary>
    /// <param name="live">The blocks that slots, directories and lanes name; null to look for them.</param>
    /// <returns>The highest versions that were found.</returns>
    /// <exception cref="StoreFormatException">The heap, its slots or indexes are damaged; this writer has some of the free blocks or none.</exception>
    public RecoveredHeap Reclaim(BlockSet? live = null)
    {
        (BlockSet named, IReadOnlySet<long> held) = _shared!.BeginWalk(live);
        Forget();
        RecoveredHeap found = HeapRecovery.Fill(this, _region, _shared.Start, named, held);
        _shared.EndWalk(_end - _shared.Start - FreeBlockBytes);
        return found;
    }

    /// <summary>Gives other writers what this one need not keep for itself, after a walk has given it all. For one of several writers. O(free blocks).</summary>
    public void Share()
    {
        foreach (BlockMeta meta in PoolLayout.Blocks)
            Share(_shared!, meta);
    }

    /// <summary>Gives other writers all free blocks that they can share. For one of several writers, who leaves.</summary>
    public void ShareAll()
    {
        foreach (BlockMeta meta in PoolLayout.Blocks)
        {
            while (ListOf(meta).TryTake(out long block))
                _shared!.Pool.Add(block, meta);
        }

        _shared!.Leave();
    }

    /// <summary>Takes a free block that will be divided: the first in the region of its size class, or nearly.</summary>
    /// <returns>False if there is none of this class.</returns>
    internal bool TryTakeFirst(int sizeClass, out long block)
        => _shared is null || !BlockPool.Takes(sizeClass) ? _free[sizeClass].TryTakeFirst(out block) : _shared.Pool.TryTakeFirst(sizeClass, _free[sizeClass], out block);

    private bool TryTakeShared(BlockMeta meta, out long block)
    {
        block = 0;
        return _shared is not null && _shared.Pool.TryTake(meta, out block);
    }

    private void Give(SharedHeap shared, long block, BlockMeta meta)
    {
        shared.Gave(block, meta.BlockSize);
        if (PoolLayout.HasList(meta))
            Share(shared, meta);
    }

    // What is more than rests. Blocks of indexes come and go rarely, and are large, so none of them is kept beside those.
    private void Share(SharedHeap shared, BlockMeta meta)
    {
        FreeList list = ListOf(meta);
        while ((meta.IsIndex || list.IsOverfull) && list.TryTakeRested(out long rested))
            shared.Pool.Add(rested, meta);
    }

    private void Forget()
    {
        foreach (FreeList list in AllLists)
        {
            list.Clear();
        }
    }

    private bool TryReclaim(int size, Scarcity scarcity)
    {
        if (_shared is null || (scarcity == Scarcity.None && !_shared.AreLeft && _end + size <= _region.Committed) || !IsWorthWalking(_shared, _end - _shared.Start, scarcity))
            return false;
        Reclaim();
        Share();
        return true;
    }

    // As if nothing were free here first: a store that only grows is told so for every block, and to add up what is free takes longer than to make one.
    private bool IsWorthWalking(SharedHeap shared, long divided, Scarcity scarcity) =>
        shared.IsWorthWalking(divided, 0, scarcity) && shared.IsWorthWalking(divided, FreeBlockBytes, scarcity);

    // Where nothing can be evicted, only what others have may fit. Where something can, rather that goes: of those blocks that are divided for small entries none is ever put together for a large one again. But it never
    // pays to evict what is of use where much is free.
    private bool MayDivide(int sizeClass, Scarcity scarcity) => scarcity switch
    {
        >= Scarcity.GivenBack => true,
        Scarcity.Evictable => LargerFreeBytes(sizeClass) >= _end / SmallPart,
        _ => _shared is null || _shared.InOthersLists(_end - _shared.Start, FreeBlockBytes) <= 0,
    };

    // Bytes in free blocks that could be divided for one of a size class. How many of the pool's are smaller is not known.
    private long LargerFreeBytes(int sizeClass) => BytesOf(_free.AsSpan(sizeClass + 1)) + (_shared?.Pool.Bytes ?? 0);
}
