namespace ShmStore.Store.Maps;

/// <summary>A key that an open commit writes in a map.</summary>
/// <param name="First">First word of a short key; see <see cref="KeyHash.Words"/>.</param>
/// <param name="Second">Second word of a short key.</param>
/// <param name="Long">The bytes of a longer key; null for a short one.</param>
/// <param name="Length">Bytes of the key.</param>
/// <param name="Block">The block that is staged for it; 0 when its entry is removed.</param>
/// <param name="Before">Place of another key with the same hash; negative for none.</param>
internal readonly record struct StagedKey(ulong First, ulong Second, byte[]? Long, int Length, long Block, int Before)
{
    /// <summary>The key, to look for it.</summary>
    public KeyProbe ProbeBy(KeySeed seed) => Long is null ? new KeyProbe(First, Second, Length, seed) : new KeyProbe(Long, seed);
}
