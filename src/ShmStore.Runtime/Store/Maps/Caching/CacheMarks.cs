using System.Numerics;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Commits;

namespace ShmStore.Store.Maps.Caching;

/// <summary>The marks of a map with bounds: those that its root names, whichever writer made them. For who holds the gate.</summary>
internal sealed class CacheMarks(CommitWriter writer, MapIndex index)
{
    private const int MarksPerEntry = 8;
    private const int LeastLog = 12;

    private (int Logarithm, long Offset) _known;
    private int _wanted;

    /// <summary>The marks; null if there are none, or they cannot be opened: then entries go as if nobody had found them.</summary>
    public UseMarks? Current { get; private set; }

    /// <summary>Looks whether there are marks for so many entries, and if not, makes some, and has the root say where.</summary>
    public void Want(long entries)
    {
        _wanted = Math.Clamp(BitOperations.Log2(BitOperations.RoundUpToPowerOf2((ulong)Math.Clamp(entries, 1, 1L << IndexLayout.MaximumMarksLog) * MarksPerEntry)), LeastLog, IndexLayout.MaximumMarksLog);
        Refresh(isChanged: true);
    }

    /// <summary>Marks are not wanted any more.</summary>
    public void StopWanting()
    {
        Current = null;
        (int logarithm, long offset) = index.Marks;
        if (logarithm > 0)
            index.MoveMarks(-logarithm, offset);
    }

    /// <summary>Looks whether the root names the same marks as before: another writer may have made others.</summary>
    public void Refresh() => Refresh(isChanged: index.Marks != _known);

    private void Refresh(bool isChanged)
    {
        if (!isChanged)
            return;
        (int logarithm, long offset) = index.Marks;
        int present = Math.Abs(logarithm);
        Current = present >= _wanted && present <= IndexLayout.MaximumMarksLog ? writer.Region.TryOpenMarks(offset, 1L << present) : null;
        if (Current is null && writer.Region.TryAddMarks(1L << _wanted, out long added) is { } made)
            (Current, present, offset, logarithm) = (made, _wanted, added, 0);
        if (Current is not null && logarithm <= 0)
            index.MoveMarks(present, offset);
        _known = index.Marks;
    }
}
