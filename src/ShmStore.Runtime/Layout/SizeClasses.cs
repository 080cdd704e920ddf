using System.Numerics;

namespace ShmStore.Layout;

/// <summary>The sizes blocks come in: multiples of 16 up to 128 bytes, then four per doubling, so that less than a fifth of a larger block is unused.</summary>
internal static class SizeClasses
{
    private const int LinearLimit = 128;
    private const int LinearCount = LinearLimit / BlockLayout.Alignment;
    private const int LinearLog = 7;
    private const int StepsLog = 2;

    /// <summary>Number of classes; the largest holds the longest document under the longest key.</summary>
    public static readonly int Count = Of(BlockLayout.HeaderLength + EntryLayout.MaximumPrologue + BlockLayout.MaximumDocument) + 1;

    /// <summary>The class of the smallest block of at least <paramref name="bytes"/> bytes, header included. 16 ≤ bytes.</summary>
    public static int Of(int bytes)
    {
        if (bytes <= LinearLimit)
        {
            return ((bytes + BlockLayout.Alignment - 1) / BlockLayout.Alignment) - 1;
        }

        // Blocks of a doubling (2^k, 2^(k+1)] are 2^k plus one to four quarters of it.
        int log = BitOperations.Log2((uint)bytes - 1);
        int step = (bytes - 1 - (1 << log)) >> (log - StepsLog);
        return LinearCount + ((log - LinearLog) << StepsLog) + step;
    }

    /// <summary>The largest class whose blocks fit into <paramref name="bytes"/> bytes. 16 ≤ bytes.</summary>
    public static int LargestWithin(long bytes)
    {
        int sizeClass = bytes >= SizeOf(Count - 1) ? Count - 1 : Of((int)bytes);
        return SizeOf(sizeClass) > bytes ? sizeClass - 1 : sizeClass;
    }

    /// <summary>Bytes of a block of this class, header included.</summary>
    public static int SizeOf(int sizeClass)
    {
        if (sizeClass < LinearCount)
        {
            return (sizeClass + 1) * BlockLayout.Alignment;
        }

        int log = LinearLog + ((sizeClass - LinearCount) >> StepsLog);
        int step = ((sizeClass - LinearCount) & ((1 << StepsLog) - 1)) + 1;
        return (1 << log) + (step << (log - StepsLog));
    }
}
