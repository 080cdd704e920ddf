using System.Runtime.CompilerServices;
using ShmStore.Heap;
using ShmStore.Layout;

namespace ShmStore.Store.Maps;

/// <content>The commit of one entry, with what else the map tells of it.</content>
internal sealed unsafe partial class MapIndex
{
    /// <summary>Commits: makes a lane name a staged block, or none. Counts that, and notes it for those who follow the map. Not while a commit of several keys is open.</summary>
    /// <param name="lane">The lane, of a map that has a root.</param>
    /// <param name="key">The entry's key.</param>
    /// <param name="value">What the lane becomes.</param>
    /// <param name="block">The staged block that it names; 0 for none.</param>
    /// <param name="place">What it named before, which is freed; nothing for a new entry.</param>
    /// <returns>The version, which is the number of this commit.</returns>
    public long Commit(long* lane, scoped in KeyProbe key, long value, long block, scoped in MapPlace place)
    {
        // Looked up once: behind each of the stores below, the compiler would do it again.
        byte* origin = Origin;
        byte* root = origin + *(long*)(origin + _slotWord);
        long odd = BeginChange(root);
        long replaced = place.Offset;
        bool isOther = block == 0 || replaced == 0;
        if (isOther || new BlockMeta(new BlockHeader(origin + block).Meta).SizeClass != new BlockMeta(new BlockHeader(origin + replaced).Meta).SizeClass)
            CountBytes(block, replaced);
        if (isOther)
            CountEntry(key.Hash, block == 0 ? -1 : 1);

        long commit = _writer.NextVersion;
        Volatile.Write(ref *(long*)(root + IndexLayout.RootVersionOffset), commit);
        new ChangeRing(origin + *(long*)(root + IndexLayout.RootRingOffset)).Add(MapChanges.Of(in key, commit, block, in place));
        _writer.Steps.After(WriteStep.ChangeNoted);
        ulong version = _writer.Store((byte*)lane - origin, value, block);

        // Before anything that may take long, as waking others: until then snapshots cannot tell whether the change has been made.
        Volatile.Write(ref *(long*)(root + IndexLayout.RootChangesOffset), odd + 1);
        _writer.Finish(version, replaced);
        return (long)version;
    }

    /// <summary>Commits the removal of an entry. Not while a commit of several keys is open.</summary>
    public void Remove(scoped in KeyProbe key, scoped in MapPlace place) => Commit(place.Lane, in key, GiveLane(place.Lane, key.Hash), block: 0, in place);

    /// <summary>Counts the bytes of a block that takes the place of another; 0 for none.</summary>
    public void CountBytes(long block, long replaced) => _header.At<long>(Root + IndexLayout.RootBytesOffset) += BytesAdded(block, replaced);

    // Makes the number of changes odd, and returns it. Those who have to know that nothing was changed while they looked see it before they can see the change.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long BeginChange(byte* root)
    {
        ref long changes = ref *(long*)(root + IndexLayout.RootChangesOffset);
        long odd = changes | 1;
        changes = odd;
        Volatile.WriteBarrier();
        _writer.Steps.After(WriteStep.ChangeBegun);
        return odd;
    }

    // What a lane becomes whose entry, which has this hash, is removed.
    private long GiveLane(long* lane, ulong hash)
    {
        long word = DirectoryWord(hash);
        long removed = SegmentLanes.WordOfRemoved(Segment(word), lane);
        if (removed == 0)
            SegmentUsed(word)--;
        return removed;
    }

    private void CountEntry(ulong hash, int change)
    {
        CountSegment(hash, change);
        Volatile.Write(ref _header.At<long>(Root + IndexLayout.RootCountOffset), Count + change);
    }
}
