using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ShmStore.Bson;

/// <summary>The short ways of codecs whose values are a struct's bytes.</summary>
internal static class PlainValue
{
    /// <summary>Reads a value, as <see cref="IBsonCodec{T}.TryReadPlain"/> describes it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TryRead<TRaw>(ElementType type, ElementType expected, ReadOnlySpan<byte> rest, out TRaw value)
        where TRaw : unmanaged
    {
        if (type == expected && rest.Length >= Unsafe.SizeOf<TRaw>())
        {
            value = Unsafe.ReadUnaligned<TRaw>(in MemoryMarshal.GetReference(rest));
            return Unsafe.SizeOf<TRaw>();
        }
        value = default;
        return -1;
    }

    /// <summary>Writes a value, as <see cref="IBsonCodec{T}.TryWritePlain"/> describes it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TryWrite<TRaw>(TRaw value, Span<byte> destination)
        where TRaw : unmanaged
    {
        if (destination.Length < Unsafe.SizeOf<TRaw>())
            return -1;
        Unsafe.WriteUnaligned(ref MemoryMarshal.GetReference(destination), value);
        return Unsafe.SizeOf<TRaw>();
    }
}
