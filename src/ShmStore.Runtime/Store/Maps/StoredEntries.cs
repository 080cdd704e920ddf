using ShmStore.Memory;
using ShmStore.Store.Commits;

namespace ShmStore.Store.Maps;

/// <summary>Finds the entries of one map for who holds the gate, and is therefore alone in changing the index: nothing has to be looked at twice.</summary>
internal sealed unsafe class StoredEntries(CommitWriter writer, MapIndex index, MapReader reader, int map)
{
    /// <summary>Finds the entry of a key, though it may have expired, and leaves no mark.</summary>
    /// <exception cref="StoreFormatException">The index contradicts the region.</exception>
    public bool TryFind(scoped in KeyProbe key, out MapPlace place)
    {
        if (index.TryGetSegment(key.Hash, out byte* segment, out int buckets))
        {
            Region region = writer.Region;
            long committed = region.Committed;
            ProbeResult result = SegmentProbe.Find(region.Origin, committed, segment, buckets, map, in key, out place);
            if (result is ProbeResult.Found or ProbeResult.Absent)
                return result == ProbeResult.Found;
        }

        // The map was never written, or something is wrong with it, and the reader says what.
        return reader.TryFindStored(in key, out place);
    }
}
