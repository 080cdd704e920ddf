using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ShmStore.Bson;

/// <summary>Short ASCII texts by their hashes, one in a slot.</summary>
/// <remarks>
/// <para>
/// Thread-safe without a lock: a slot's text and hash may be of two writers, but a text is given only after it was compared, character by character. Storing a reference publishes the string that it
/// names. Counts that two threads change at once may be wrong, which costs time, no more.
/// </para>
/// <para>Where most texts are new, looking for them is in vain: after too many misses the table rests, for all threads that share it.</para>
/// </remarks>
internal sealed class TextTable
{
    /// <summary>Texts in a table at most.</summary>
    public const int Slots = 1024;

    /// <summary>Texts that a table rests for: so many that what was done in vain before is little.</summary>
    public const int Rest = 64 * 1024;

    // A miss costs about twice of what a hit saves. Enough for misses that fill the table twice, as a text is kept when it comes for the second time.
    private const int MissCost = 2;
    private const int MostCredit = 2 * Slots * MissCost;

    private int _credit = MostCredit;
    private int _rest;
    private SlotArray _slots;

    /// <summary>Whether the table rests, and is not asked for a text; counts that text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Rests()
    {
        if (_rest <= 0)
            return false;
        _rest--;
        return true;
    }

    /// <summary>The text as a string: the one that is kept, or a new one.</summary>
    /// <param name="bytes">At least one.</param>
    /// <returns>Null if a byte is not ASCII.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public string? Get(ReadOnlySpan<byte> bytes)
    {
        uint hash = HashOf(ref MemoryMarshal.GetReference(bytes), (nuint)bytes.Length);
        ref Slot slot = ref _slots[(int)(hash % Slots)];
        // The bytes may change meanwhile, as whoever reads them finds out afterwards; the string is always one of ASCII.
        if (slot.Hash != hash || slot.Text is not { } text || !AsciiText.Is(text, bytes))
            return Renew(ref slot, hash, bytes);
        _credit++;
        return text;
    }

    // A text that comes once is not kept, and drives out none that comes again and again.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private string? Renew(ref Slot slot, uint hash, ReadOnlySpan<byte> bytes)
    {
        _credit = Math.Min(_credit, MostCredit) - MissCost;
        if (_credit < 0)
        {
            _credit = MostCredit;
            _rest = Rest;
        }

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

        // Of the last text that was another one.
        public uint Candidate;
    }

    [InlineArray(Slots)]
    private struct SlotArray
    {
        private Slot _first;
    }
}
