namespace ShmStore.Layout;

/// <summary>The 64-bit FNV-1a hash (Fowler, Noll, Vo), used to fingerprint schema documents.</summary>
internal static class Fnv1a
{
    private const ulong OffsetBasis = 0xCBF29CE484222325;
    private const ulong Prime = 0x100000001B3;

    /// <summary>Hashes the bytes; O(n).</summary>
    public static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        ulong hash = OffsetBasis;
        foreach (byte value in bytes)
        {
            hash = unchecked((hash ^ value) * Prime);
        }

        return hash;
    }
}
