using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ShmStore.Bson;

/// <summary>Skipping and comparing element names.</summary>
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

    /// <summary>Whether a name and its zero stand here. For names that are constants where this is inlined; it is then one or two comparisons of words with constants.</summary>
    /// <param name="bytes">Where the name starts. The caller has checked that there is one byte more than the name has.</param>
    /// <param name="name">The name, without its zero.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Is(ref byte bytes, scoped ReadOnlySpan<byte> name)
    {
        // One difference and not several answers: the only branch is then the caller's.
        ulong difference = Unsafe.Add(ref bytes, name.Length);
        int length = name.Length;
        ref byte expected = ref MemoryMarshal.GetReference(name);
        if (length > 2 * sizeof(ulong))
            difference |= name.SequenceEqual(MemoryMarshal.CreateReadOnlySpan(in bytes, length)) ? 0UL : 1UL;
        else if (length >= sizeof(ulong))
            difference |= Difference<ulong>(ref bytes, ref expected, length);
        else if (length >= sizeof(uint))
            difference |= Difference<uint>(ref bytes, ref expected, length);
        else if (length >= sizeof(ushort))
            difference |= Difference<ushort>(ref bytes, ref expected, length);
        else if (length == 1)
            difference |= (ulong)bytes ^ expected;
        return difference == 0;
    }

    // The first and the last word, which overlap where the length is less than two.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Difference<TWord>(ref byte left, ref byte right, int length)
        where TWord : unmanaged, IBinaryInteger<TWord>
    {
        TWord difference = At<TWord>(ref left, 0) ^ At<TWord>(ref right, 0);
        if (length > Unsafe.SizeOf<TWord>())
            difference |= At<TWord>(ref left, length - Unsafe.SizeOf<TWord>()) ^ At<TWord>(ref right, length - Unsafe.SizeOf<TWord>());
        return ulong.CreateTruncating(difference);
    }

    private static TWord At<TWord>(ref byte bytes, int at)
        where TWord : unmanaged => Unsafe.ReadUnaligned<TWord>(ref Unsafe.Add(ref bytes, at));
}
