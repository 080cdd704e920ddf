using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using ShmStore.Heap;
using ShmStore.Layout;

namespace ShmStore.Store.Maps;

/// <summary>A key that is looked for: its hash, and what its bytes are compared with.</summary>
internal readonly ref struct KeyProbe
{
    private readonly ReadOnlySpan<byte> _bytes;

    /// <summary>A key of at most <see cref="KeyHash.ShortKey"/> bytes, as its two words.</summary>
    /// <remarks>Who writes often makes it in a variable and passes that: an argument is made elsewhere and then copied, and the copy waits for the words that were just stored.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public KeyProbe(ulong first, ulong second, int length, KeySeed seed)
    {
        First = first;
        Second = second;
        Length = length;
        Hash = KeyHash.Short(first, second, length, seed);
    }

    /// <summary>A key of any length.</summary>
    public KeyProbe(ReadOnlySpan<byte> key, KeySeed seed)
    {
        Length = key.Length;
        Hash = KeyHash.Of(key, seed);
        if (key.Length <= KeyHash.ShortKey)
            (First, Second) = KeyHash.Words(key);
        else
            _bytes = key;
    }

    /// <summary>First word of a short key; see <see cref="KeyHash.Words"/>.</summary>
    public ulong First { get; }

    /// <summary>Second word of a short key.</summary>
    public ulong Second { get; }

    /// <summary>Hash of the key.</summary>
    public ulong Hash { get; }

    /// <summary>Bytes of the key.</summary>
    public int Length { get; }

    /// <summary>The bytes of a long key; of a short one nothing.</summary>
    public ReadOnlySpan<byte> Long => _bytes;

    /// <summary>The key's tag in the high bits of a word, as lanes have it.</summary>
    public ulong TagBits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TagBitsOf(Hash);
    }

    /// <summary>The tag of a hash in the high bits of a word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong TagBitsOf(ulong hash) => (hash & ~(ulong)IndexLayout.OffsetMask) | IndexLayout.TagFlag;

    /// <summary>Compares with the key at this address. <see cref="Length"/> bytes from it are readable, and as many are its key's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe bool Matches(byte* key)
    {
        return Length <= KeyHash.ShortKey ? KeyHash.IsShort(key, Length, First, Second) : new ReadOnlySpan<byte>(key, Length).SequenceEqual(_bytes);
    }

    /// <summary>Whether it is a key that a commit has staged.</summary>
    public bool Is(in StagedKey key) => Length == key.Length && First == key.First && Second == key.Second && _bytes.SequenceEqual(key.Long);

    /// <summary>The key's bytes, copied.</summary>
    public byte[] ToArray()
    {
        byte[] bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Writes the key's bytes.</summary>
    public void CopyTo(Span<byte> destination)
    {
        if (Length > KeyHash.ShortKey)
            _bytes.CopyTo(destination);
        else
            CopyShort(destination[..Length]);
    }

    /// <summary>Writes the key's bytes into a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void CopyTo(byte* block)
    {
        int length = Length;
        if (length is >= sizeof(ulong) and <= KeyHash.ShortKey)
        {
            Unsafe.WriteUnaligned(block, First);
            Unsafe.WriteUnaligned(block + length - sizeof(ulong), Second);
        }
        else
        {
            CopyOther(block);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private unsafe void CopyOther(byte* block)
    {
        if (Length > KeyHash.ShortKey)
            BlockBytes.Copy(_bytes, block);
        else
            CopyShort(new Span<byte>(block, Length));
    }

    // As KeyHash.Words takes them: the first and the last bytes, which overlap where there are fewer than two words of them.
    private void CopyShort(Span<byte> destination)
    {
        int length = destination.Length;
        if (length >= sizeof(ulong))
        {
            BinaryPrimitives.WriteUInt64LittleEndian(destination, First);
            BinaryPrimitives.WriteUInt64LittleEndian(destination[(length - sizeof(ulong))..], Second);
        }
        else if (length >= sizeof(uint))
        {
            BinaryPrimitives.WriteUInt32LittleEndian(destination, (uint)First);
            BinaryPrimitives.WriteUInt32LittleEndian(destination[(length - sizeof(uint))..], (uint)Second);
        }
        else if (length > 0)
        {
            destination[0] = (byte)First;
            destination[length / 2] = (byte)(First >> 8);
            destination[length - 1] = (byte)(First >> 16);
        }
    }
}
