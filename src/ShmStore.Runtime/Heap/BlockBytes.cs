using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ShmStore.Heap;

/// <summary>Copies documents into blocks.</summary>
internal static unsafe class BlockBytes
{
    // Beyond so many vectors, the call of the library's copy is worth what it costs.
    private const int MostVectors = 16;

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
            source.CopyTo(new Span<byte>(destination, source.Length));
            return;
        }

        ref byte first = ref MemoryMarshal.GetReference(source);
        for (int at = 0; at < last; at += Vector256<byte>.Count)
        {
            Vector256.Store(Vector256.LoadUnsafe(ref first, (uint)at), destination + at);
        }

        Vector256.Store(Vector256.LoadUnsafe(ref first, (uint)last), destination + last);
    }
}
