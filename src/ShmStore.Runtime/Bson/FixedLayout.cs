using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ShmStore.Bson;

/// <summary>
/// The fixed prefix of a type's canonical documents: the document length and the fixed-width elements, whose values
/// therefore have constant offsets.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct FixedLayout
{
    /// <summary>The end of an empty prefix: only the document length.</summary>
    public const int EmptyEnd = sizeof(int);

    private readonly ReadOnlySpan<byte> _template;
    private readonly ReadOnlySpan<byte> _mask;

    /// <summary>Describes a prefix.</summary>
    /// <param name="template">The prefix's bytes with the document length and all values zero.</param>
    /// <param name="mask">0xFF where a document must equal the template, 0 for values and the document length.</param>
    /// <exception cref="ArgumentException">The two differ in length, or are below 4 or above 65535 bytes.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FixedLayout(ReadOnlySpan<byte> template, ReadOnlySpan<byte> mask)
    {
        if (template.Length != mask.Length || template.Length is < EmptyEnd or > ushort.MaxValue)
            ThrowBadLengths(template.Length, mask.Length);
        _template = template;
        _mask = mask;
    }

    /// <summary>The prefix's bytes with the document length and all values zero.</summary>
    public ReadOnlySpan<byte> Template => _template;

    /// <summary>Where the prefix ends, in bytes from the document's start; 4 when there are no fixed fields.</summary>
    public int End => _template.Length;

    /// <summary>Compares a document's start with the whole prefix.</summary>
    /// <param name="document">A document's bytes.</param>
    /// <returns><see cref="End"/> if every type byte and name is in its place, else 0.</returns>
    /// <remarks>The whole prefix, because a match at one field's place can be the inside of another field's value.</remarks>
    public int Match(ReadOnlySpan<byte> document)
    {
        int length = _template.Length;
        if (document.Length <= length)
            return 0;
        ref byte left = ref MemoryMarshal.GetReference(document);
        ref byte right = ref MemoryMarshal.GetReference(_template);
        ref byte mask = ref MemoryMarshal.GetReference(_mask);
        return Same(ref left, ref right, ref mask, (nuint)length) ? length : 0;
    }

    // All three run over the same `length` bytes; the last step overlaps the one before instead of going bytewise.
    private static bool Same(ref byte left, ref byte right, ref byte mask, nuint length)
    {
        nuint i = 0;
        if (length >= (nuint)Vector256<byte>.Count)
        {
            nuint last = length - (nuint)Vector256<byte>.Count;
            Vector256<byte> difference = Vector256<byte>.Zero;
            for (; i < last; i += (nuint)Vector256<byte>.Count)
                difference |= Difference256(ref left, ref right, ref mask, i);
            return (difference | Difference256(ref left, ref right, ref mask, last)) == Vector256<byte>.Zero;
        }
        if (length >= (nuint)Vector128<byte>.Count)
            return (Difference128(ref left, ref right, ref mask, 0) | Difference128(ref left, ref right, ref mask, length - (nuint)Vector128<byte>.Count)) == Vector128<byte>.Zero;
        if (length >= sizeof(ulong))
            return (Difference64(ref left, ref right, ref mask, 0) | Difference64(ref left, ref right, ref mask, length - sizeof(ulong))) == 0;

        // 4 bytes are the document length, which may be anything: 5 to 7 bytes hold no whole element either.
        for (; i < length; i++)
        {
            if (((Unsafe.Add(ref left, i) ^ Unsafe.Add(ref right, i)) & Unsafe.Add(ref mask, i)) != 0)
                return false;
        }
        return true;
    }

    private static Vector256<byte> Difference256(ref byte left, ref byte right, ref byte mask, nuint at) =>
        (Vector256.LoadUnsafe(ref left, at) ^ Vector256.LoadUnsafe(ref right, at)) & Vector256.LoadUnsafe(ref mask, at);

    private static Vector128<byte> Difference128(ref byte left, ref byte right, ref byte mask, nuint at) =>
        (Vector128.LoadUnsafe(ref left, at) ^ Vector128.LoadUnsafe(ref right, at)) & Vector128.LoadUnsafe(ref mask, at);

    private static ulong Difference64(ref byte left, ref byte right, ref byte mask, nuint at) =>
        (Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref left, at)) ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref right, at)))
        & Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref mask, at));

    private static void ThrowBadLengths(int template, int mask) =>
        throw new ArgumentException($"A fixed layout of {template} bytes with a mask of {mask}: both must be equal and 4 to {ushort.MaxValue}.");
}
