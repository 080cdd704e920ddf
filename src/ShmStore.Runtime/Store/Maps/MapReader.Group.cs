using System.Numerics;
using System.Runtime.CompilerServices;
using ShmStore.Layout;
using ShmStore.Store.Reading;

namespace ShmStore.Store.Maps;

/// <content>
/// Look-ups of several keys at once, in steps: each begins to load for one key what the next step needs, so that the misses of all keys overlap. A step takes over what the one before has computed, which may be out of date by then:
/// the last one looks at everything that makes a look-up right, as for a single key.
/// </content>
internal sealed unsafe partial class MapReader
{
    /// <summary>First step: begins to load the key's bucket.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void BeginFind(ref GroupedKey key)
    {
        long bucket = BucketOf(_directory, key.Hash);
        if (bucket <= 0)
        {
            key.IsTraced = true;
            bucket = BucketOf(_tracedDirectory, key.Hash);
        }

        long committed = _region.Committed;
        key.Lanes = (ulong)bucket <= (ulong)(committed - IndexLayout.BucketLength) ? (long*)(_region.Origin + bucket) : null;
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
            Prefetch.Block<TExtent>(_region.Origin + (*lane & IndexLayout.OffsetMask));
        key.Lanes = candidates != 0 && !key.IsTraced ? lane : null;
    }

    /// <summary>Last step: reads the entries that are in the lanes that were found, until a key has to be looked up by itself. One handler does for all of them.</summary>
    /// <param name="group">The keys.</param>
    /// <param name="start">Number of the first that is read.</param>
    /// <param name="reader">What is done with each document.</param>
    /// <param name="results">Gets the result for each key at the same place.</param>
    /// <returns>Number of the key that has to be looked up by itself; the length of the group if there is none.</returns>
    /// <exception cref="StoreFormatException">A block contradicts the region.</exception>
    public int EndFind<TReader, TResult>(ReadOnlySpan<GroupedKey> group, int start, scoped ref TReader reader, Span<TResult> results)
        where TReader : IBlockReader<TResult>
    {
        int read = start;
        MapPlace place = default;
        try
        {
            while (read < group.Length && TryEndFind(in group[read], out place) && TryReadUnguarded(in place, ref reader, out results[read]))
                read++;
        }
        catch (Exception) when (!StillStands(place))
        {
            // As for a single key: torn bytes made it fail, and the key is looked up again.
        }

        return read;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryEndFind(in GroupedKey key, out MapPlace place)
    {
        Unsafe.SkipInit(out place);
        if (key.Lanes == null || key.Length < sizeof(ulong))
            return false;
        long committed = _region.Committed;
        return TryTake<BlockStart>(key.Lanes, KeyProbe.TagBitsOf(key.Hash), _region.Origin, committed, key.First, key.Second, key.Length, mayExpire: false, out place);
    }

    /// <summary>Begins to load the block that a lane's word names.</summary>
    public void PrefetchLane(long word) => Prefetch.Block<BlockStart>(_region.Origin + (word & IndexLayout.OffsetMask));
}
