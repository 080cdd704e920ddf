using System.Runtime.CompilerServices;

namespace ShmStore.Memory;

/// <summary>
/// One byte for each of many hashes, outside of the region: whoever finds an entry of a map that has bounds sets the byte of its hash, and the writer, looking for what to evict, clears it. The reference bits of the
/// CLOCK algorithm (Corbató, 1968). All members are thread-safe.
/// </summary>
/// <remarks>
/// Plain loads and stores: a mark that is lost, is stale, or belongs to another hash with the same byte makes the choice of what to evict a little worse, and nothing else. A byte that is set is only read, so that a key
/// that is read often costs a load and its cache line stays shared by all cores.
/// </remarks>
internal sealed unsafe class UseMarks
{
    private const ulong GoldenRatio = 0x9E3779B97F4A7C15;

    private readonly byte* _start;
    private readonly ulong _mask;
    private readonly object _memory;

    /// <summary>Marks at an address.</summary>
    /// <param name="start">Address of the first byte; readable and writable, as are <see cref="BytesFor"/> the marks from there on.</param>
    /// <param name="length">How many marks; a power of two, from 8 on.</param>
    /// <param name="memory">What keeps the bytes mapped.</param>
    public UseMarks(byte* start, long length, object memory)
    {
        _start = start;
        _mask = (ulong)length - 1;
        _memory = memory;
    }

    /// <summary>How many there are.</summary>
    public long Length => (long)_mask + 1;

    /// <summary>Bytes that so many marks take, and the words behind them.</summary>
    public static long BytesFor(long marks) => 2 * marks;

    /// <summary>A word for every eight marks, which writers use as they like. That of a hash, and of others. Valid as long as these marks are reachable.</summary>
    /// <remarks>Mixed by a multiplication (Fibonacci hashing; Knuth, The Art of Computer Programming, volume 3, 6.4): keys that differ in their last byte alone may agree in any few bits of their hashes.</remarks>
    public ref ulong WordOf(ulong hash) => ref ((ulong*)(_start + Length))[((hash * GoldenRatio) >> 32) & (_mask / sizeof(ulong))];

    /// <summary>Notes that an entry was found whose key has this hash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(ulong hash)
    {
        byte* mark = _start + (hash & _mask);
        if (*mark == 0)
            *mark = 1;
        GC.KeepAlive(_memory);
    }

    /// <summary>Whether an entry with this hash was found since this was last asked, or one with the same byte.</summary>
    public bool Take(ulong hash)
    {
        byte* mark = _start + (hash & _mask);
        bool isSet = *mark != 0;
        if (isSet)
            *mark = 0;
        GC.KeepAlive(_memory);
        return isSet;
    }
}
