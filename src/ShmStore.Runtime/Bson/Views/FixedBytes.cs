using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ShmStore.Bson;

/// <summary>The bytes at the beginning of a document that are known to be a canonical fixed block. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct FixedBytes
{
    private readonly ReadOnlySpan<byte> _bytes;

    /// <summary>The first bytes of a document, from its length field on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FixedBytes(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Loads a value.</summary>
    /// <param name="offset">Its constant offset in the document.</param>
    /// <param name="value">The value.</param>
    /// <returns>False if it does not lie in the bytes, or they are no value of the codec's.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryLoad<TField, TRaw, TCodec>(int offset, out TField value)
        where TRaw : unmanaged
        where TCodec : struct, IFixedCodec<TField, TRaw>
    {
        if (offset >= 0 && (uint)offset + (uint)Unsafe.SizeOf<TRaw>() <= (uint)_bytes.Length)
        {
            // Loaded once: what is checked is what is used.
            TRaw raw = Unsafe.ReadUnaligned<TRaw>(in Unsafe.Add(ref MemoryMarshal.GetReference(_bytes), offset));
            if (TCodec.IsReadable(raw))
            {
                value = TCodec.FromRaw(raw);
                return true;
            }
        }

        value = default!;
        return false;
    }
}
