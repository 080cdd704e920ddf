using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Store.Reading;

namespace ShmStore.Store.Maps;

/// <content>What those need who follow a map: its ring, and blocks that no lane may name any more.</content>
internal sealed unsafe partial class MapReader
{
    /// <summary>Number of the last commit to the store. By acquire.</summary>
    public long CommitCounter => (long)Volatile.Read(ref new RegionHeader(_region).CommitCounter);

    /// <summary>Finds the ring. It stays where it is as long as the map lives.</summary>
    /// <returns>False if the map was never changed.</returns>
    /// <exception cref="ReadContentionException">Every one of the bounded attempts was disturbed.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="StoreFormatException">The index contradicts the region.</exception>
    public bool TryFindRing(out long ring)
    {
        int attempt = 0;
        while (TryBegin(0, out SegmentLease lease))
        {
            ring = Volatile.Read(ref *(long*)(lease.Root + IndexLayout.RootRingOffset));
            if (lease.StillStands())
            {
                if (RingLayout.IsInside(ring, _region.Refresh()))
                    return true;
                _region.ThrowIfDisposed();
                throw _retry.Damaged($"its index names a ring at {ring}, and the region has {_region.Committed} bytes");
            }

            _retry.Next(ref attempt);
        }

        ring = 0;
        return false;
    }

    /// <summary>The ring at an offset that <see cref="TryFindRing"/> has found. Keep the reader alive while it is used.</summary>
    public ChangeRing RingAt(long ring) => new(_region.Origin + ring);

    /// <summary>Throws if the store was disposed: its memory reads as zeros then.</summary>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public void ThrowIfDisposed() => _region.ThrowIfDisposed();

    /// <summary>Reads the key of the entry in one version of a block.</summary>
    /// <returns>False if the block has been used again since.</returns>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="StoreFormatException">The key is none of this type.</exception>
    public bool TryReadKey<TKey>(BlockStamp block, out TKey key)
    {
        long word = block.Offset;
        key = default!;
        if (!TryPlace(block, &word, out MapPlace place))
            return false;
        try
        {
            key = MapKeyOf<TKey>.Decode(KeyOf(place), Name);
        }
        catch (StoreFormatException) when (!StillStands(place))
        {
            // Torn bytes.
            return false;
        }

        return StillStands(place);
    }

    /// <summary>Reads the document of the entry in one version of a block.</summary>
    /// <returns>False if the block has been used again since.</returns>
    /// <exception cref="ReadContentionException">The region grew during every attempt.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="StoreFormatException">The block contradicts the region.</exception>
    public bool TryReadVersion<TReader, TResult>(BlockStamp block, scoped ref TReader reader, out TResult result)
        where TReader : IBlockReader<TResult>
    {
        long word = block.Offset;
        int attempt = 0;
        while (TryPlace(block, &word, out MapPlace place))
        {
            if (TryRead(in place, ref reader, out result))
                return true;

            // Otherwise it reaches beyond what was mapped of the region, which has been mapped meanwhile.
            if (!StillStands(place))
                break;
            _retry.Next(ref attempt);
        }

        result = default!;
        return false;
    }

    // The bytes of the key. How long it is was looked at when the place was found, and whether so much lies inside the region: what the block says now may be another entry's.
    private ReadOnlySpan<byte> KeyOf(scoped in MapPlace place)
    {
        byte* block = _region.Origin + place.Offset;
        uint prologue = EntryKey.WordOf(block);
        int start = BlockLayout.HeaderLength + EntryLayout.BytesBeforeKey(prologue);
        int length = EntryLayout.KeyLength(prologue);
        return start + length == place.DocumentOffset ? new ReadOnlySpan<byte>(block + start, length) : default;
    }

    // The lane is a variable that always names the block: only the version tells whether what is read counts.
    private bool TryPlace(BlockStamp block, long* lane, out MapPlace place)
    {
        long committed = _region.Committed;
        if (block.Offset > committed - EntryLayout.BytesBeforeAnyKey)
            committed = _region.Refresh();
        _region.ThrowIfDisposed();
        place = default;
        if (block.Offset <= 0 || block.Offset > committed - EntryLayout.BytesBeforeAnyKey || Volatile.Read(ref new BlockHeader(_region.Origin + block.Offset).Version) != block.Version)
            return false;
        uint prologue = EntryKey.WordOf(_region.Origin + block.Offset);
        int document = BlockLayout.HeaderLength + EntryLayout.BytesBeforeDocument(prologue);
        if (document > committed - block.Offset)
            committed = _region.Refresh();
        place = new MapPlace(lane, block.Offset, block.Version, document);

        // What remains of the region behind the key is the room that TryRead checks the document against.
        return document <= committed - block.Offset && EntryLayout.Map(prologue) == _map;
    }
}
