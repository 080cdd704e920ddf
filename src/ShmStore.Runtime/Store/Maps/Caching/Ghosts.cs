using ShmStore.Memory;

namespace ShmStore.Store.Maps.Caching;

/// <summary>Hashes of what was evicted from a map not long ago, beside its marks. Forgets now and then one more, whose place is taken. For who holds the gate.</summary>
internal static class Ghosts
{
    // In place of the lowest bit of a hash.
    private const uint OldFlag = 1;

    /// <summary>Notes that an entry was evicted.</summary>
    /// <param name="marks">The marks of the map.</param>
    /// <param name="hash">Hash of its key.</param>
    /// <param name="evictions">How many were evicted so far.</param>
    /// <param name="ghost">Which queue it left.</param>
    public static void Add(UseMarks marks, ulong hash, long evictions, Ghost ghost) =>
        marks.WordOf(hash) = ((ulong)evictions << 32) | ((uint)hash & ~OldFlag) | (ghost == Ghost.OfOld ? OldFlag : 0);

    /// <summary>Whether an entry was evicted not long ago, and from where; it is forgotten then.</summary>
    /// <param name="marks">The marks of the map.</param>
    /// <param name="hash">Hash of its key.</param>
    /// <param name="evictions">How many were evicted so far.</param>
    /// <param name="remembered">How many evictions are not long ago.</param>
    public static Ghost Take(UseMarks marks, ulong hash, long evictions, long remembered)
    {
        ref ulong word = ref marks.WordOf(hash);
        if (word == 0 || (((uint)word ^ (uint)hash) & ~OldFlag) != 0 || (uint)evictions - (uint)(word >> 32) > remembered)
            return Ghost.None;
        Ghost ghost = ((uint)word & OldFlag) != 0 ? Ghost.OfOld : Ghost.OfNew;
        word = 0;
        return ghost;
    }
}
