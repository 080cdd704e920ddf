using System.Numerics;
using System.Runtime.CompilerServices;
using ShmStore.Layout;

namespace ShmStore.Store.Maps;

/// <summary>
/// The steps of looking up several keys at once that only begin to load what the next step needs, so that the misses of all keys overlap. They begin in the directory that was the map's when the group began, and what they find may be
/// out of date when it is used: <see cref="MapReader.EndFind"/> looks at everything that makes a look-up right.
/// </summary>
/// <param name="origin">Address of the region.</param>
/// <param name="committed">Bytes of it that can be read.</param>
/// <param name="words">The directory's words; null if there is none, and each key is to be looked up by itself.</param>
/// <param name="shift">How far the hash, halved, is shifted to give the number of a word.</param>
/// <param name="isTraced">Whether the map wants to know what was found, or has entries that expire.</param>
internal readonly unsafe struct GroupLookup(byte* origin, long committed, long* words, int shift, bool isTraced)
{
    private readonly byte* _origin = origin;
    private readonly long _lastBucket = committed - IndexLayout.BucketLength;
    private readonly long* _words = words;
    private readonly int _shift = shift;
    private readonly bool _isTraced = isTraced;

    /// <summary>First step: begins to load the key's bucket.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void BeginFind(ref GroupedKey key)
    {
        if (_words == null)
            return;
        long bucket = SegmentProbe.BucketOf(_words, _shift, key.Hash);
        if (bucket > _lastBucket)
            return;
        key.Lanes = (long*)(_origin + bucket);
        Prefetch.Line(key.Lanes);
    }

    /// <summary>Second step: begins to load the block of the first lane with the key's tag.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ContinueFind<TExtent>(ref GroupedKey key)
        where TExtent : struct, IBlockExtent
    {
        if (key.Lanes == null)
            return;
        uint candidates = SegmentProbe.Matches((ulong*)key.Lanes, KeyProbe.TagBitsOf(key.Hash));
        long* lane = key.Lanes + BitOperations.TrailingZeroCount(candidates);
        if (candidates != 0)
            Prefetch.Block<TExtent>(_origin + (*lane & IndexLayout.OffsetMask));
        key.Lanes = candidates != 0 && !_isTraced ? lane : null;
    }
}
