using ShmStore.Layout;
using ShmStore.Store.Inspection;
using ShmStore.Store.Maps;

namespace ShmStore.Store.Repairing;

/// <summary>The buckets where the key of a lane can belong: that of the lane, and those before it from which its writer had to go on because they were full.</summary>
/// <param name="Buckets">How many the segment has.</param>
/// <param name="Last">That of the lane.</param>
/// <param name="Count">How many, the last among them.</param>
internal readonly record struct LaneHomes(int Buckets, int Last, int Count)
{
    /// <summary>Those of a lane.</summary>
    /// <param name="store">The store.</param>
    /// <param name="word">The word of the directory that names the segment.</param>
    /// <param name="lane">Number of the lane in the segment.</param>
    public static LaneHomes Of(InspectedStore store, long word, int lane)
    {
        int buckets = SegmentLease.BucketsOf(word);
        int last = lane / IndexLayout.Lanes;
        int count = 1;
        while (count < buckets && !HasEmptyLane(store, word, (last - count + buckets) % buckets))
            count++;
        return new LaneHomes(buckets, last, count);
    }

    /// <summary>Whether a key with this hash can have been put there.</summary>
    public bool Includes(ulong hash) => (Last - (int)SegmentProbe.HomeOf(hash, Buckets) + Buckets) % Buckets < Count;

    // Then it was never full, as removals empty no lane of a bucket that was: all keys that belong there are there.
    private static bool HasEmptyLane(InspectedStore store, long word, int bucket)
    {
        long segment = word & IndexLayout.OffsetMask;
        for (int lane = bucket * IndexLayout.Lanes; lane < (bucket + 1) * IndexLayout.Lanes; lane++)
        {
            if (store.Load(segment + SegmentLanes.OffsetOf(lane)) == 0)
                return true;
        }

        return false;
    }
}
