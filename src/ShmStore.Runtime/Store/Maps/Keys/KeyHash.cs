using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace ShmStore.Store.Maps;

/// <summary>The seeded 64-bit hash of a key's bytes; docs/format.md has it for other languages.</summary>
/// <remarks>
/// A key of up to 16 bytes is two overlapping words, and its hash one multiplication of 64 by 64 bits whose halves are folded together, the principle of wyhash (Wang Yi), and then mixed by another one. Longer keys
/// are folded 16 bytes at a time before. Without the second, keys that follow each other, as numbers do, keep a regular distance under some seeds: of twenty stores one would have a look-up search three buckets and more for a
/// key that is not there, of a thousand one a hundred.
/// </remarks>
internal static class KeyHash
{
    /// <summary>Longest key that two words hold.</summary>
    public const int ShortKey = 16;

    /// <summary>Shortest key of which each word is a part as it stands in the store.</summary>
    public const int ShortestOfWords = sizeof(uint);

    /// <summary>The two words of a key of at most <see cref="ShortKey"/> bytes. Together with the length they are the key.</summary>
    public static (ulong First, ulong Second) Words(ReadOnlySpan<byte> key) => key.Length switch
    {
        >= 8 => (BinaryPrimitives.ReadUInt64LittleEndian(key), BinaryPrimitives.ReadUInt64LittleEndian(key[^8..])),
        >= ShortestOfWords => (BinaryPrimitives.ReadUInt32LittleEndian(key), BinaryPrimitives.ReadUInt32LittleEndian(key[^4..])),
        > 0 => (key[0] | ((ulong)key[key.Length >> 1] << 8) | ((ulong)key[^1] << 16), 0),
        _ => (0, 0),
    };

    /// <summary>Compares a short key at an address, from which as many bytes are readable, with words of as many bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe bool IsShort(byte* key, int length, ulong first, ulong second) => length >= ShortestOfWords
        ? Difference(key, length, first, second) == 0
        : Words(new ReadOnlySpan<byte>(key, length)) == (first, second);

    /// <summary>In which bits a key of <see cref="ShortestOfWords"/> to <see cref="ShortKey"/> bytes differs from words of as many bytes; 0 if it is the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe ulong Difference(byte* key, int length, ulong first, ulong second) => length >= sizeof(ulong)
        ? (Unsafe.ReadUnaligned<ulong>(key) ^ first) | (Unsafe.ReadUnaligned<ulong>(key + length - sizeof(ulong)) ^ second)
        : (Unsafe.ReadUnaligned<uint>(key) ^ first) | (Unsafe.ReadUnaligned<uint>(key + length - sizeof(uint)) ^ second);

    /// <summary>The hash of a short key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Short(ulong first, ulong second, int length, KeySeed seed) =>
        Mix(Fold(first ^ seed.First, second ^ (seed.Second + (uint)length)));

    /// <summary>The hash of a key of any length. O(length).</summary>
    public static ulong Of(ReadOnlySpan<byte> key, KeySeed seed)
    {
        int length = key.Length;
        if (length <= ShortKey)
        {
            (ulong first, ulong second) = Words(key);
            return Short(first, second, length, seed);
        }

        ref byte start = ref MemoryMarshal.GetReference(key);
        ulong state = seed.First;
        int last = length - ShortKey;
        for (int at = 0; at < last; at += ShortKey)
            state = Fold(WordAt(ref start, at) ^ state, WordAt(ref start, at + sizeof(ulong)) ^ seed.Second);
        return Short(WordAt(ref start, last), WordAt(ref start, last + sizeof(ulong)), length, seed with { First = state });
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong WordAt(ref byte start, int offset) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, offset));

    // 2 to the power of 64, divided by the golden ratio.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong folded)
    {
        ulong product = unchecked(folded * 0x9E3779B97F4A7C15);
        return product ^ (product >> 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong left, ulong right)
    {
        // Math.BigMul would pass the low half through memory.
        return Bmi2.X64.IsSupported
            ? Bmi2.X64.MultiplyNoFlags(left, right) ^ unchecked(left * right)
            : Math.BigMul(left, right, out ulong low) ^ low;
    }
}
