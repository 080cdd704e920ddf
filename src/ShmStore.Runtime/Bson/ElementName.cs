using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ShmStore.Bson;

/// <summary>Skipping element names.</summary>
internal static class ElementName
{
    private const ulong LowBits = 0x0101010101010101;
    private const ulong HighBits = 0x8080808080808080;

    /// <summary>The length of the name that starts here; -1 if it has no end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Length(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= sizeof(ulong))
        {
            // The lowest marked byte is the first zero; only bytes above it may be marked wrongly.
            ulong word = Unsafe.ReadUnaligned<ulong>(ref MemoryMarshal.GetReference(bytes));
            ulong zeros = (word - LowBits) & ~word & HighBits;
            if (zeros != 0)
                return BitOperations.TrailingZeroCount(zeros) / 8;
        }
        return bytes.IndexOf((byte)0);
    }
}
