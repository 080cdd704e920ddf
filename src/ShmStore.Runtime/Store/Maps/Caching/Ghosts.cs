using System.Numerics;

namespace ShmStore.Store.Maps.Caching;

/// <summary>Hashes of what was evicted not long ago. Forgets the oldest, and now and then another one, whose place is taken. Not thread-safe.</summary>
internal sealed class Ghosts
{
    private const int Least = 1024;
    private const int Most = 1 << 22;

    // The low half of the hash, and when it was evicted. The place is chosen by the high half.
    private readonly (uint Hash, uint Turn)[] _places;
    private uint _turn;

    /// <summary>Remembers as many as there are entries.</summary>
    public Ghosts(long entries)
    {
        Remembered = (uint)Math.Clamp(entries, 1, Most);
        _places = new (uint, uint)[BitOperations.RoundUpToPowerOf2(Math.Max(Remembered, Least))];
    }

    private uint Remembered { get; }

    /// <summary>Notes that an entry was evicted.</summary>
    public void Add(ulong hash)
    {
        _turn++;
        PlaceOf(hash) = ((uint)hash, _turn);
    }

    /// <summary>Whether an entry was evicted not long ago; it is forgotten then.</summary>
    public bool Take(ulong hash)
    {
        ref (uint Hash, uint Turn) place = ref PlaceOf(hash);
        bool isGhost = place.Turn != 0 && place.Hash == (uint)hash && _turn - place.Turn < Remembered;
        if (isGhost)
            place = default;
        return isGhost;
    }

    private ref (uint Hash, uint Turn) PlaceOf(ulong hash) => ref _places[(hash >> 32) & (ulong)(_places.Length - 1)];
}
