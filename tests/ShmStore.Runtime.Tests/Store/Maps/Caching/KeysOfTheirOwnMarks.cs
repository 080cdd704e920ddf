using System.Runtime.CompilerServices;
using System.Text;
using ShmStore.Memory;
using ShmStore.Store.Maps;
using ShmStore.Store.Maps.Caching;

namespace ShmStore.Tests.Store.Maps.Caching;

/// <summary>
/// Keys, by number, of which no two share a mark or the place of a ghost in a map of few entries, whatever the seed of the store. As long as there are places: then some share them, as keys of users do now and then, of which one is kept then for the other's sake.
/// </summary>
internal sealed unsafe class KeysOfTheirOwnMarks(KeySeed seed)
{
    private const int Marks = 1 << CacheMarks.LeastLog;
    private const int Tries = 100;

    private readonly Dictionary<int, string> _keys = [];
    private readonly HashSet<ulong> _marks = [];
    private readonly HashSet<long> _ghosts = [];

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
        ulong mark = hash % Marks;

        // Only where the word would be is asked: there is no memory behind it.
        long ghost = (long)Unsafe.AsPointer(ref new UseMarks(null, Marks, this).WordOf(hash));
        if (_marks.Contains(mark) || _ghosts.Contains(ghost))
            return false;
        _marks.Add(mark);
        return _ghosts.Add(ghost);
    }
}
