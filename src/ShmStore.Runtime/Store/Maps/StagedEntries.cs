using System.Runtime.InteropServices;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Store.Commits;
using ShmStore.Store.Maps.Caching;

namespace ShmStore.Store.Maps;

/// <summary>What an open commit will do to the entries of one map. Which lanes that takes is decided when the commit completes. The caller holds the gate.</summary>
internal sealed unsafe class StagedEntries(CommitWriter writer, MapReader reader, StoredEntries stored, MapIndex index, MapKeeper keeper) : ICommitParticipant
{
    // Blocks by the bytes of their keys; 0 for an entry that is removed.
    private readonly Dictionary<byte[], long> _blocks = new(new BytesComparer());
    private readonly List<long> _reserved = [];
    private readonly List<(ulong Hash, int Change, bool IsSet)> _changes = [];
    private readonly List<ChangeRecord> _records = [];
    private readonly List<long> _words = [];
    private bool _isPrepared;

    /// <summary>The block staged for a key; 0 when its entry is removed.</summary>
    /// <returns>False when the open commit has not changed the entry.</returns>
    public bool TryGet(scoped in KeyProbe key, out long block)
    {
        block = 0;
        return _blocks.Count > 0 && _blocks.TryGetValue(key.ToArray(), out block);
    }

    /// <summary>Sets an entry when the commit completes.</summary>
    /// <returns>The version it will have.</returns>
    public long Set(PendingCommit commit, scoped in KeyProbe key, long block)
    {
        Put(commit, key.ToArray(), block);
        return writer.NextVersion;
    }

    /// <summary>Removes an entry when the commit completes.</summary>
    /// <returns>False when there is none.</returns>
    public bool Remove(PendingCommit commit, scoped in KeyProbe key)
    {
        bool present = TryGet(in key, out long block) ? block != 0 : stored.TryFind(in key, out _);
        bool expired = present && block == 0 && !reader.TryFind(in key, out _);
        if (present)
            Put(commit, key.ToArray(), 0);
        return present && !expired;
    }

    /// <summary>Removes all entries when the commit completes.</summary>
    /// <returns>The version of the removal.</returns>
    public long Clear(PendingCommit commit)
    {
        commit.Join(this);
        foreach (byte[] key in _blocks.Keys.ToArray())
            Put(commit, key, 0);
        foreach (nint lane in index.LanesInUse())
            Put(commit, EntryKey.Of(writer.Region.Origin + (*(long*)lane & IndexLayout.OffsetMask)).ToArray(), 0);
        return writer.NextVersion;
    }

    /// <inheritdoc/>
    public void Prepare(PendingCommit commit)
    {
        TakeBack(commit);
        CheckLimits();
        MakeRoom();
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
            foreach ((ulong hash, int change, bool isSet) in _changes)
            {
                if (isSet && keeper.HasBounds)
                    keeper.Set(hash, isNew: change != 0);
            }

            keeper.AfterCommit(_changes.Where(static change => change.IsSet).Select(static change => change.Hash));
        }
        finally
        {
            // What was staged is in the store, whatever became of the limits.
            _reserved.Clear();
            Forget();
        }
    }

    /// <inheritdoc/>
    public void Abandoned()
    {
        // The blocks whose words are in the commit have been given back with it.
        if (_words.Count == 0)
        {
            foreach (long block in _blocks.Values)
            {
                if (block != 0)
                    writer.Discard(block);
            }
        }

        Unreserve();
        Forget();
    }

    /// <inheritdoc/>
    public void Lost()
    {
        _reserved.Clear();
        Forget();
    }

    private void Put(PendingCommit commit, byte[] key, long block)
    {
        commit.Join(this);
        TakeBack(commit);
        if (_blocks.TryGetValue(key, out long before) && before != 0)
            writer.Discard(before);
        _blocks[key] = block;
    }

    private void AddWords(PendingCommit commit)
    {
        long entries = 0;
        long bytes = 0;
        foreach ((byte[] key, long block) in _blocks)
        {
            var probe = new KeyProbe(key, reader.Seed);
            bool present = stored.TryFind(in probe, out MapPlace place);
            if (block != 0)
                Add(commit, present ? index.OffsetOf(place.Lane) : Reserve(probe.Hash), (long)probe.TagBits | block, block, present ? place.Offset : 0);
            else if (present)
                Add(commit, index.OffsetOf(place.Lane), IndexLayout.Tombstone, 0, place.Offset);
            if (block != 0 || present)
                _records.Add(MapChanges.Of(in probe, writer.NextVersion, block, in place));
            int change = (block != 0 ? 1 : 0) - (present ? 1 : 0);
            entries += change;
            bytes += index.BytesAdded(block, present ? place.Offset : 0);
            _changes.Add((probe.Hash, change, block != 0));
        }

        index.AddCounters(commit, entries, bytes, writer.NextVersion);
        index.AddChanges(commit, CollectionsMarshal.AsSpan(_records), writer.NextVersion);
    }

    private void CheckLimits()
    {
        if (keeper.HasBounds)
            keeper.CheckCommit(_blocks.Values.Count(static block => block != 0), _blocks.Values.Sum(block => index.BytesAdded(block, 0)));
    }

    private void MakeRoom()
    {
        ulong[] added = Added();
        try
        {
            index.MakeRoom(added);
        }
        catch (StoreFullException)
        {
            keeper.OweRoom(index.WithoutRoom(added));
            throw;
        }
    }

    private ulong[] Added()
    {
        List<ulong> hashes = [];
        foreach ((byte[] key, long block) in _blocks)
        {
            var probe = new KeyProbe(key, reader.Seed);
            if (block != 0 && !stored.TryFind(in probe, out _))
                hashes.Add(probe.Hash);
        }

        return [.. hashes];
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
        _words.ForEach(commit.Remove);
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
        _blocks.Clear();
        _words.Clear();
        _changes.Clear();
        _records.Clear();
    }
}
