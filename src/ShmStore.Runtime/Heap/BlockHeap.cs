using System.Runtime.CompilerServices;
using ShmStore.Layout;
using ShmStore.Memory;

namespace ShmStore.Heap;

/// <summary>Divides the heap of a region into blocks and gives them out. Writer only; not thread-safe.</summary>
/// <remarks>
/// A place that has once been a block header stays one for ever: blocks are split but never merged, but for those that become part of an index. A reader that was delayed therefore always looks at a version
/// word, or at one that can be none, never at somebody's data that happens to look like one.
/// </remarks>
internal sealed unsafe partial class BlockHeap
{
    private readonly Region _region;
    private readonly RegionHeader _header;
    private readonly FreeList[] _free;
    private readonly FreeList[] _freeRoots;
    private readonly FreeList[] _freeSegments;
    private readonly FreeList[] _freeRings;
    private readonly WriteSteps _steps;
    private readonly SharedHeap? _shared;
    private long _end;

    /// <summary>Bytes of the block for a value that was asked for in vain last; 0 for none since this was set to 0.</summary>
    public int Refused { get; set; }

    /// <summary>Bytes the store may grow to. The region may have more address space reserved.</summary>
    public long Maximum { get; set; }

    /// <summary>How often the region was made larger.</summary>
    public long Growths { get; private set; }

    /// <summary>
    /// A heap without free blocks whose divided part ends at <paramref name="end"/>; see <see cref="HeapRecovery"/> for one that has been used before.
    /// </summary>
    /// <param name="region">The region, writable.</param>
    /// <param name="end">Where the next new block begins.</param>
    /// <param name="maximum">Bytes the store may grow to. The region may have more address space reserved.</param>
    /// <param name="steps">Told of every step that changes the region; null for nobody.</param>
    /// <param name="shared">What it has to know of other writers; null when there are none.</param>
    public BlockHeap(Region region, long end, long maximum, WriteSteps? steps = null, SharedHeap? shared = null)
    {
        _steps = steps ?? new WriteSteps();
        _shared = shared;
        _end = end;
        Maximum = maximum;
        _region = region;
        _header = new RegionHeader(region);
        _free = [.. Sizes.Select(static size => new FreeList(size))];

        // Index blocks are replaced rarely, so few of them rest long enough.
        _freeRoots = NewIndexLists();
        _freeSegments = NewIndexLists();
        _freeRings = NewIndexLists();
    }

    /// <summary>Bytes in free blocks, of its own and of all writers.</summary>
    public long FreeBlockBytes => BytesOf(_free) + BytesOf(_freeRoots) + BytesOf(_freeSegments) + BytesOf(_freeRings) + (_shared is null ? 0 : _shared.Pool.Bytes + _shared.Pool.IndexBytes);

    /// <summary>Number of free blocks, and their bytes: none where another writer has taken them all since the last turn. Without the turn they are right at some moment, or as good as.</summary>
    public (long Blocks, long Bytes) FreeBlocks => _shared is { IsOutdated: true } ? default : (AllLists.Sum(static list => (long)list.Count) + (_shared?.Pool.Count ?? 0), FreeBlockBytes);

    private static IEnumerable<int> Sizes => Enumerable.Range(0, SizeClasses.Count).Select(SizeClasses.SizeOf);

    private IEnumerable<FreeList> AllLists => [.. _free, .. _freeRoots, .. _freeSegments, .. _freeRings];

    /// <summary>Whoever is told of the steps.</summary>
    public WriteSteps Steps => _steps;

    /// <summary>The header of the block at this offset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public BlockHeader HeaderOf(long block) => new(_region.Origin + block);

    /// <summary>
    /// Finds a block for a document of <paramref name="length"/> bytes and invalidates it. It belongs to the caller until <see cref="Free"/>.
    /// </summary>
    /// <returns>Offset of the block and its size class.</returns>
    /// <exception cref="StoreFullException">No block, and the region cannot grow. The heap is as it was.</exception>
    public (long Block, int SizeClass) Allocate(int length)
    {
        int sizeClass = ClassOf(length);
        return TryAllocate(sizeClass, Scarcity.Last, out long block, out StoreFullException? full) ? (block, sizeClass) : throw Refuse(SizeClasses.SizeOf(sizeClass), full);
    }

    /// <summary>As <see cref="Allocate"/>, for who may have another way to get memory than to look through the heap for what other writers have freed.</summary>
    /// <param name="sizeClass">Size class of the block.</param>
    /// <param name="scarcity">What may be done for it.</param>
    /// <param name="block">Offset of the block.</param>
    /// <param name="full">Why the region cannot grow, though it is not as large as it may be; null otherwise.</param>
    /// <returns>False if there is none. The heap is as it was.</returns>
    public bool TryAllocate(int sizeClass, Scarcity scarcity, out long block, out StoreFullException? full)
    {
        full = null;
        if (TryTakeRested(sizeClass, out block))
        {
            return true;
        }

        // A block that another writer has freed, before a larger one is divided: blocks are never merged.
        var meta = new BlockMeta(0, sizeClass);
        bool isFound = TryTakeShared(meta, out block)
            || (TryReclaim(meta.BlockSize, Scarcity.None) && (_free[sizeClass].TryTakeRested(out block) || TryTakeShared(meta, out block)))
            || TryCarve(meta, out block, out full)
            || _free[sizeClass].TryTake(out block)
            || (TryReclaim(meta.BlockSize, scarcity) && _free[sizeClass].TryTake(out block))
            || (MayDivide(sizeClass, scarcity) && BlockSplitter.TrySplitLarger(this, _free, sizeClass, out block));
        if (isFound)
        {
            full = null;
            Take(block, sizeClass);
        }

        return isFound;
    }

    /// <summary>Size class of the block for a document of <paramref name="length"/> bytes.</summary>
    public static int ClassOf(int length) => SizeClasses.Of(BlockLayout.HeaderLength + length);

    /// <summary>
    /// As <see cref="Allocate"/>, if a free block of the class has rested long enough, which is nearly always so in a store that is written again and again. The rare ways are left out, so that this
    /// becomes part of the caller's code.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTakeRested(int sizeClass, out long block)
    {
        if (!_free[sizeClass].TryTakeRested(out block))
        {
            return false;
        }

        Take(block, sizeClass);
        return true;
    }

    /// <summary>As <see cref="TryTakeRested(int, out long)"/>, if blocks of the class have room for a document of <paramref name="length"/> bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTakeRested(int sizeClass, int length, out long block)
    {
        block = 0;
        return _free[sizeClass].BlockSize - BlockLayout.HeaderLength >= length && TryTakeRested(sizeClass, out block);
    }

    /// <summary>Finds a block for a root, a segment or a ring to <see cref="IndexLayout.Alignment"/>, invalidates it and fills it with zeros.</summary>
    /// <param name="kind">What the block is, and remains for ever.</param>
    /// <param name="length">Bytes, the block's header included.</param>
    /// <param name="scarcity">What may be done for it.</param>
    /// <returns>Offset of the block; 0 if there is none that may be had for so little scarcity.</returns>
    /// <exception cref="StoreFullException">No block, the region cannot grow, and the operation fails without one. The heap is as it was.</exception>
    public long AllocateIndex(IndexKind kind, int length, Scarcity scarcity)
    {
        int sizeClass = SizeClasses.Of(length);
        int size = SizeClasses.SizeOf(sizeClass);
        if (!TryTakeIndex(kind, sizeClass, scarcity, out long block, out StoreFullException? full))
            return scarcity < Scarcity.Last ? 0 : throw Full(size, full, " for the index of a map");
        HeaderOf(block).Invalidate();
        ClearIndex(block);
        _shared?.Took(block, size);
        return block;
    }

    /// <summary>Fills a block of an index with zeros, its header apart.</summary>
    public void ClearIndex(long block)
    {
        BlockHeader header = HeaderOf(block);
        BlockBytes.Clear(header.Document, new BlockMeta(header.Meta).BlockSize - BlockLayout.HeaderLength);
    }

    /// <summary>Gives a block back. Readers that still read it are not disturbed until it is reused.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Free(long block)
    {
        var meta = new BlockMeta(HeaderOf(block).Meta);
        AddFree(block, meta);
        if (_shared is not null)
            Give(_shared, block, meta);
    }

    /// <summary>Adds a block to the free lists that was found to be free, and to be of a class that there is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddFree(long block, BlockMeta meta) => ListOf(meta).Add(block);

    private bool TryTakeIndex(IndexKind kind, int sizeClass, Scarcity scarcity, out long block, out StoreFullException? full)
    {
        full = null;
        bool isFirstIndex = scarcity == Scarcity.FirstIndex;
        var meta = BlockMeta.OfIndex(kind, sizeClass);
        FreeList list = ListOf(meta);
        return list.TryTakeRested(out block)
            || TryTakeShared(meta, out block)
            || (TryReclaim(meta.BlockSize, Scarcity.None) && (list.TryTakeRested(out block) || TryTakeShared(meta, out block)))
            || (TryAlign(isFirstIndex, out full) && TryCarve(meta, out block, out full, isFirstIndex))
            || list.TryTake(out block)
            || (TryReclaim(meta.BlockSize, scarcity) && (list.TryTake(out block) || TryTakeShared(meta, out block)))
            || TryConvert(kind, sizeClass, out block);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Take(long block, int sizeClass)
    {
        HeaderOf(block).Invalidate();
        _shared?.Took(block, SizeClasses.SizeOf(sizeClass));
    }

    private static long BytesOf(ReadOnlySpan<FreeList> lists)
    {
        long bytes = 0;
        foreach (FreeList list in lists)
            bytes += list.Bytes;
        return bytes;
    }

    private static FreeList[] NewIndexLists() => [.. Sizes.Select(static size => new FreeList(size, FreeList.QuarantineAtLeast))];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private FreeList ListOf(BlockMeta meta) => (meta.IsIndex ? ListsOf(meta.Kind) : _free)[meta.SizeClass];

    private FreeList[] ListsOf(IndexKind kind) => kind switch
    {
        IndexKind.Root => _freeRoots,
        IndexKind.Ring => _freeRings,
        _ => _freeSegments,
    };

    private StoreFullException Refuse(int needed, StoreFullException? cause)
    {
        Refused = needed;
        return Full(needed, cause);
    }

    private StoreFullException Full(int needed, StoreFullException? cause, string purpose = "")
    {
        int largestClass = Math.Max(Array.FindLastIndex(_free, static list => list.Count > 0), _shared?.Pool.LargestClass ?? -1);
        long largest = largestClass < 0 ? 0 : SizeClasses.SizeOf(largestClass);
        string limit = cause is null ? $" to more than its maximum of {Maximum} bytes." : $", though its maximum is {Maximum} bytes. {cause.Message}";
        long free = BytesOf(_free) + (_shared?.Pool.Bytes ?? 0);
        long undivided = (cause is null ? Maximum : _region.Committed) - _end;
        long kept = Math.Min(undivided, Kept);
        string reserved = kept > 0 ? $" (of which {kept} are kept for maps that were never written)" : "";
        string message = $"'{_region.Name}' is full: a block of {needed} bytes is needed{purpose}, {free} bytes are free in blocks of at most {largest}, "
            + $"{undivided} bytes are not divided yet{reserved}, and the region cannot grow from {_region.Committed}{limit}";
        return new StoreFullException(message, needed, free + undivided, largest, Maximum, cause);
    }
}
