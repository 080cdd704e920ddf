using ShmStore.Layout;
using ShmStore.Store.Inspection;

namespace ShmStore.Store.Repairing;

/// <summary>Goes through the parts of a heap that are in none of the blocks which are known to be intact: what stands inside of these is a value, and no block, whatever it looks like.</summary>
/// <remarks>
/// Where blocks lead from the end of one that is known exactly to the beginning of the next, they are all there are. Elsewhere the walk was lost, and one can begin at every place.
/// </remarks>
/// <param name="store">The store.</param>
/// <param name="known">The blocks that are known, in any order.</param>
internal sealed class UnnamedBlocks(InspectedStore store, IEnumerable<ImageBlock> known)
{
    // Where a file was cut short, or the end of its heap is not known.
    private readonly long _limit = store.Image.Length & -BlockLayout.Alignment;

    /// <summary>Shows all places where a block can begin; O(heap).</summary>
    /// <param name="visit">Is told whether one certainly does, and tells whether it is what it looks like; then none is inside of it.</param>
    public void Visit(Func<ImageBlock, bool, bool> visit)
    {
        var bounds = known.Select(static block => (Start: block.Offset, End: block.Offset + block.Size)).Append((store.Heap.End, store.Heap.End)).Append((_limit, _limit)).ToList();
        bounds.Sort();
        long from = store.Areas.Heap;
        foreach ((long start, long end) in bounds)
        {
            if (start > from)
                VisitGap(from, start, visit);
            from = Math.Max(from, end);
        }
    }

    private void VisitGap(long from, long to, Func<ImageBlock, bool, bool> visit)
    {
        bool isCertain = IsWalkable(from, to);
        for (long offset = from; offset < to;)
        {
            store.Cancellation.ThrowIfCancellationRequested();
            var block = ImageBlock.Read(store.Image, offset);
            bool isBlock = block.HasSize && block.Size <= to - offset && visit(block, isCertain);
            offset += isBlock || isCertain ? block.Size : BlockLayout.Alignment;
        }
    }

    private bool IsWalkable(long from, long to)
    {
        bool isZero = false;
        for (long offset = from; offset != to;)
        {
            store.Cancellation.ThrowIfCancellationRequested();
            if (offset > to)
                return to == _limit && IsCutShort;
            var block = ImageBlock.Read(store.Image, offset);

            // Zeros are the smallest of free blocks. That many of these are beside each other comes from a page that was lost, and then the walk ends up inside a block.
            bool wasZero = isZero;
            isZero = block is { Version: 0, Length: 0, Meta.Word: 0 };
            if (!block.HasSize || (isZero && wasZero && offset < store.Heap.End))
                return false;
            offset += block.Size;
        }

        return true;
    }

    private bool IsCutShort => store.Image.At<long>(HeaderLayout.HeapEndOffset) > _limit;
}
