using ShmStore.Layout;

namespace ShmStore.Store.Maps;

/// <content>What the root says of marks and evictions. There is none of it before the map was written.</content>
internal sealed unsafe partial class MapIndex
{
    /// <summary>Binary logarithm of the number of marks that readers leave, and where; not positive if they leave none.</summary>
    public (int Logarithm, long Offset) Marks => Root == 0 ? default : (_header.At<int>(Root + IndexLayout.RootMarksLogOffset), _header.At<long>(Root + IndexLayout.RootMarksOffset));

    /// <summary>Position in the ring of the oldest change whose entry has not been looked at for eviction. Any number.</summary>
    public ref long Recent => ref _header.At<long>(Root + IndexLayout.RootRecentOffset);

    /// <summary>The lane that is looked at next for eviction. Any number.</summary>
    public ref long Hand => ref _header.At<long>(Root + IndexLayout.RootHandOffset);

    /// <summary>How many entries were evicted.</summary>
    public ref long Evictions => ref _header.At<long>(Root + IndexLayout.RootEvictionsOffset);

    /// <summary>The last changes. Only of a map that was written.</summary>
    public ChangeRing Changes => new(Origin + RingOffset);

    /// <summary>Says where readers leave marks. The map gets a new root for it, so that every reader notices; if there is no room for that, the readers notice when it gets one.</summary>
    /// <param name="logarithm">Of how many there are; not positive if nobody wants to know.</param>
    /// <param name="offset">Where they are.</param>
    public void MoveMarks(int logarithm, long offset)
    {
        try
        {
            if (Root == 0)
                _growth.CreateRoot();
            _growth.MoveMarks(logarithm, offset);
        }
        catch (StoreFullException) when (Root != 0)
        {
            _growth.NoteMarks(Root, logarithm, offset);
        }
        catch (StoreFullException)
        {
            // There is nothing to find in such a map.
        }
    }
}
