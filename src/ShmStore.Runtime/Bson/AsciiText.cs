using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ShmStore.Bson;

/// <summary>
/// Converts text that is all ASCII, as most names and codes are, between UTF-16 and UTF-8 in one pass. The library's
/// converters serve any text but cost more than the conversion itself for short ones.
/// </summary>
internal static class AsciiText
{
    private const ushort NotAscii = 0xFF80;

    /// <summary>Narrows text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="destination">Room for at least as many bytes.</param>
    /// <returns>False if a character is not ASCII; the destination then holds anything.</returns>
    public static bool TryNarrow(ReadOnlySpan<char> text, Span<byte> destination)
    {
        destination = destination[..text.Length];
        ref ushort source = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        ref byte target = ref MemoryMarshal.GetReference(destination);
        if (text.Length < Vector128<ushort>.Count)
        {
            int seen = 0;
            for (int i = 0; i < text.Length; i++)
            {
                seen |= text[i];
                destination[i] = (byte)text[i];
            }
            return seen < 0x80;
        }
        // The last step overlaps the one before it instead of going characterwise.
        nuint last = (nuint)(text.Length - Vector128<ushort>.Count);
        Vector128<ushort> all = Narrow(ref source, ref target, last);
        for (nuint i = 0; i < last; i += (nuint)Vector128<ushort>.Count)
            all |= Narrow(ref source, ref target, i);
        return (all & Vector128.Create(NotAscii)) == Vector128<ushort>.Zero;
    }

    /// <summary>Widens bytes that are ASCII into a new string.</summary>
    /// <returns>Null if a byte is not ASCII.</returns>
    public static string? TryWiden(ReadOnlySpan<byte> bytes)
    {
        if (!System.Text.Ascii.IsValid(bytes))
            return null;
        return string.Create(bytes.Length, bytes, static (chars, source) => System.Text.Ascii.ToUtf16(source, chars, out _));
    }

    private static Vector128<ushort> Narrow(ref ushort source, ref byte target, nuint at)
    {
        Vector128<ushort> chars = Vector128.LoadUnsafe(ref source, at);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, at), Vector128.Narrow(chars, chars).AsUInt64().ToScalar());
        return chars;
    }
}
