using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ShmStore.Bson;

/// <summary>
/// Short ASCII texts that this thread has read lately. Objects that are read again, and members with few different values, get the same strings again: comparing one with the bytes costs less than
/// allocating and filling another, and the collector has less to do. Each thread has its own, so nothing is shared; it keeps at most <see cref="Slots"/> texts alive.
/// </summary>
internal static class RecentTexts
{
    private const int SlotBits = 9;
    private const int Slots = 1 << SlotBits;

    // Longer texts seldom repeat, and would be much to keep.
    private const int LongestBytes = 64;

    // Odd numbers without structure: the golden ratio, and the multiplier of 64 bits by L'Ecuyer ("Tables of linear congruential generators", 1999).
    private const ulong Spread = 0x9E37_79B9_7F4A_7C15;
    private const ulong Mix = 0xD134_2543_DE82_EF95;

    [ThreadStatic]
    private static Slot[]? _slots;

    /// <summary>The text as a string: one read before, or a new one. Takes time as long as the text is.</summary>
    /// <returns>Null if a byte is not ASCII.</returns>
    public static string? Get(ReadOnlySpan<byte> bytes)
    {
        if ((uint)(bytes.Length - 1) >= LongestBytes)
            return AsciiText.TryWiden(bytes);
        uint hash = HashOf(ref MemoryMarshal.GetReference(bytes), (nuint)bytes.Length);
        ref Slot slot = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_slots ??= new Slot[Slots]), hash >> (32 - SlotBits));
        // The bytes may change meanwhile, as whoever reads them finds out afterwards; the string is always one of ASCII.
        return slot.Hash == hash && slot.Text is { } text && AsciiText.Is(text, bytes) ? text : Renew(ref slot, hash, bytes);
    }

    // A text that comes once is not kept, and drives out none that comes again and again.
    private static string? Renew(ref Slot slot, uint hash, ReadOnlySpan<byte> bytes)
    {
        string? text = AsciiText.TryWiden(bytes);
        if (slot.Candidate != hash)
        {
            slot.Candidate = hash;
        }
        else if (text is not null)
        {
            slot.Hash = hash;
            slot.Text = text;
        }
        return text;
    }

    // Of the first, the last and the middle bytes: texts that differ elsewhere share a slot. Nobody gains by that but a thread that reads them in turns loses what it could have kept.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint HashOf(ref byte text, nuint length)
    {
        ulong ends;
        if (length >= sizeof(ulong))
        {
            ends = Unsafe.ReadUnaligned<ulong>(ref text) ^ BitOperations.RotateLeft(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref text, length - sizeof(ulong))) * Spread, 29);
            if (length > 2 * sizeof(ulong))
                ends ^= Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref text, (length - sizeof(ulong)) / 2)) * Mix;
        }
        else if (length >= sizeof(uint))
        {
            ends = Unsafe.ReadUnaligned<uint>(ref text) | ((ulong)Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref text, length - sizeof(uint))) << 32);
        }
        else
        {
            ends = text | ((ulong)Unsafe.Add(ref text, length / 2) << 8) | ((ulong)Unsafe.Add(ref text, length - 1) << 16);
        }
        ulong product = (ends ^ length) * Spread;
        return (uint)(((product ^ (product >> 32)) * Mix) >> 32);
    }

    private struct Slot
    {
        public string? Text;
        public uint Hash;
        public uint Candidate;
    }
}
