using System.Text;
using ShmStore.Store.Maps;
using ShmStore.Store.Maps.Caching;

namespace ShmStore.Tests.Store.Maps.Caching;

/// <summary>
/// Keys, by number, of which no two share a mark or the place of a ghost in a map of few entries, whatever the seed of the store. As long as there are places: then some share them, as other keys do.
/// </summary>
internal sealed class KeysOfTheirOwnMarks(KeySeed seed)
{
    private const ulong MarkMask = (1 << CacheMarks.LeastLog) - 1;
    private const int Tries = 100;

    private readonly Dictionary<int, string> _keys = [];
    private readonly HashSet<ulong> _marks = [];
    private readonly HashSet<ulong> _ghosts = [];

    public string this[int number] => _keys.TryGetValue(number, out string? key) ? key : _keys[number] = Choose(number);

    public static ulong HashOf(string key, KeySeed seed) => new KeyProbe(Encoding.UTF8.GetBytes(key), seed).Hash;

    private string Choose(int number)
    {
        string key = $"entry:{number}";
        for (int i = 0; i < Tries && !TryClaim(key); i++)
            key = $"entry:{number}:{i}";
        return key;
    }

    private bool TryClaim(string key)
    {
        ulong hash = HashOf(key, seed);
        ulong mark = hash & MarkMask;
        ulong ghost = (hash >> 32) & (MarkMask / sizeof(ulong));
        if (_marks.Contains(mark) || _ghosts.Contains(ghost))
            return false;
        _marks.Add(mark);
        return _ghosts.Add(ghost);
    }
}
