using System.Buffers;
using ShmStore.Heap;
using ShmStore.Layout;

namespace ShmStore.Store.Maps;

/// <content>Limits and expiry.</content>
internal sealed unsafe partial class MapWriter
{
    /// <inheritdoc cref="Caching.MapKeeper.Limits"/>
    public MapLimits? Limits => _keeper.Limits;

    /// <inheritdoc cref="Caching.MapKeeper.SetLimits"/>
    public void SetLimits(MapLimits? limits) => _keeper.SetLimits(limits);

    /// <inheritdoc cref="Caching.MapKeeper.RemoveExpired"/>
    public long RemoveExpired() => _keeper.RemoveExpired();

    /// <inheritdoc cref="Caching.MapKeeper.ExpiryOf"/>
    public long ExpiryOf(TimeSpan? timeToLive) => _keeper.ExpiryOf(timeToLive);

    /// <summary>When a key's entry expires, or the one that the open commit has staged; <see cref="Expiry.Never"/> if it does not, or there is none.</summary>
    public long ExpiryOf(scoped in KeyProbe key)
    {
        long block = CurrentBlock(in key, out _);
        return block == 0 ? Expiry.Never : EntryKey.ExpiryIn(_writer.Region.Origin + block);
    }

    /// <summary>Sets an entry to what it is set to now, with another time to expire at: one commit, or part of the open one.</summary>
    /// <returns>False when there is no entry, or it has expired.</returns>
    /// <exception cref="StoreFullException">No room; the map is as it was, but for what was evicted or had expired.</exception>
    /// <exception cref="StoreFormatException">The index or the block contradicts the region.</exception>
    /// <exception cref="ArgumentException">The entry is larger than the map may be; nothing has changed.</exception>
    public bool Renew(scoped in KeyProbe key, long expiry)
    {
        if (!TryGetCurrent(in key, out EntryDocument current, out _))
            return false;

        // What makes way for the new block may be the block that the bytes stand in, if it expires just now.
        byte[] rented = ArrayPool<byte>.Shared.Rent(current.Bytes.Length);
        try
        {
            Span<byte> copy = rented.AsSpan(0, current.Bytes.Length);
            current.Bytes.CopyTo(copy);
            Set(in key, new EntryDocument(copy, current.Meta, expiry));
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Refuses an entry, set without a time of its own, that is larger than the map may be.</summary>
    /// <exception cref="ArgumentException">It is.</exception>
    public void CheckSize(int key, int document) => _keeper.Check(PrologueOf(key, ExpiryOf(timeToLive: null)), document);

    private static int PrologueOf(int key, long expiry) => EntryLayout.PrologueLength + (expiry == Expiry.Never ? 0 : EntryLayout.ExpiryLength) + key;

    private void MakeWay(scoped in KeyProbe key, scoped in EntryDocument document)
    {
        int prologue = PrologueOf(key.Length, document.Expiry);
        int length = document.Bytes.Length;
        _keeper.Check(prologue, length);
        if (_writer.Pending is not null)
            return;
        _keeper.Sweep();
        if (_keeper.HasBounds)
            _keeper.BeforeSet(_stored.TryFind(in key, out MapPlace place) ? place.Offset : 0, prologue, length);
    }

    // Where the index cannot grow, an entry of the same part of it has to go: blocks of entries do not become blocks of an index. Only if none may, the heap is walked for a block that another writer has freed.
    private void MakeRoom(ulong hash)
    {
        if (_index.TryMakeRoom(hash, Scarcity.Some))
            return;
        _keeper.TryMakeRoom(hash);
        _index.MakeRoom(hash);
    }
}
