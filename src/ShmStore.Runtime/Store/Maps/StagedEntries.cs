using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Store.Commits;
using ShmStore.Store.Maps.Caching;

namespace ShmStore.Store.Maps;

/// <summary>What an open commit will do to the entries of one map. Which lanes that takes is decided when the commit completes. The caller holds the gate.</summary>
internal sealed unsafe class StagedEntries(CommitWriter writer, MapReader reader, StoredEntries stored, MapIndex index, MapKeeper keeper) : ICommitParticipant
{
    private readonly StagedKeys _keys = new();
    private List<MapPlace> _places = [];
    private List<ulong> _added = [];
    private List<long> _reserved = [];
    private List<(ulong Hash, int Change, bool IsSet)> _changes = [];
    private List<ChangeRecord> _records = [];
    private List<long> _words = [];
    private bool _isPrepared;

    // That is a change of the map, also if it had no entries.
    private bool _isCleared;

    /// <inheritdoc/>
    public long Joined { get; set; }

    /// <summary>The block staged for a key; 0 when its entry is removed.</summary>
    /// <returns>False when the open commit has not changed the entry.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGet(scoped in KeyProbe key, out long block) => _keys.TryGet(in key, out block);

    /// <summary>Sets an entry when the commit completes.</summary>
    /// <returns>The version it will have.</returns>
    public long Set(PendingCommit commit, scoped in KeyProbe key, long block)
    {
        Put(commit, in key, block);
        return writer.NextVersion;
    }

    /// <summary>Removes an entry when the commit completes.</summary>
    /// <returns>False when there is none.</returns>
    public bool Remove(PendingCommit commit, scoped in KeyProbe key)
    {
        bool present = TryGet(in key, out long block) ? block != 0 : stored.TryFind(in key, out _);
        bool expired = present && block == 0 && !reader.TryFind(in key, out _);
        if (present)
            Put(commit, in key, 0);
        return present && !expired;
    }

    /// <summary>Removes all entries when the commit completes. The index becomes small behind it, if few were added again.</summary>
    /// <returns>The version of the removal.</returns>
    public long Clear(PendingCommit commit)
    {
        commit.Join(this);
        TakeBack(commit);
        DiscardBlocks();
        _keys.RemoveAll();
        _isCleared = true;
        IReadOnlyList<nint> lanes = index.LanesInUse();
        _keys.Reserve(lanes.Count);
        foreach (nint lane in lanes)
            Put(commit, index.KeyOf(writer.Region.Origin + (*(long*)lane & IndexLayout.OffsetMask)), 0);
        return writer.NextVersion;
    }

    /// <inheritdoc/>
    public void Prepare(PendingCommit commit)
    {
        TakeBack(commit);
        CheckLimits();
        FindAll();
        if (MakeRoom())
            FindAll();
        _isPrepared = true;
        try
        {
            AddWords(commit);
        }
        catch
        {
            // Otherwise it has some of the blocks, and nobody the others.
            TakeBack(commit);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Completed(long version)
    {
        try
        {
            foreach ((ulong hash, int change, _) in _changes)
                index.CountSegment(hash, change);
            if (_isCleared)
                Shrink();
            if (!keeper.HasBounds)
                return;
            foreach ((ulong hash, int change, bool isSet) in _changes)
            {
                if (isSet)
                    keeper.Set(hash, isNew: change != 0);
            }

            keeper.AfterCommit(_changes.Where(static change => change.IsSet).Select(static change => change.Hash));
        }
        finally
        {
            // What was staged is in the store, whatever became of the limits.
            Forget();
        }
    }

    /// <inheritdoc/>
    public void Abandoned()
    {
        // The blocks whose words are in the commit have been given back with it.
        if (_words.Count == 0)
            DiscardBlocks();

        Unreserve();
        Forget();
    }

    /// <inheritdoc/>
    public void Lost() => Forget();

    private void Put(PendingCommit commit, scoped in KeyProbe key, long block)
    {
        commit.Join(this);
        TakeBack(commit);
        long before = _keys.Put(in key, block);
        if (before != 0)
            writer.Discard(before);
    }

    private void Shrink()
    {
        try
        {
            index.Shrink();
        }
        catch (Exception exception) when (exception is SharedStoreException or OutOfMemoryException)
        {
            // The commit has been made, whatever is in the way of this: the index stays as large as it is, or the next write tells.
        }
    }

    private void DiscardBlocks()
    {
        foreach (ref readonly StagedKey key in _keys.All)
        {
            if (key.Block != 0)
                writer.Discard(key.Block);
        }
    }

    private void AddWords(PendingCommit commit)
    {
        Reused.Empty(ref _reserved);
        Reused.Empty(ref _words);
        Reused.Empty(ref _changes);
        Reused.Empty(ref _records);
        _words.EnsureCapacity(_keys.All.Length);
        _changes.EnsureCapacity(_keys.All.Length);
        commit.Words.Reserve(_keys.All.Length);
        long entries = 0;
        long bytes = 0;
        for (int i = 0; i < _places.Count; i++)
        {
            ref readonly StagedKey key = ref _keys.All[i];
            long block = key.Block;
            KeyProbe probe = key.ProbeBy(reader.Seed);
            MapPlace place = _places[i];
            bool present = place.Offset != 0;
            if (block != 0)
                Add(commit, present ? index.OffsetOf(place.Lane) : Reserve(probe.Hash), (long)probe.TagBits | block, block, present ? place.Offset : 0);
            else if (present)
                Add(commit, index.OffsetOf(place.Lane), IndexLayout.Tombstone, 0, place.Offset);
            // More are one record in the end.
            if ((block != 0 || present) && _records.Count < RingLayout.Records)
                _records.Add(MapChanges.Of(in probe, writer.NextVersion, block, in place));
            int change = (block != 0 ? 1 : 0) - (present ? 1 : 0);
            entries += change;
            bytes += index.BytesAdded(block, present ? place.Offset : 0);
            _changes.Add((probe.Hash, change, block != 0));
        }

        // Of a key that is set and removed again, and was not there before, nobody is told anything.
        if (_records.Count == 0 && !_isCleared)
            return;
        index.AddCounters(commit, entries, bytes, writer.NextVersion);
        index.AddChanges(commit, CollectionsMarshal.AsSpan(_records), writer.NextVersion);
    }

    private void CheckLimits()
    {
        if (!keeper.HasBounds)
            return;
        int entries = 0;
        long bytes = 0;
        foreach (ref readonly StagedKey key in _keys.All)
        {
            entries += key.Block != 0 ? 1 : 0;
            bytes += index.BytesAdded(key.Block, 0);
        }

        keeper.CheckCommit(entries, bytes);
    }

    // Where the entries are, one for each key, and the hashes of those that are added.
    private void FindAll()
    {
        Reused.Empty(ref _places);
        Reused.Empty(ref _added);
        _places.EnsureCapacity(_keys.All.Length);
        foreach (ref readonly StagedKey key in _keys.All)
        {
            KeyProbe probe = key.ProbeBy(reader.Seed);
            bool present = stored.TryFind(in probe, out MapPlace place);
            _places.Add(present ? place : default);
            if (key.Block != 0 && !present)
                _added.Add(probe.Hash);
        }
    }

    // Whether it has moved entries.
    private bool MakeRoom()
    {
        ReadOnlySpan<ulong> added = CollectionsMarshal.AsSpan(_added);
        try
        {
            return index.MakeRoom(added);
        }
        catch (StoreFullException)
        {
            keeper.OweRoom(index.WithoutRoom(added));
            throw;
        }
    }

    private void Add(PendingCommit commit, long word, long value, long block, long replaced)
    {
        _words.Add(word);
        commit.Add(word, new PendingWord(value, block, replaced));
    }

    // Marked, so that no other entry of the commit gets the same lane; to readers it is a lane that was removed.
    private long Reserve(ulong hash)
    {
        long* lane = index.TakeLane(hash);
        Volatile.Write(ref *lane, IndexLayout.Reserved);
        _reserved.Add(index.OffsetOf(lane));
        writer.Steps.After(WriteStep.LaneReserved);
        return _reserved[^1];
    }

    // The commit could not complete and goes on: what was prepared is not right any more.
    private void TakeBack(PendingCommit commit)
    {
        if (!_isPrepared)
            return;
        _isPrepared = false;
        foreach (long word in _words)
            commit.Remove(word);
        _words.Clear();
        _changes.Clear();
        _records.Clear();
        index.RemoveCounters(commit);
        Unreserve();
    }

    private void Unreserve()
    {
        foreach (long lane in _reserved)
            Volatile.Write(ref *(long*)(writer.Region.Origin + lane), IndexLayout.Tombstone);
        _reserved.Clear();
    }

    private void Forget()
    {
        _isPrepared = false;
        _isCleared = false;
        _keys.Forget();
        _reserved.Clear();
        _words.Clear();
        _changes.Clear();
        _records.Clear();
    }
}
