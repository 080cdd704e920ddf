using System.Numerics;
using ShmStore.Layout;

namespace ShmStore.Store.Maps;

/// <content>Beginning to load what look-ups will need, so that the misses of several overlap.</content>
internal sealed unsafe partial class MapReader
{
    /// <summary>Begins to load what a look-up of a key with this hash needs first: its bucket.</summary>
    public void PrefetchBucket(ulong hash)
    {
        long bucket = AnyBucketOf(hash);
        if ((ulong)bucket <= (ulong)(_region.Committed - IndexLayout.BucketLength))
            Prefetch.Line(_region.Origin + bucket);
    }

    /// <summary>Begins to load the block that a lane's word names.</summary>
    public void PrefetchLane(long word)
    {
        if (SegmentLanes.IsInUse(word))
            Prefetch.Block<BlockStart>(_region.Origin + (word & IndexLayout.OffsetMask));
    }

    /// <summary>Begins to load what it needs next: the block whose tag matches.</summary>
    public void PrefetchBlock<TExtent>(ulong hash)
        where TExtent : struct, IBlockExtent
    {
        long committed = _region.Committed;
        byte* origin = _region.Origin;
        long bucket = AnyBucketOf(hash);
        if ((ulong)bucket > (ulong)(committed - IndexLayout.BucketLength))
            return;
        ulong* lanes = (ulong*)(origin + bucket);
        uint candidates = SegmentProbe.Matches(lanes, KeyProbe.TagBitsOf(hash));
        if (candidates == 0)
            return;
        Prefetch.Block<TExtent>(origin + ((long)lanes[BitOperations.TrailingZeroCount(candidates)] & IndexLayout.OffsetMask));
    }

    private long AnyBucketOf(ulong hash)
    {
        long bucket = BucketOf(_directory, hash);
        return bucket > 0 ? bucket : BucketOf(_tracedDirectory, hash);
    }
}
