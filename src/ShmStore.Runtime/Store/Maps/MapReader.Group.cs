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
    /// <summary>Looks once for all keys where the map's directory is. It may be another one by the time a key is looked for.</summary>
    public GroupLookup BeginGroup()
    {
        long root = Volatile.Read(ref *_slot);
        Directory directory = _directory;
        bool isTraced = root != directory.Root;
        if (isTraced)
            directory = _tracedDirectory;
        if (root != directory.Root)
            return default;

        // In this order: a mapping that moves when it grows publishes its origin before its length.
        long committed = _region.Committed;
        return new GroupLookup(_region.Origin, committed, directory.Words, directory.Shift, isTraced);
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
            var nothing = default(NothingLoad);
            while (read < group.Length && TryEndFind(in group[read], ref nothing, out place) && TryReadUnguarded(in place, ref reader, out results[read]))
                read++;
        }
        catch (Exception thrown) when (!StillStands(place) || !IsNoted(thrown, in place))
        {
            // As for a single key: torn bytes made it fail, and the key is looked up again.
        }

        return read;
    }

    /// <summary>As <see cref="EndFind"/>, of members of fixed width, which are loaded while the entries are found: no handler is needed, as nothing can fail over torn bytes.</summary>
    /// <inheritdoc cref="EndFind"/>
    public int EndFindMembers<TTuple, TResult>(ReadOnlySpan<GroupedKey> group, int start, Span<TResult> results)
        where TTuple : struct, IMemberTuple<TResult>
    {
        int read = start;
        Unsafe.SkipInit(out MembersLoad<TTuple, TResult> load);
        while (read < group.Length && TryEndFind(in group[read], ref load, out _))
            results[read++] = load.Values;
        GC.KeepAlive(_region);
        return read;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryEndFind<TLoad>(in GroupedKey key, scoped ref TLoad load, out MapPlace place)
        where TLoad : struct, IEntryLoad
    {
        Unsafe.SkipInit(out place);
        if (key.Lanes == null || key.Length < KeyHash.ShortestOfWords)
            return false;
        long committed = _region.Committed;
        var sought = new ShortKey(key.First, key.Second, key.Length);
        return TryTake<BlockStart, ShortKey, TLoad>(key.Lanes, KeyProbe.TagBitsOf(key.Hash), _region.Origin, committed, sought, mayExpire: false, ref load, out place);
    }

    /// <summary>Begins to load the block that a lane's word names.</summary>
    public void PrefetchLane(long word) => Prefetch.Block<BlockStart>(_region.Origin + (word & IndexLayout.OffsetMask));
}
