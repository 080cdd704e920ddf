using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ShmStore.Store.Commits;

namespace ShmStore.Store.Maps;

/// <summary>The keys that an open commit writes in one map, with the blocks staged for them. For short keys nothing is allocated once as many were held before. Not thread-safe.</summary>
internal sealed class StagedKeys
{
    // The place of the last key with a hash. Hashes are as good as different, and keys with the same one are linked.
    private Dictionary<ulong, int> _places = [];
    private List<StagedKey> _keys = [];

    // What earlier commits have left is emptied when the first key comes, or room is made for it.
    private bool _isEmptied;

    /// <summary>The keys, in the order in which they were written first. Not while one is put.</summary>
    public ReadOnlySpan<StagedKey> All => CollectionsMarshal.AsSpan(_keys);

    /// <summary>The block staged for a key; 0 when its entry is removed.</summary>
    /// <returns>False when the open commit has not changed the entry.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGet(scoped in KeyProbe key, out long block)
    {
        // That is so at every write that is a commit of its own.
        if (_keys.Count == 0)
        {
            block = 0;
            return false;
        }

        return TryGetOneOf(in key, out block);
    }

    /// <summary>Stages a block for a key, or its removal.</summary>
    /// <returns>The block that was staged for it before; 0 for none.</returns>
    public long Put(scoped in KeyProbe key, long block)
    {
        int place = PlaceOf(in key);
        if (place >= 0)
        {
            long before = _keys[place].Block;
            _keys[place] = _keys[place] with { Block = block };
            return before;
        }

        Empty();
        byte[]? bytes = key.Length > KeyHash.ShortKey ? key.ToArray() : null;
        ref int last = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, key.Hash, out bool isLinked);
        _keys.Add(new StagedKey(key.First, key.Second, bytes, key.Length, block, isLinked ? last : -1));
        last = _keys.Count - 1;
        return 0;
    }

    /// <summary>Makes room for so many keys more, if those are most of them: growing step by step takes twice the memory.</summary>
    public void Reserve(int more)
    {
        if (more <= _keys.Count)
            return;
        Empty();
        _places.EnsureCapacity(_keys.Count + more);
        _keys.EnsureCapacity(_keys.Count + more);
    }

    /// <summary>Stages the removal of all keys.</summary>
    public void RemoveAll()
    {
        foreach (ref StagedKey key in CollectionsMarshal.AsSpan(_keys))
            key = key with { Block = 0 };
    }

    /// <summary>Forgets all keys.</summary>
    public void Forget()
    {
        _places.Clear();
        _keys.Clear();
        _isEmptied = false;
    }

    private void Empty()
    {
        if (_isEmptied)
            return;
        Reused.Empty(ref _places);
        Reused.Empty(ref _keys);
        _isEmptied = true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryGetOneOf(scoped in KeyProbe key, out long block)
    {
        int place = PlaceOf(in key);
        block = place < 0 ? 0 : _keys[place].Block;
        return place >= 0;
    }

    private int PlaceOf(scoped in KeyProbe key)
    {
        int place = _places.GetValueOrDefault(key.Hash, -1);
        while (place >= 0 && !key.Is(_keys[place]))
            place = _keys[place].Before;
        return place;
    }
}
