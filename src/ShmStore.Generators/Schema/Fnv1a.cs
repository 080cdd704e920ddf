namespace ShmStore.Generators.Schema;

/// <summary>FNV-1a with 64 bits: the schema's fingerprint, and a short stand-in for a name that no file system would take.</summary>
internal static class Fnv1a
{
    private const ulong Basis = 0xCBF29CE484222325;
    private const ulong Prime = 0x00000100000001B3;

    /// <summary>The hash of the bytes.</summary>
    public static ulong Hash(byte[] bytes)
    {
        ulong hash = Basis;
        foreach (byte b in bytes)
            hash = unchecked((hash ^ b) * Prime);
        return hash;
    }
}
