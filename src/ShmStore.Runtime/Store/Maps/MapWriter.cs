using System.Runtime.CompilerServices;
using ShmStore.Layout;
using ShmStore.Store.Commits;
using ShmStore.Store.Maps.Caching;

namespace ShmStore.Store.Maps;

/// <summary>Writes the entries of one map. The caller holds the writer's gate.</summary>
internal sealed unsafe partial class MapWriter
{
    private readonly CommitWriter _writer;
    private readonly MapReader _reader;
    private readonly MapIndex _index;
    private readonly StoredEntries _stored;
    private readonly StagedEntries _staged;
    private readonly MapKeeper _keeper;
    private readonly TimeProvider _clock;
    private readonly int _map;

    /// <summary>A writer of the map whose root the slot word at this offset names.</summary>
    public MapWriter(CommitWriter writer, MapReader reader, long slotWord, int map, TimeProvider clock)
    {
        _writer = writer;
        _reader = reader;
        _map = map;
        _index = new MapIndex(writer, slotWord, reader.Seed, reader.Name);
        _clock = clock;
        _keeper = new MapKeeper(writer, _index, clock, reader.Name);
        writer.ReserveFor(slotWord);
        _stored = new StoredEntries(writer, _index, reader, map);
        _staged = new StagedEntries(writer, reader, _stored, _index, _keeper);
    }

    /// <summary>Version of a key's entry, or the one that the open commit gives it; 0 when there is none.</summary>
    public long VersionOf(scoped in KeyProbe key)
    {
        if (_staged.TryGet(in key, out long block))
            return block == 0 ? 0 : _writer.NextVersion;
        return _reader.TryFind(in key, out MapPlace place) ? place.Version : 0;
    }

    /// <summary>Sets an entry, which is one commit, or part of the open one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="document">What it is set to.</param>
    /// <returns>The version.</returns>
    /// <exception cref="StoreFullException">No room; the map is as it was, but for what was evicted or had expired.</exception>
    /// <exception cref="ArgumentException">The entry is larger than the map may be; nothing has changed.</exception>
    public long Set(scoped in KeyProbe key, scoped in EntryDocument document) =>
        _keeper.IsActive ? SetWithin(in key, in document) : Commit(in key, Stage(in key, in document));

    // The entry is not evicted for its own new version: readers would see it missing, and if that has no room, it would be lost.
    private long SetWithin(scoped in KeyProbe key, scoped in EntryDocument document)
    {
        try
        {
            _keeper.Spare(key.Hash);
            MakeWay(in key, in document);
            return Commit(in key, Stage(in key, in document));
        }
        finally
        {
            _keeper.StopSparing();
        }
    }

    /// <summary>Removes an entry, which is one commit, or part of the open one.</summary>
    /// <returns>False when there was no entry.</returns>
    public bool Remove(scoped in KeyProbe key)
    {
        if (_writer.Pending is { } commit)
            return _staged.Remove(commit, in key);
        _keeper.Sweep();
        if (!_stored.TryFind(in key, out MapPlace place))
            return false;
        bool expired = EntryKey.HasExpired(_index.BlockOf(place.Lane), _clock);
        _index.Remove(in key, in place);
        return !expired;
    }

    /// <summary>Removes all entries, by one commit or as part of the open one. O(entries).</summary>
    /// <returns>The version.</returns>
    /// <exception cref="StoreFullException">No room for the empty index; nothing has changed.</exception>
    /// <exception cref="StoreFormatException">The index was changed by others, and is none any more; nothing has changed.</exception>
    public long Clear()
    {
        return _writer.Pending is { } commit ? _staged.Clear(commit) : _index.Clear();
    }

    private long Commit(scoped in KeyProbe key, long block)
    {
        if (_writer.Pending is { } commit)
            return _staged.Set(commit, in key, block);
        return _stored.TryFind(in key, out MapPlace place)
            ? Publish(place.Lane, in key, block, in place)
            : Add(in key, block);
    }

    private long Stage(scoped in KeyProbe key, scoped in EntryDocument document)
    {
        int prologue = PrologueOf(key.Length, document.Expiry);
        long block = _writer.Stage(prologue, document.Bytes, document.Meta);
        byte* content = _writer.HeaderOf(block).Document;
        uint word = EntryLayout.Word(_map, key.Length);
        if (document.Expiry != Expiry.Never)
        {
            word |= EntryLayout.ExpiresFlag;
            Unsafe.WriteUnaligned(content + EntryLayout.PrologueLength, document.Expiry);
            _keeper.NoteExpiring(document.Expiry);
        }

        Unsafe.WriteUnaligned(content, word);
        key.CopyTo(content + EntryLayout.BytesBeforeKey(word));
        return block;
    }

    // Apart: what is compiled with a handler keeps its variables on the stack.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private long Add(scoped in KeyProbe key, long block)
    {
        try
        {
            MakeRoom(key.Hash);
        }
        catch
        {
            _writer.Discard(block);
            throw;
        }

        return Publish(_index.TakeLane(key.Hash), in key, block, replaced: default);
    }

    private long Publish(long* lane, scoped in KeyProbe key, long block, scoped in MapPlace replaced)
    {
        long version = _index.Commit(lane, in key, (long)key.TagBits | block, block, in replaced);
        if (_keeper.HasBounds)
            _keeper.Set(key.Hash, isNew: replaced.Offset == 0);
        return version;
    }
}
