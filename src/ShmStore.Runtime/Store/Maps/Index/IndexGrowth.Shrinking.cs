using ShmStore.Heap;
using ShmStore.Layout;

namespace ShmStore.Store.Maps;

/// <content>An index that has become too large for its entries.</content>
internal sealed unsafe partial class IndexGrowth
{
    /// <summary>Puts a root with one segment in the place of a larger index, if it is larger. No entry changes: they are copied, as when it grows.</summary>
    /// <param name="lanes">What <see cref="LanesInUse"/> has found; the segment has room for so many.</param>
    /// <param name="buckets">Buckets of the segment.</param>
    /// <exception cref="StoreFullException">No room; the index is as it was.</exception>
    public void Shrink(IReadOnlyList<nint> lanes, int buckets)
    {
        long old = _header.At<long>(slotWord);
        IReadOnlyList<long> segments = Segments(old);
        if (segments.Count == 1 && SegmentLease.BucketsOf(segments[0]) <= buckets)
            return;
        long root = NewRoot(_header.At<long>(old + IndexLayout.RootRingOffset), Scarcity.Last, buckets);
        long segment = _header.At<long>(root + IndexLayout.DirectoryOffset) & IndexLayout.OffsetMask;
        foreach (nint lane in lanes)
            Copy(*(long*)lane, depth: 0, buckets, [segment]);
        writer.Steps.After(WriteStep.EntriesCopied);
        CopyCounters(old, root);
        Volatile.Write(ref _header.At<long>(slotWord), root);
        writer.Steps.After(WriteStep.RootNamed);

        // The new root before the zeros in the old segments.
        Volatile.WriteBarrier();
        foreach (long word in segments)
            writer.FreeIndex(word & IndexLayout.OffsetMask);
        writer.FreeIndex(old);
    }
}
