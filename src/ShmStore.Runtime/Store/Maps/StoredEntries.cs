using System.Runtime.CompilerServices;
using ShmStore.Memory;
using ShmStore.Store.Commits;

namespace ShmStore.Store.Maps;

/// <summary>Finds the entries of one map for who holds the gate, and is therefore alone in changing the index: nothing has to be looked at twice.</summary>
internal sealed unsafe class StoredEntries(CommitWriter writer, MapIndex index, MapReader reader, int map)
{
    /// <summary>Finds the entry of a key, though it may have expired, and leaves no mark.</summary>
    /// <exception cref="StoreFormatException">The index contradicts the region.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryFind(scoped in KeyProbe key, out MapPlace place) => reader.TryFindUsual(in key, out place) || TryFindOther(in key, out place);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryFindOther(scoped in KeyProbe key, out MapPlace place)
    {
        if (index.TryGetSegment(key.Hash, out byte* segment, out int buckets))
        {
            Region region = writer.Region;
            ProbeResult result = SegmentProbe.Find(region.Origin, region.Committed, segment, buckets, map, in key, out place);

            // Found once more where the root is a new one: by that the reader comes to know it.
            if (result is ProbeResult.Found)
                return reader.KnowsRoot || reader.TryFindStored(in key, out place);
            if (result is ProbeResult.Absent)
                return false;
        }

        // The map was never written, or something is wrong with it, and the reader says what.
        return reader.TryFindStored(in key, out place);
    }
}
