using ShmStore.Layout;

namespace ShmStore.Heap;

/// <summary>Splits a free block that is larger than needed, when the region cannot grow any more.</summary>
internal static class BlockSplitter
{
    /// <summary>Splits the smallest larger free block. The first part is the result, the others become free. O(number of size classes).</summary>
    public static bool TrySplitLarger(BlockHeap heap, FreeList[] free, int sizeClass, out long block)
    {
        for (int larger = sizeClass + 1; larger < free.Length; larger++)
        {
            if (heap.TryTakeFirst(larger, out block))
            {
                Split(heap, free, block, larger, sizeClass);
                return true;
            }
        }

        block = 0;
        return false;
    }

    /// <summary>Divides bytes inside of a free block, or behind one that is just made, into blocks for documents, and adds them to the free ones.</summary>
    public static void Format(BlockHeap heap, FreeList[] free, long from, long to)
    {
        for (long part = from; part < to;)
        {
            int partClass = SizeClasses.LargestWithin(to - part);
            heap.HeaderOf(part).Format(new BlockMeta(0, partClass));
            free[partClass].Add(part);
            part += SizeClasses.SizeOf(partClass);
        }
    }

    private static void Split(BlockHeap heap, FreeList[] free, long block, int from, int to)
    {
        // Readers may still hold the large block: it must become invalid before the headers of the parts are written into its document.
        heap.HeaderOf(block).Invalidate();

        Format(heap, free, block + SizeClasses.SizeOf(to), block + SizeClasses.SizeOf(from));
        heap.Steps.After(WriteStep.PartsFormatted);

        // Only now the large block shrinks: a writer that dies before leaves a large block, one that dies after leaves its parts; the heap can be walked in both cases.
        Volatile.WriteBarrier();
        heap.HeaderOf(block).Format(new BlockMeta(0, to));
    }
}
