using System.Runtime.InteropServices;

namespace ShmStore.Store.Commits;

/// <summary>The words of the region that an open commit changes, by their offsets: in a list, as a commit goes through all of them again and again, and with a table of where they are in it. Not thread-safe.</summary>
internal sealed class PendingWords
{
    private List<(long Word, PendingWord Pending)> _all = [];
    private Dictionary<long, int> _places = [];

    /// <summary>How many there are.</summary>
    public int Count => _all.Count;

    /// <summary>All of them, until one is added or removed. Going through them allocates nothing, which would fail at the wrong time.</summary>
    public ReadOnlySpan<(long Word, PendingWord Pending)> All => CollectionsMarshal.AsSpan(_all);

    /// <summary>Whether the commit changes a word.</summary>
    public bool Contains(long word) => _places.ContainsKey(word);

    /// <summary>What the commit does to a word.</summary>
    /// <returns>False if it does not change it.</returns>
    public bool TryGet(long word, out PendingWord pending)
    {
        bool found = _places.TryGetValue(word, out int place);
        pending = found ? _all[place].Pending : default;
        return found;
    }

    /// <summary>Adds a word, or changes what is done to it: the block that is replaced stays the one it was.</summary>
    /// <returns>The block that was staged for it before; 0 for none.</returns>
    public long Set(long word, PendingWord pending)
    {
        // So that what fails for want of memory has changed nothing.
        _all.EnsureCapacity(_all.Count + 1);
        ref int place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, word, out bool again);
        if (!again)
        {
            place = _all.Count;
            _all.Add((word, pending));
            return 0;
        }

        PendingWord before = _all[place].Pending;
        _all[place] = (word, pending with { Replaced = before.Replaced });
        return before.Block;
    }

    /// <summary>Makes room for so many words more, if those are most of them: growing step by step takes twice the memory.</summary>
    public void Reserve(int more)
    {
        // A table grows by no more than it is asked for: a few at a time, that would be at every call.
        if (more <= _all.Count)
            return;
        _all.EnsureCapacity(_all.Count + more);
        _places.EnsureCapacity(_all.Count + more);
    }

    /// <summary>Removes a word, if it is there. The last one takes its place.</summary>
    public void Remove(long word)
    {
        if (!_places.Remove(word, out int place))
            return;
        (long Word, PendingWord Pending) last = _all[^1];
        _all.RemoveAt(_all.Count - 1);
        if (last.Word == word)
            return;
        _all[place] = last;
        _places[last.Word] = place;
    }

    /// <summary>Removes all of them.</summary>
    public void Empty()
    {
        Reused.Empty(ref _all);
        Reused.Empty(ref _places);
    }
}
