using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Store.Maps;
using ShmStore.Store.Reading;

namespace ShmStore.Store.Exchange;

/// <summary>Collects the keys of a map while it may be written, growing and split.</summary>
/// <remarks>
/// The index is gone through in the order of the hashes, a segment at a time, so that a segment that is split in between is continued where it was left. A key that is in the map all the time is
/// collected; one that moves to another lane meanwhile may be collected twice.
/// </remarks>
internal static unsafe class MapKeyScan
{
    private const int HashBits = 64;

    /// <summary>The keys, in no particular order.</summary>
    /// <exception cref="ReadContentionException">The writer overtook every attempt to read a segment.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public static List<byte[]> Collect(MapReader map)
    {
        List<byte[]> keys = [];
        ulong hash = 0;
        int attempt = 0;
        while (Volatile.Read(ref *map.Slot) != 0)
        {
            int before = keys.Count;
            if (!TryCollect(map, hash, keys, out int depth))
            {
                keys.RemoveRange(before, keys.Count - before);
                map.Region.Refresh();
                map.Retry(ref attempt);
                continue;
            }

            attempt = 0;
            hash += depth == 0 ? 0 : 1UL << (HashBits - depth);
            if (hash == 0)
                break;
        }

        ReadRetry.ThrowIfDisposed(map.Region);
        return keys;
    }

    // The keys of the segment that this hash belongs to, and how many bits of it all of them share.
    private static bool TryCollect(MapReader map, ulong hash, List<byte[]> keys, out int depth)
    {
        depth = 0;
        byte* origin = map.Region.Origin;
        long committed = map.Region.Committed;
        if (!SegmentLease.TryBegin(map.Slot, origin, committed, hash, out SegmentLease lease))
            return false;
        depth = lease.Depth;
        var lanes = (long*)(lease.Segment + IndexLayout.BucketsOffset);
        for (int lane = 0; lane < lease.Buckets * IndexLayout.Lanes; lane++)
        {
            if (!TryCollect(origin, committed, lanes + lane, keys))
                return false;
        }

        bool stands = lease.StillStands() && (uint)depth <= IndexLayout.MaximumDepth;
        GC.KeepAlive(map);
        return stands;
    }

    // The read protocol with the lane as slot; again at once if the entry is replaced meanwhile, for in a whole segment there is always one that is.
    private static bool TryCollect(byte* origin, long committed, long* lane, List<byte[]> keys)
    {
        const int Attempts = 16;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            long word = Volatile.Read(ref *lane);
            if (!SegmentLanes.IsInUse(word))
                return true;
            long offset = word & IndexLayout.OffsetMask;
            if (offset > committed - BlockLayout.HeaderLength - EntryLayout.PrologueLength || (offset & (BlockLayout.Alignment - 1)) != 0)
                return false;
            var header = new BlockHeader(origin + offset);
            long version = Volatile.Read(ref header.Version);
            if (version == 0 || Volatile.Read(ref *lane) != word)
                continue;

            // Once: the writer may overwrite it.
            uint prologue = Volatile.Read(ref *(uint*)header.Document);
            long start = offset + BlockLayout.HeaderLength + EntryLayout.BytesBeforeKey(prologue);
            if (start > committed - EntryLayout.KeyLength(prologue))
                continue;
            byte[] key = new ReadOnlySpan<byte>(origin + start, EntryLayout.KeyLength(prologue)).ToArray();
            Volatile.ReadBarrier();
            if (header.Version != version)
                continue;
            keys.Add(key);
            return true;
        }

        return false;
    }
}
