using ShmStore.Heap;
using ShmStore.Layout;

namespace ShmStore.Store.Maps.Caching;

/// <summary>Remembers that a map has no entry whose block is of some size class or a larger one, as all were looked at in vain, until one is set. For who holds the gate.</summary>
/// <remarks>Whoever sets it, its record in the ring of the map's changes tells. Where some of those were missed, nothing is remembered any more: so all entries are looked at in vain once in a thousand changes at most.</remarks>
internal sealed unsafe class MissingClass(MapIndex index)
{
    private const int None = int.MaxValue;

    private int _sizeClass = None;
    private ulong? _spared;
    private long _next;

    /// <summary>All entries were looked at, and none has a block of this class or a larger one.</summary>
    /// <param name="sizeClass">The size class.</param>
    /// <param name="spared">Hash of the one key whose entry may have, and was spared; null for none.</param>
    public void Begin(int sizeClass, ulong? spared) => (_sizeClass, _spared, _next) = (sizeClass, spared, index.Changes.Head);

    /// <summary>Whether it would be in vain to look for an entry with a block of this class or a larger one.</summary>
    /// <param name="sizeClass">The size class.</param>
    /// <param name="spared">Hash of the one key whose entry is spared; null for none.</param>
    public bool Covers(int sizeClass, ulong? spared)
    {
        Follow();
        return sizeClass >= _sizeClass && (_spared is null || _spared == spared);
    }

    /// <summary>Looks at what has changed meanwhile. O(changes), and nothing where nothing is remembered.</summary>
    public void Follow()
    {
        if (_sizeClass == None)
            return;
        ChangeRing ring = index.Changes;
        long head = ring.Head;

        // No more than a ring has, whatever its head is.
        bool isKnown = _next >= ring.Oldest && head - _next is >= 0 and <= RingLayout.Records;
        for (; isKnown && _next < head; _next++)
            isKnown = IsStillMissing(ring[_next]);
        if (!isKnown)
            _sizeClass = None;
    }

    private bool IsStillMissing(ChangeRecord record) => record.Kind switch
    {
        ChangeKind.Missed => false,
        ChangeKind.Set => !index.TryFindLane(record.Block, record.Commit, out long* lane, out _) || new BlockMeta(new BlockHeader(index.BlockOf(lane)).Meta).SizeClass < _sizeClass,
        _ => true,
    };
}
