using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ShmStore.Bson;

/// <summary>
/// Short ASCII texts that were read lately. Objects that are read again, and members with few different values, get the same strings again: comparing one with the bytes costs less than allocating and
/// filling another, and the collector has less to do.
/// </summary>
/// <remarks>
/// Thread-safe without a lock: a slot's text and hash may be of two writers, but a text is given only after it was compared, character by character. Storing a reference publishes the string that it
/// names. Threads mostly have different tables, so that those who read new texts do not take cache lines from each other. A table keeps at most <see cref="Slots"/> texts of
/// <see cref="LongestText"/> characters alive.
/// </remarks>
internal static class RecentTexts
{
    /// <summary>Longer texts seldom repeat, and would be much to keep.</summary>
    public const int LongestText = 64;

    /// <summary>Texts in a table.</summary>
    public const int Slots = 1024;

    private const int MostTables = 64;
    private const int TablesForProcessor = 4;

    // Stacks are about a megabyte, and mostly used at their upper end.
    private const int StackBits = 20;
    private const ulong GoldenRatio = 0x9E37_79B9_7F4A_7C15;

    private static readonly Slot[]?[] Tables =
        new Slot[]?[BitOperations.RoundUpToPowerOf2((uint)Math.Min(TablesForProcessor * Environment.ProcessorCount, MostTables))];

    /// <summary>The text as a string: one read before, or a new one. Takes time as long as the text is.</summary>
    /// <returns>Null if a byte is not ASCII.</returns>
    public static string? Get(ReadOnlySpan<byte> bytes)
    {
        if ((uint)(bytes.Length - 1) >= LongestText)
            return AsciiText.TryWiden(bytes);
        uint hash = HashOf(ref MemoryMarshal.GetReference(bytes), (nuint)bytes.Length);
        ref Slot slot = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Table() ?? NewTable()), hash % Slots);
        // The bytes may change meanwhile, as whoever reads them finds out afterwards; the string is always one of ASCII.
        return slot.Hash == hash && slot.Text is { } text && AsciiText.Is(text, bytes) ? text : Renew(ref slot, hash, bytes);
    }

    // A text that comes once is not kept, and drives out none that comes again and again.
    [MethodImpl(MethodImplOptions.NoInlining)]
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

    // By where the caller's stack is: asking which thread this is would be a call, and saving registers for it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe ref Slot[]? Table()
    {
        byte here;
        ulong stack = (ulong)&here >> StackBits;
        Slot[]?[] tables = Tables;
        return ref tables[(int)((stack * GoldenRatio) >> 32) & (tables.Length - 1)];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Slot[] NewTable() => Table() = new Slot[Slots];

    // Of the first, the middle and the last bytes: texts that differ elsewhere only share a slot, and are made anew where they come in turns.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint HashOf(ref byte text, nuint length)
    {
        uint hash = (uint)length;
        if (length >= sizeof(ulong))
        {
            hash = BitOperations.Crc32C(hash, Unsafe.ReadUnaligned<ulong>(ref text));
            if (length > 2 * sizeof(ulong))
                hash = BitOperations.Crc32C(hash, Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref text, (length - sizeof(ulong)) / 2)));
            return BitOperations.Crc32C(hash, Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref text, length - sizeof(ulong))));
        }

        if (length >= sizeof(uint))
        {
            hash = BitOperations.Crc32C(hash, Unsafe.ReadUnaligned<uint>(ref text));
            return BitOperations.Crc32C(hash, Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref text, length - sizeof(uint))));
        }

        return BitOperations.Crc32C(hash, text | ((uint)Unsafe.Add(ref text, length / 2) << 8) | ((uint)Unsafe.Add(ref text, length - 1) << 16));
    }

    private struct Slot
    {
        public string? Text;
        public uint Hash;

        // The last text that was not the slot's.
        public uint Candidate;
    }
}
