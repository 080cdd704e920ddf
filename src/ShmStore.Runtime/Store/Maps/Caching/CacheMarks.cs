using System.Numerics;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Commits;

namespace ShmStore.Store.Maps.Caching;

/// <summary>The marks of a map with bounds: those that its root names, whichever writer made them. For who holds the gate.</summary>
internal sealed class CacheMarks(CommitWriter writer, MapIndex index)
{
    /// <summary>Logarithm of the smallest number of marks that a map gets.</summary>
    public const int LeastLog = 12;

    private const int MarksPerEntry = 8;

    private (int Logarithm, long Offset, long RootVersion) _known;
    private int _wanted;

    /// <summary>The marks; null if there are none, or they cannot be opened: then entries go as if nobody had found them.</summary>
    public UseMarks? Current { get; private set; }

    /// <summary>Looks whether there are marks for so many entries, and if not, makes some, and has the root say where.</summary>
    public void Want(long entries)
    {
        ulong marks = (ulong)Math.Clamp(entries, 1, 1L << IndexLayout.MaximumMarksLog) * MarksPerEntry;
        _wanted = Math.Clamp(BitOperations.Log2(BitOperations.RoundUpToPowerOf2(marks)), LeastLog, IndexLayout.MaximumMarksLog);
        Open();
    }

    /// <summary>Marks are not wanted any more.</summary>
    public void StopWanting()
    {
        Current = null;
        (int logarithm, long offset, _) = index.Marks;
        if (logarithm > 0)
            index.MoveMarks(-logarithm, offset);
    }

    /// <summary>Looks whether the root is the same as before: another writer may have made other marks, or the same ones in another file.</summary>
    public void Refresh()
    {
        if (index.Marks != _known)
            Open();
    }

    private void Open()
    {
        if (!index.TryCreateRoot())
        {
            // Nobody could be told. There is nothing to find in such a map, and when it is written, it has another root.
            (Current, _known) = (null, default);
            return;
        }

        (int logarithm, long offset, _) = index.Marks;
        int present = logarithm < -IndexLayout.MaximumMarksLog ? 0 : Math.Abs(logarithm);
        Current = null;

        // Where there is no room for so many, a quarter of them: the store itself needs the rest. And those that are there rather than others as few.
        for (int wanted = _wanted; Current is null; wanted = Math.Max(wanted - 2, LeastLog))
        {
            if (present >= wanted && present <= IndexLayout.MaximumMarksLog)
                Current = writer.Region.TryOpenMarks(offset, 1L << present);
            if (Current is null && writer.Region.TryAddMarks(EndOfOthers(), 1L << wanted, out long added) is { } made)
                (Current, present, offset, logarithm) = (made, wanted, added, 0);
            if (wanted == LeastLog)
                break;
        }

        if (Current is not null && logarithm <= 0)
            index.MoveMarks(present, offset);
        _known = index.Marks;
    }

    // Where the marks of the store's other maps end, so that what no map names any more is used again.
    private long EndOfOthers()
    {
        long end = 0;
        for (int slot = SlotLayout.FirstKeySlot; slot < writer.Areas.SlotCapacity; slot++)
        {
            (int logarithm, long offset, _) = MapIndex.MarksOf(writer, writer.Areas.SlotAt(slot));
            if (logarithm != 0 && logarithm is >= -IndexLayout.MaximumMarksLog and <= IndexLayout.MaximumMarksLog && !index.IsNamedBy(writer.Areas.SlotAt(slot)))
                end = Math.Max(end, offset + UseMarks.BytesFor(1L << Math.Abs(logarithm)));
        }

        return end;
    }
}
