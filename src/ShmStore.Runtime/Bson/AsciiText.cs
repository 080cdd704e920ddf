using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ShmStore.Bson;

/// <summary>
/// Converts text that is all ASCII, as most names and codes are, between UTF-16 and UTF-8 in one pass. The library's
/// converters serve any text but cost more than the conversion itself for short ones.
/// </summary>
internal static partial class AsciiText
{
    private const ushort NotAscii = 0xFF80;
    private const ulong NotAsciiBytes = 0x8080808080808080;

    /// <summary>Narrows text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="destination">Room for at least as many bytes, which the caller has checked.</param>
    /// <returns>False if a character is not ASCII; the destination then holds anything.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryNarrow(ReadOnlySpan<char> text, ref byte destination)
    {
        ref ushort source = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        return text.Length switch
        {
            < 4 => NarrowFew(text, ref destination),
            < 8 => NarrowByFours(ref source, ref destination, (nuint)text.Length),
            < 16 => NarrowByEights(ref source, ref destination, (nuint)text.Length),
            _ => NarrowBySixteens(ref source, ref destination, (nuint)text.Length),
        };
    }

    /// <summary>Widens bytes that are ASCII into a new string, in one pass.</summary>
    /// <returns>Null if a byte is not ASCII.</returns>
    public static string? TryWiden(ReadOnlySpan<byte> bytes)
    {
        // Nobody has seen the string yet, so it may still be written to; one whose bytes are not ASCII is dropped.
        string text = new('\0', bytes.Length);
        ref byte source = ref MemoryMarshal.GetReference(bytes);
        ref ushort target = ref Unsafe.As<char, ushort>(ref Unsafe.AsRef(in text.GetPinnableReference()));
        bool ascii = bytes.Length switch
        {
            < 4 => WidenFew(bytes, ref target),
            < 8 => WidenByFours(ref source, ref target, (nuint)bytes.Length),
            < 16 => WidenByEights(ref source, ref target, (nuint)bytes.Length),
            _ => WidenBySixteens(ref source, ref target, (nuint)bytes.Length),
        };
        return ascii ? text : null;
    }

    private static bool WidenFew(ReadOnlySpan<byte> bytes, ref ushort target)
    {
        int seen = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            byte value = bytes[i];
            seen |= value;
            Unsafe.Add(ref target, i) = value;
        }
        return seen < 0x80;
    }

    // All of these take two or more steps, of which the last overlaps the one before it instead of going characterwise.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool WidenByFours(ref byte source, ref ushort target, nuint length)
    {
        nuint last = length - sizeof(uint);
        uint first = Unsafe.ReadUnaligned<uint>(ref source);
        uint second = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref source, last));
        Widen(first, ref target);
        Widen(second, ref Unsafe.Add(ref target, last));
        return ((first | second) & (NotAsciiBytes >> 32)) == 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Widen(uint bytes, ref ushort target) => Unsafe.WriteUnaligned(
            ref Unsafe.As<ushort, byte>(ref target), Vector128.WidenLower(Vector128.CreateScalarUnsafe(bytes).AsByte()).AsUInt64().ToScalar());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool WidenByEights(ref byte source, ref ushort target, nuint length)
    {
        nuint last = length - sizeof(ulong);
        ulong first = Unsafe.ReadUnaligned<ulong>(ref source);
        ulong second = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, last));
        Vector128.WidenLower(Vector128.CreateScalarUnsafe(first).AsByte()).StoreUnsafe(ref target);
        Vector128.WidenLower(Vector128.CreateScalarUnsafe(second).AsByte()).StoreUnsafe(ref target, last);
        return ((first | second) & NotAsciiBytes) == 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool WidenBySixteens(ref byte source, ref ushort target, nuint length)
    {
        nuint last = length - (nuint)Vector128<byte>.Count;
        Vector128<byte> all = Widen(ref source, ref target, last);
        for (nuint i = 0; i < last; i += (nuint)Vector128<byte>.Count)
            all |= Widen(ref source, ref target, i);
        return all.ExtractMostSignificantBits() == 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Widen(ref byte source, ref ushort target, nuint at)
    {
        Vector128<byte> bytes = Vector128.LoadUnsafe(ref source, at);
        (Vector128<ushort> lower, Vector128<ushort> upper) = Vector128.Widen(bytes);
        lower.StoreUnsafe(ref target, at);
        upper.StoreUnsafe(ref target, at + (nuint)Vector128<ushort>.Count);
        return bytes;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool NarrowFew(ReadOnlySpan<char> text, ref byte destination)
    {
        int seen = 0;
        for (int i = 0; i < text.Length; i++)
        {
            seen |= text[i];
            Unsafe.Add(ref destination, i) = (byte)text[i];
        }
        return seen < 0x80;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool NarrowByFours(ref ushort source, ref byte target, nuint length)
    {
        nuint last = length - 4;
        Vector128<ushort> first = Narrow(ref source, ref target, 0);
        Vector128<ushort> second = Narrow(ref source, ref target, last);
        return IsAscii(first | second);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector128<ushort> Narrow(ref ushort source, ref byte target, nuint at)
        {
            Vector128<ushort> chars = Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref Unsafe.Add(ref source, at)))).AsUInt16();
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, at), Pack(chars, chars).AsUInt32().ToScalar());
            return chars;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool NarrowByEights(ref ushort source, ref byte target, nuint length)
    {
        nuint last = length - (nuint)Vector128<ushort>.Count;
        return IsAscii(Narrow(ref source, ref target, 0) | Narrow(ref source, ref target, last));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector128<ushort> Narrow(ref ushort source, ref byte target, nuint at)
        {
            Vector128<ushort> chars = Vector128.LoadUnsafe(ref source, at);
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, at), Pack(chars, chars).AsUInt64().ToScalar());
            return chars;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool NarrowBySixteens(ref ushort source, ref byte target, nuint length)
    {
        nuint last = length - (nuint)Vector128<byte>.Count;
        Vector128<ushort> all = Narrow(ref source, ref target, last);
        for (nuint i = 0; i < last; i += (nuint)Vector128<byte>.Count)
            all |= Narrow(ref source, ref target, i);
        return IsAscii(all);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector128<ushort> Narrow(ref ushort source, ref byte target, nuint at)
        {
            Vector128<ushort> lower = Vector128.LoadUnsafe(ref source, at);
            Vector128<ushort> upper = Vector128.LoadUnsafe(ref source, at + (nuint)Vector128<ushort>.Count);
            Pack(lower, upper).StoreUnsafe(ref target, at);
            return lower | upper;
        }
    }

    // ASCII alone comes out right. One instruction where there is one that saturates; without, x64 has three that all want the same unit.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Pack(Vector128<ushort> lower, Vector128<ushort> upper) =>
        Sse2.IsSupported ? Sse2.PackUnsignedSaturate(lower.AsInt16(), upper.AsInt16()) : Vector128.Narrow(lower, upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsAscii(Vector128<ushort> chars) => (chars & Vector128.Create(NotAscii)) == Vector128<ushort>.Zero;
}
