using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Store.Commits;

namespace ShmStore.Store.Maps;

/// <content>What the root says of marks and evictions. There is none of it before the map was written.</content>
internal sealed unsafe partial class MapIndex
{
    /// <summary>Binary logarithm of the number of marks that readers leave, not positive if they leave none; where; and the version of the root that says so.</summary>
    public (int Logarithm, long Offset, long RootVersion) Marks => MarksOf(_writer, _slotWord);

    /// <summary><see cref="Marks"/> of the map whose root the slot word at an offset names; 0 if it names none.</summary>
    public static (int Logarithm, long Offset, long RootVersion) MarksOf(CommitWriter writer, long slotWord)
    {
        long committed = writer.Region.Committed;
        byte* origin = writer.Region.Origin;
        long root = *(long*)(origin + slotWord);
        if (!SegmentLease.IsRootInside(root, origin, committed, out _) || new BlockMeta(new BlockHeader(origin + root).Meta) is not { IsIndex: true, Kind: IndexKind.Root })
            return default;
        return (*(int*)(origin + root + IndexLayout.RootMarksLogOffset), *(long*)(origin + root + IndexLayout.RootMarksOffset), new BlockHeader(origin + root).Version);
    }

    /// <summary>Whether this is the index whose root a slot word names.</summary>
    public bool IsNamedBy(long slotWord) => slotWord == _slotWord;

    /// <summary>Position in the ring of the oldest change whose entry has not been looked at for eviction. Any number.</summary>
    public ref long Recent => ref _header.At<long>(Root + IndexLayout.RootRecentOffset);

    /// <summary>The lane that is looked at next for eviction. Any number.</summary>
    public ref long Hand => ref _header.At<long>(Root + IndexLayout.RootHandOffset);

    /// <summary>How many entries were evicted.</summary>
    public ref long Evictions => ref _header.At<long>(Root + IndexLayout.RootEvictionsOffset);

    /// <summary>The word that says which bucket is looked at next for what has expired. Any number; null if the map was never written, or its ring is said to be outside of the region.</summary>
    public long* Swept
    {
        get
        {
            if (Root == 0)
                return null;
            long ring = RingOffset;
            return RingLayout.IsInside(ring, _writer.Region.Committed) ? (long*)(Origin + ring + RingLayout.SweptOffset) : null;
        }
    }

    /// <summary>How many of those that were evicted have come back lately. Any number. Only of a map that was written.</summary>
    public ref long Returns => ref _header.At<long>(RingOffset + RingLayout.ReturnsOffset);

    /// <summary>The last changes. Only of a map that was written.</summary>
    public ChangeRing Changes => new(Origin + RingOffset);

    /// <summary>Says where readers leave marks, in a map that has a root. The map gets a new root for it, so that every reader notices; if there is no room for that, the readers notice when it gets one.</summary>
    /// <param name="logarithm">Of how many there are; not positive if nobody wants to know.</param>
    /// <param name="offset">Where they are.</param>
    public void MoveMarks(int logarithm, long offset)
    {
        try
        {
            _growth.MoveMarks(logarithm, offset);
        }
        catch (StoreFullException)
        {
            _growth.NoteMarks(Root, logarithm, offset);
        }
    }

    /// <summary>Gives a map that was never written a root.</summary>
    /// <returns>False if there is no room for one.</returns>
    public bool TryCreateRoot()
    {
        try
        {
            if (Root == 0)
                _growth.CreateRoot();
            return true;
        }
        catch (StoreFullException)
        {
            return false;
        }
    }
}
