using System.Runtime.CompilerServices;
using ShmStore.Layout;

namespace ShmStore.Store.Maps;

/// <summary>The key in a block of a map. The caller knows that the block is one, and that it lies inside the region.</summary>
internal static unsafe class EntryKey
{
    /// <summary>The prologue's word, which <see cref="EntryLayout"/> takes apart.</summary>
    public static uint WordOf(byte* block) => *(uint*)(block + BlockLayout.HeaderLength);

    /// <summary>The bytes of the key.</summary>
    public static ReadOnlySpan<byte> Of(byte* block)
    {
        uint word = WordOf(block);
        return new ReadOnlySpan<byte>(block + BlockLayout.HeaderLength + EntryLayout.BytesBeforeKey(word), EntryLayout.KeyLength(word));
    }

    /// <summary>Bytes between the block's header and the document.</summary>
    public static int PrologueOf(byte* block) => EntryLayout.BytesBeforeDocument(WordOf(block));

    /// <summary>Whether the entry expires.</summary>
    public static bool Expires(byte* block) => (WordOf(block) & EntryLayout.ExpiresFlag) != 0;

    /// <summary>When the entry expires, if it does.</summary>
    public static long ExpiryOf(byte* block) => Unsafe.ReadUnaligned<long>(block + BlockLayout.HeaderLength + EntryLayout.PrologueLength);

    /// <summary>When the entry expires; <see cref="Expiry.Never"/> if it does not.</summary>
    public static long ExpiryIn(byte* block) => Expires(block) ? ExpiryOf(block) : Expiry.Never;

    /// <summary>Whether the entry has expired.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasExpired(byte* block, TimeProvider clock) => Expires(block) && ExpiryOf(block) <= Expiry.Now(clock);

    /// <summary>The hash of the key.</summary>
    public static ulong HashOf(byte* block, KeySeed seed) => KeyHash.Of(Of(block), seed);
}
