namespace ShmStore.Store.Maps;

/// <summary>One of several keys that are looked up at once, and how far its look-up has come.</summary>
/// <param name="first">First word of the key; see <see cref="KeyHash.Words"/>.</param>
/// <param name="second">Second word.</param>
/// <param name="length">Bytes of the key; 0 for a key of which only the hash is known.</param>
/// <param name="hash">Hash of the key.</param>
internal unsafe struct GroupedKey(ulong first, ulong second, int length, ulong hash)
{
    /// <summary>First word of the key.</summary>
    public readonly ulong First = first;

    /// <summary>Second word of the key.</summary>
    public readonly ulong Second = second;

    /// <summary>Hash of the key.</summary>
    public readonly ulong Hash = hash;

    /// <summary>Bytes of the key.</summary>
    public readonly int Length = length;

    /// <summary>The bucket where the key belongs, then the lane there that has its tag; null if there is none.</summary>
    public long* Lanes;
}
