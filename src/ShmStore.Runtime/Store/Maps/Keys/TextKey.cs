using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace ShmStore.Store.Maps;

/// <summary>Text keys: UTF-16 in the program, UTF-8 in the store.</summary>
internal static class TextKey
{
    private const ulong NonAscii = 0xFF80_FF80_FF80_FF80;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The key to look for, if it is ASCII of 4 to 16 characters: these are narrowed in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryProbe(ReadOnlySpan<char> text, KeySeed seed, out KeyProbe probe)
    {
        int length = text.Length;
        ref ushort first = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        if (length is >= 8 and <= KeyHash.ShortKey)
        {
            var head = Vector128.LoadUnsafe(ref first);
            var tail = Vector128.LoadUnsafe(ref first, (nuint)(length - 8));
            if (((head | tail) & Vector128.Create(NonAscii).AsUInt16()) == Vector128<ushort>.Zero)
            {
                Vector128<ulong> words = Vector128.Narrow(head, tail).AsUInt64();
                probe = new KeyProbe(words.ToScalar(), words.GetElement(1), length, seed);
                return true;
            }
        }
        else if (length is >= 4 and < 8)
        {
            ulong head = Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref first));
            ulong tail = Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref Unsafe.Add(ref first, length - 4)));
            if (((head | tail) & NonAscii) == 0)
            {
                probe = new KeyProbe(Narrow(head), Narrow(tail), length, seed);
                return true;
            }
        }

        probe = default;
        return false;
    }

    /// <summary>The text of a stored key.</summary>
    /// <exception cref="StoreFormatException">The bytes are not UTF-8.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, string map)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException malformed)
        {
            throw new StoreFormatException(StoreFormatError.Corrupt, $"'{map}' has a key of {bytes.Length} bytes that is not UTF-8.", malformed);
        }
    }

    // Four ASCII characters into four bytes.
    private static uint Narrow(ulong characters)
    {
        ulong pairs = (characters | (characters >> 8)) & 0x0000_FFFF_0000_FFFF;
        return (uint)(pairs | (pairs >> 16));
    }
}
