using System.Buffers.Binary;
using ShmStore.Layout;
using ShmStore.Store.Commits;

namespace ShmStore.Store.Maps;

/// <summary>Writes the entries of one map. The caller holds the writer's gate.</summary>
internal sealed unsafe class MapWriter(CommitWriter writer, MapReader reader, long slotWord, int map)
{
    private readonly MapIndex _index = new(writer, slotWord, reader.Seed);

    /// <summary>Version of a key's entry; 0 when there is none.</summary>
    public long VersionOf(scoped in KeyProbe key) => reader.TryFind(in key, out MapPlace place) ? place.Version : 0;

    /// <summary>Sets an entry, which is one commit.</summary>
    /// <param name="key">The key.</param>
    /// <param name="document">A whole document.</param>
    /// <param name="fixedPrefix">Bytes of it that are canonical for its type.</param>
    /// <param name="orderedTail">Variable members that follow in declared order.</param>
    /// <returns>The version.</returns>
    /// <exception cref="StoreFullException">No room; the map is as it was.</exception>
    public long Set(scoped in KeyProbe key, ReadOnlySpan<byte> document, int fixedPrefix, int orderedTail)
    {
        long block = Stage(in key, document, fixedPrefix, orderedTail);
        if (reader.TryFindStored(in key, out MapPlace place))
            return Publish(place.Lane, in key, block, place.Offset, change: 0);
        try
        {
            return Publish(_index.Reserve(key.Hash), in key, block, replaced: 0, change: 1);
        }
        catch (SharedStoreException)
        {
            writer.Discard(block);
            throw;
        }
    }

    /// <summary>Removes an entry, which is one commit.</summary>
    /// <returns>The version; 0 when there was no entry.</returns>
    public long Remove(scoped in KeyProbe key)
    {
        if (!reader.TryFindStored(in key, out MapPlace place))
            return 0;
        long version = writer.NextVersion;
        long lane = _index.OffsetOf(place.Lane);
        long removed = _index.WordOfRemoved(place.Lane, key.Hash);
        _index.Note(key.Hash, -1, version);
        return writer.Publish(lane, removed, block: 0, replaced: place.Offset);
    }

    /// <inheritdoc cref="MapIndex.Clear"/>
    public long Clear() => _index.Clear();

    private long Stage(scoped in KeyProbe key, ReadOnlySpan<byte> document, int fixedPrefix, int orderedTail)
    {
        int prologue = EntryLayout.PrologueLength + key.Length;
        long block = writer.Stage(prologue, document, fixedPrefix, orderedTail);
        var bytes = new Span<byte>(writer.HeaderOf(block).Document, prologue);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, EntryLayout.Word(map, key.Length));
        key.CopyTo(bytes[EntryLayout.PrologueLength..]);
        return block;
    }

    private long Publish(long* lane, scoped in KeyProbe key, long block, long replaced, int change)
    {
        _index.Note(key.Hash, change, writer.NextVersion);
        return writer.Publish(_index.OffsetOf(lane), (long)key.TagBits | block, block, replaced);
    }
}
