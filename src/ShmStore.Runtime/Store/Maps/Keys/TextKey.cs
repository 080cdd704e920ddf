using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Text;
using ShmStore.Bson;

namespace ShmStore.Store.Maps;

/// <summary>Text keys: UTF-16 in the program, UTF-8 in the store.</summary>
internal static class TextKey
{
    private const ulong NonAscii = 0xFF80_FF80_FF80_FF80;

    /// <summary>Bytes of a key that are put on the stack.</summary>
    public const int StackBytes = 128;

    /// <summary>The two words of a key that is ASCII of 4 to 16 characters: these are narrowed in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryWords(ReadOnlySpan<char> text, out ulong first, out ulong second)
    {
        int length = text.Length;
        ref ushort start = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        if (length is >= 8 and <= KeyHash.ShortKey)
        {
            var head = Vector128.LoadUnsafe(ref start);
            var tail = Vector128.LoadUnsafe(ref start, (nuint)(length - 8));
            if (((head | tail) & Vector128.Create(NonAscii).AsUInt16()) == Vector128<ushort>.Zero)
            {
                Vector128<ulong> words = Narrow(head, tail);
                first = words.ToScalar();
                second = words.GetElement(1);
                return true;
            }
        }
        else if (length is >= 4 and < 8)
        {
            ulong head = Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref start));
            ulong tail = Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref Unsafe.Add(ref start, length - 4)));
            if (((head | tail) & NonAscii) == 0)
            {
                first = Narrow(head);
                second = Narrow(tail);
                return true;
            }
        }

        first = 0;
        second = 0;
        return false;
    }

    /// <summary>The bytes of a key that is ASCII.</summary>
    /// <param name="text">The key.</param>
    /// <param name="buffer">Where they are put.</param>
    /// <param name="bytes">The bytes, in the buffer.</param>
    /// <returns>False if it is not ASCII, or too long for the buffer.</returns>
    public static bool TryEncode(ReadOnlySpan<char> text, Span<byte> buffer, out ReadOnlySpan<byte> bytes)
    {
        bool isThere = Ascii.FromUtf16(text, buffer, out int written) == OperationStatus.Done;
        bytes = buffer[..written];
        return isThere;
    }

    /// <summary>The text of a stored key.</summary>
    /// <exception cref="StoreFormatException">The bytes are not UTF-8.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, string map)
    {
        // Most keys are: bytes to characters one by one, which is less work than to look for longer ones.
        if (Ascii.IsValid(bytes))
            return Encoding.Latin1.GetString(bytes);
        try
        {
            return StrictUtf8.Encoding.GetString(bytes);
        }
        catch (DecoderFallbackException malformed)
        {
            throw new StoreFormatException(StoreFormatReason.Corrupt, $"'{map}' has a key of {bytes.Length} bytes that is not UTF-8.", malformed);
        }
    }

    // Sixteen ASCII characters into sixteen bytes: one instruction, where the general method has to cut off what these do not have.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Narrow(Vector128<ushort> head, Vector128<ushort> tail) => Sse2.IsSupported
        ? Sse2.PackUnsignedSaturate(head.AsInt16(), tail.AsInt16()).AsUInt64()
        : Vector128.Narrow(head, tail).AsUInt64();

    // Four ASCII characters into four bytes.
    private static uint Narrow(ulong characters)
    {
        ulong pairs = (characters | (characters >> 8)) & 0x0000_FFFF_0000_FFFF;
        return (uint)(pairs | (pairs >> 16));
    }
}
