using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ShmStore.Heap;
using ShmStore.Layout;

namespace ShmStore.Store.Maps;

/// <summary>Looks for a key in one segment: the tags of a bucket at once, then the keys of the blocks whose tag matches.</summary>
/// <remarks>
/// <para>
/// The caller has checked that the segment lies inside the region; what its lanes name is checked here. Bounded by the number of buckets.
/// </para>
/// <para>
/// The vectors only choose candidates: each candidate's lane is loaded again as one 64-bit word with acquire, so it does not matter in what pieces a vector is loaded. Only whether a lane is 0 is
/// taken from the vector, whose aligned 64-bit elements are loaded whole by every x64 and arm64 processor. A bucket with an empty lane ends the probe: no key went past it, because a removal empties a lane only in a bucket
/// that has an empty lane already.
/// </para>
/// </remarks>
internal static unsafe class SegmentProbe
{
    // Of an offset that is a segment's: with acquire, no word may be loaded that is not aligned.
    private const long AlignedMask = IndexLayout.OffsetMask & -IndexLayout.Alignment;

    private const ulong TagMask = ~(ulong)IndexLayout.OffsetMask;

    /// <summary>Number of the bucket where a key with this hash belongs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint HomeOf(ulong hash, int buckets) => (uint)(((ulong)(uint)hash * (uint)buckets) >> 32);

    /// <summary>Offset of the bucket where a key with this hash belongs; when the directory is not a map's any more, any multiple of <see cref="IndexLayout.Alignment"/> that is not negative.</summary>
    /// <param name="words">Words of a directory.</param>
    /// <param name="shift">How far the hash, halved, is shifted to give the number of a word.</param>
    /// <param name="hash">The key's hash.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long BucketOf(long* words, int shift, ulong hash)
    {
        long word = Volatile.Read(ref words[hash << IndexLayout.TagBits >> 1 >> shift]);
        return (word & AlignedMask) + IndexLayout.BucketsOffset + ((long)HomeOf(hash, SegmentLease.BucketsOf(word)) * IndexLayout.BucketLength);
    }

    /// <summary>First lane of a bucket.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong* BucketAt(byte* segment, uint bucket) =>
        (ulong*)(segment + IndexLayout.BucketsOffset + ((nuint)bucket * IndexLayout.BucketLength));

    /// <summary>Probes from the key's bucket on, until a bucket with an empty lane.</summary>
    public static ProbeResult Find(byte* origin, long committed, byte* segment, int buckets, int map, scoped in KeyProbe probe, out MapPlace place)
    {
        uint bucket = HomeOf(probe.Hash, buckets);
        ulong tag = probe.TagBits;
        for (int visited = 0; visited < buckets; visited++)
        {
            ulong* lanes = BucketAt(segment, bucket);
            var low = Vector256.Load(lanes);
            var high = Vector256.Load(lanes + 4);
            for (uint candidates = Matches(low, high, tag); candidates != 0; candidates &= candidates - 1)
            {
                long* lane = (long*)lanes + BitOperations.TrailingZeroCount(candidates);
                ProbeResult result = Check(origin, committed, lane, map, in probe, out place);
                if (result != ProbeResult.Absent)
                    return result;
            }

            if (HasEmpty(low, high))
                break;
            bucket = bucket + 1 == (uint)buckets ? 0 : bucket + 1;
        }

        place = default;
        return ProbeResult.Absent;
    }

    /// <summary>The lanes of a bucket that have this tag, as bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Matches(ulong* lanes, ulong tag) => Vector512.IsHardwareAccelerated
        ? (uint)Vector512.Equals(Vector512.Load(lanes) & Vector512.Create(TagMask), Vector512.Create(tag)).ExtractMostSignificantBits()
        : Matches(Vector256.Load(lanes), Vector256.Load(lanes + 4), tag);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Matches(Vector256<ulong> low, Vector256<ulong> high, ulong tag)
    {
        var tags = Vector256.Create(tag);
        var mask = Vector256.Create(TagMask);
        return Vector256.Equals(low & mask, tags).ExtractMostSignificantBits() | (Vector256.Equals(high & mask, tags).ExtractMostSignificantBits() << 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HasEmpty(Vector256<ulong> low, Vector256<ulong> high) =>
        (Vector256.Equals(low, Vector256<ulong>.Zero) | Vector256.Equals(high, Vector256<ulong>.Zero)) != Vector256<ulong>.Zero;

    /// <summary>Whether a lane's word has this tag.</summary>
    public static bool HasTag(long word, ulong tag) => ((ulong)word & TagMask) == tag;

    /// <summary>Looks whether a lane names a block with the key. The read protocol with the lane as slot: word, version, word again; then the key, which counts if the version stands.</summary>
    public static ProbeResult Check(byte* origin, long committed, long* lane, int map, scoped in KeyProbe probe, out MapPlace place)
    {
        uint prologue = EntryLayout.Word(map, probe.Length);
        long word = Volatile.Read(ref *lane);
        long offset = word & IndexLayout.OffsetMask;
        place = default;
        if (!SegmentLanes.IsInUse(word))
            return ProbeResult.Absent;
        if (!HasTag(word, probe.TagBits))
            return ProbeResult.Disturbed;

        // The last block of a region may have no room for the key that is looked for: whether there is any is asked when the lengths are the same.
        if (offset > committed - EntryLayout.BytesBeforeAnyKey || (offset & (BlockLayout.Alignment - 1)) != 0)
            return ProbeResult.Outside;
        byte* block = origin + offset;
        var header = new BlockHeader(block);
        long version = Volatile.Read(ref header.Version);
        if (version == 0 || Volatile.Read(ref *lane) != word)
            return ProbeResult.Disturbed;

        uint found = EntryKey.WordOf(block);
        byte* key = block + BlockLayout.HeaderLength + EntryLayout.BytesBeforeKey(found);
        if ((found & ~EntryLayout.ExpiresFlag) == prologue)
        {
            long end = (key - block) + probe.Length;
            if (end > committed - offset)
                return ProbeResult.Outside;
            if (probe.Matches(key))
            {
                place = new MapPlace(lane, word, version, (int)end);
                return ProbeResult.Found;
            }
        }

        // Another key with the same tag, unless the block was overwritten meanwhile.
        Volatile.ReadBarrier();
        return header.Version == version ? ProbeResult.Absent : ProbeResult.Disturbed;
    }
}
