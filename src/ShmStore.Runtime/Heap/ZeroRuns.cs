using ShmStore.Layout;
using ShmStore.Memory;

namespace ShmStore.Heap;

/// <summary>Places of a heap where for a long way nothing but zeros stands, each 16 of which are a free block that has only a header.</summary>
/// <remarks>
/// Writers leave single ones of these blocks, and few of them side by side. A file that says that its heap is far longer than what was written, or a power failure, leaves millions, which cost nothing in the file and eight bytes each in a
/// list of free blocks. They are good for nothing but values that are cleared, so whoever walks over a heap leaves out those of long runs, and they stay unused.
/// </remarks>
internal sealed unsafe class ZeroRuns(Region region, long end)
{
    /// <summary>Bytes of a run that is left out.</summary>
    public const int Length = 64 * 1024;

    // Up to here it is known what stands there, and that the run is shorter.
    private long _known;

    /// <summary>Whether a run begins with a block.</summary>
    public bool BeginsAt(long block)
    {
        if (block < _known || end - block < Length)
            return false;
        int zeros = new ReadOnlySpan<byte>(region.Origin + block, Length).IndexOfAnyExcept((byte)0);
        _known = block + Math.Max(zeros, BlockLayout.HeaderLength);
        return zeros < 0;
    }
}
