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
        if (Unsafe.Add(ref bytes, name.Length) != 0)
            return false;
        ref byte expected = ref MemoryMarshal.GetReference(name);
        // Two words overlap where the length is none of a word's.
        return name.Length switch
        {
            > 2 * sizeof(ulong) => name.SequenceEqual(MemoryMarshal.CreateReadOnlySpan(in bytes, name.Length)),
            >= sizeof(ulong) => Same<ulong>(ref bytes, ref expected, 0) && Same<ulong>(ref bytes, ref expected, name.Length - sizeof(ulong)),
            >= sizeof(uint) => Same<uint>(ref bytes, ref expected, 0) && Same<uint>(ref bytes, ref expected, name.Length - sizeof(uint)),
            >= sizeof(ushort) => Same<ushort>(ref bytes, ref expected, 0) && Same<ushort>(ref bytes, ref expected, name.Length - sizeof(ushort)),
            1 => bytes == expected,
            _ => true,
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Same<TWord>(ref byte left, ref byte right, int at)
        where TWord : unmanaged, IEquatable<TWord> =>
        Unsafe.ReadUnaligned<TWord>(ref Unsafe.Add(ref left, at)).Equals(Unsafe.ReadUnaligned<TWord>(ref Unsafe.Add(ref right, at)));
}
