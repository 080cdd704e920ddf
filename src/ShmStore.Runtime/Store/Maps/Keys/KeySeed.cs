using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ShmStore.Store.Maps;

/// <summary>The 128 random bits by which a store hashes keys, so that nobody who does not know them can choose keys that collide.</summary>
internal readonly record struct KeySeed(ulong First, ulong Second)
{
    /// <summary>A new one.</summary>
    public static KeySeed Random()
    {
        KeySeed seed = default;
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(new Span<KeySeed>(ref seed)));
        return seed;
    }
}
