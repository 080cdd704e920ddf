using ShmStore.Memory;

namespace ShmStore.Store.Maps.Caching;

/// <summary>Hashes of what was evicted from a map not long ago, beside its marks. Forgets now and then one more, whose place is taken. For who holds the gate.</summary>
internal static class Ghosts
{
    /// <summary>Notes that an entry was evicted.</summary>
    /// <param name="marks">The marks of the map.</param>
    /// <param name="hash">Hash of its key.</param>
    /// <param name="evictions">How many were evicted so far.</param>
    public static void Add(UseMarks marks, ulong hash, long evictions) => marks.WordOf(hash) = ((ulong)evictions << 32) | (uint)hash;

    /// <summary>Whether an entry was evicted not long ago; it is forgotten then.</summary>
    /// <param name="marks">The marks of the map.</param>
    /// <param name="hash">Hash of its key.</param>
    /// <param name="evictions">How many were evicted so far.</param>
    /// <param name="remembered">How many evictions are not long ago.</param>
    public static bool Take(UseMarks marks, ulong hash, long evictions, long remembered)
    {
        ref ulong word = ref marks.WordOf(hash);
        bool isGhost = word != 0 && (uint)word == (uint)hash && (uint)evictions - (uint)(word >> 32) <= remembered;
        if (isGhost)
            word = 0;
        return isGhost;
    }
}
