using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ShmStore.Heap;

/// <summary>Fills blocks.</summary>
internal static unsafe class BlockBytes
{
    // Beyond so many vectors, the call of the library's copy is worth what it costs.
    private const int MostVectors = 16;

    // The least that glibc can be told to begin at (x86_non_temporal_threshold).
    private const int ShortestPassedBy = 0x4040;

    /// <summary>Copies bytes to an address that has room for them. The two places do not overlap.</summary>
    /// <remarks>
    /// As vectors, of which the last may overlap the one before it. The library's copy does the same, but is a call, and around a call everything that a commit knows has to be kept on the stack.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(ReadOnlySpan<byte> source, byte* destination)
    {
        // Where the last vector begins. Unsigned, so that there is none in fewer bytes.
        int last = source.Length - Vector256<byte>.Count;
        if ((uint)last > (MostVectors - 1) * Vector256<byte>.Count)
        {
            CopyLong(source, destination);
            return;
        }

        // As wide as an address, so that none of them is made so wide again for each vector.
        nuint end = (uint)last;
        ref byte first = ref MemoryMarshal.GetReference(source);
        for (nuint at = 0; at < end; at += (uint)Vector256<byte>.Count)
        {
            Vector256.Store(Vector256.LoadUnsafe(ref first, at), destination + at);
        }

        Vector256.Store(Vector256.LoadUnsafe(ref first, end), destination + end);
    }

    /// <summary>Fills bytes with zeros.</summary>
    public static void Clear(byte* destination, int length)
    {
        OrderLongStores(length);
        new Span<byte>(destination, length).Clear();
    }

    private static void CopyLong(ReadOnlySpan<byte> source, byte* destination)
    {
        OrderLongStores(source.Length);
        source.CopyTo(new Span<byte>(destination, source.Length));
    }

    // Whoever copies into a block has taken it out of readers' hands by a store before. On x64 stores are seen in their order, for which Volatile.WriteBarrier there only tells the compiler; but not those that
    // pass the caches by, with which the library copies and clears what is longer than a good part of them, and never less than this. Behind them it has a fence of its own.
    private static void OrderLongStores(int length)
    {
        if (Sse.IsSupported && length >= ShortestPassedBy)
            Sse.StoreFence();
    }
}
