using ShmStore.Layout;

namespace ShmStore.Heap;

/// <summary>A set of block offsets in a range: one bit for each place where a block can begin, which is less than a hundredth of the heap.</summary>
internal sealed class BlockSet
{
    private const int BitsPerWord = 64;

    // Small, so that a few blocks far from each other in a file with holes take little memory.
    private const int BitsPerChunk = 1 << 16;
    private readonly long _start;
    private readonly long _end;
    private readonly ulong[]?[] _chunks;

    /// <summary>An empty set for offsets from <paramref name="start"/>, a multiple of the alignment of blocks, to before <paramref name="end"/>.</summary>
    public BlockSet(long start, long end)
    {
        _start = start;
        _end = end;
        _chunks = new ulong[]?[((Math.Max(end - start, 0) / BlockLayout.Alignment) / BitsPerChunk) + 1];
    }

    /// <summary>Where the range ends.</summary>
    public long End => _end;

    /// <summary>Number of offsets in the set.</summary>
    public long Count { get; private set; }

    /// <summary>Whether an offset is one at which a block of the range could begin.</summary>
    public bool IsPossible(long offset) => offset >= _start && offset < _end && offset % BlockLayout.Alignment == 0;

    /// <summary>Adds an offset for which <see cref="IsPossible"/>.</summary>
    /// <returns>False if it was in the set.</returns>
    public bool Add(long offset)
    {
        (ulong[]? chunk, int word, ulong bit) = Locate(offset, create: true);
        if ((chunk![word] & bit) != 0)
            return false;
        chunk[word] |= bit;
        Count++;
        return true;
    }

    /// <summary>Whether the set has an offset.</summary>
    public bool Contains(long offset)
    {
        (ulong[]? chunk, int word, ulong bit) = Locate(offset, create: false);
        return chunk is not null && (chunk[word] & bit) != 0;
    }

    private (ulong[]? Chunk, int Word, ulong Bit) Locate(long offset, bool create)
    {
        long index = (offset - _start) / BlockLayout.Alignment;
        ref ulong[]? chunk = ref _chunks[index / BitsPerChunk];
        if (create)
            chunk ??= new ulong[BitsPerChunk / BitsPerWord];
        int bit = (int)(index % BitsPerChunk);
        return (chunk, bit / BitsPerWord, 1UL << (bit % BitsPerWord));
    }
}
