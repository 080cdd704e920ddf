using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ShmStore.Bson;

/// <content>Comparing UTF-16 with UTF-8.</content>
internal static partial class AsciiText
{
    /// <summary>Whether a string, which must be ASCII, is the text of the bytes. Any other string would be compared with what they are in Latin-1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Is(string text, ReadOnlySpan<byte> bytes)
    {
        if (text.Length != bytes.Length)
            return false;
        ref byte source = ref MemoryMarshal.GetReference(bytes);
        ref ushort chars = ref Unsafe.As<char, ushort>(ref Unsafe.AsRef(in text.GetPinnableReference()));
        return bytes.Length switch
        {
            < 4 => IsFew(text, bytes),
            < 8 => IsByFours(ref source, ref chars, (nuint)bytes.Length),
            < 16 => IsByEights(ref source, ref chars, (nuint)bytes.Length),
            _ => IsBySixteens(ref source, ref chars, (nuint)bytes.Length),
        };
    }

    private static bool IsFew(string text, ReadOnlySpan<byte> bytes)
    {
        int different = 0;
        // Both lengths are the same; the compiler does not know, and would check.
        for (int i = 0; i < bytes.Length && i < text.Length; i++)
            different |= text[i] ^ bytes[i];
        return different == 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsByFours(ref byte source, ref ushort chars, nuint length)
    {
        nuint last = length - sizeof(uint);
        return (Difference(ref source, ref chars, 0) | Difference(ref source, ref chars, last)) == 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static ulong Difference(ref byte source, ref ushort chars, nuint at) =>
            Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref source, at))).AsByte()).AsUInt64().ToScalar()
            ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref Unsafe.Add(ref chars, at)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsByEights(ref byte source, ref ushort chars, nuint length)
    {
        nuint last = length - sizeof(ulong);
        return (Difference(ref source, ref chars, 0) | Difference(ref source, ref chars, last)) == Vector128<ushort>.Zero;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector128<ushort> Difference(ref byte source, ref ushort chars, nuint at) =>
            Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, at))).AsByte()) ^ Vector128.LoadUnsafe(ref chars, at);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsBySixteens(ref byte source, ref ushort chars, nuint length)
    {
        nuint last = length - (nuint)Vector128<byte>.Count;
        Vector128<ushort> different = Difference(ref source, ref chars, last);
        for (nuint i = 0; i < last; i += (nuint)Vector128<byte>.Count)
            different |= Difference(ref source, ref chars, i);
        return different == Vector128<ushort>.Zero;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector128<ushort> Difference(ref byte source, ref ushort chars, nuint at)
        {
            (Vector128<ushort> lower, Vector128<ushort> upper) = Vector128.Widen(Vector128.LoadUnsafe(ref source, at));
            return (lower ^ Vector128.LoadUnsafe(ref chars, at)) | (upper ^ Vector128.LoadUnsafe(ref chars, at + (nuint)Vector128<ushort>.Count));
        }
    }
}
