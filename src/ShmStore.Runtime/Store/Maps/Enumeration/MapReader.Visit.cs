using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Store.Reading;

namespace ShmStore.Store.Maps;

/// <content>Reading entries by their lanes, for those who go through all of them.</content>
internal sealed unsafe partial class MapReader
{
    /// <summary>Begins to read the segment for a hash.</summary>
    /// <returns>False if the map has no entries and never had any.</returns>
    /// <exception cref="ReadContentionException">Every one of the bounded attempts was disturbed.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="StoreFormatException">The index contradicts the region.</exception>
    public bool TryBegin(ulong hash, out SegmentLease lease)
    {
        int attempt = 0;
        while (true)
        {
            long committed = _region.Committed;
            if (SegmentLease.TryBegin(_slot, _region.Origin, committed, hash, out lease))
                return true;
            if (IsEmpty(hash, committed))
                return false;
            _retry.Next(ref attempt);
        }
    }

    /// <summary>Reads the entry that a lane names now.</summary>
    /// <param name="lane">Address of the lane.</param>
    /// <param name="reader">Reads the document.</param>
    /// <param name="word">What the lane held.</param>
    /// <param name="entry">Key, hash and value.</param>
    /// <returns>False if the lane names no entry, or one that has expired.</returns>
    /// <inheritdoc cref="TryBegin"/>
    public bool TryVisit<TKey, TReader, TResult>(long* lane, ref TReader reader, out long word, out ScannedEntry<TKey, TResult> entry)
        where TReader : IBlockReader<TResult>
    {
        int attempt = 0;
        while (true)
        {
            long committed = _region.Committed;
            word = Volatile.Read(ref *lane);
            entry = default;
            if (!SegmentLanes.IsInUse(word))
            {
                ReadRetry.ThrowIfDisposed(_region);
                return false;
            }

            if (TryPlace(lane, word, committed, out MapPlace place))
            {
                if (HasExpired(place) && StillStands(place))
                    return false;
                if (TryReadKey(place, out TKey key, out ulong hash) && TryRead(in place, ref reader, out TResult value))
                {
                    entry = new ScannedEntry<TKey, TResult>(key, hash, value);
                    return true;
                }
            }

            _retry.Next(ref attempt);
        }
    }

    // The block that a lane names, if its key lies inside the region.
    private bool TryPlace(long* lane, long word, long committed, out MapPlace place)
    {
        long offset = word & IndexLayout.OffsetMask;
        if (offset <= committed - BlockLayout.HeaderLength - EntryLayout.PrologueLength - EntryLayout.ExpiryLength && offset % BlockLayout.Alignment == 0)
        {
            byte* block = _region.Origin + offset;
            long version = Volatile.Read(ref new BlockHeader(block).Version);
            uint prologue = *(uint*)(block + BlockLayout.HeaderLength);
            int document = BlockLayout.HeaderLength + EntryLayout.BytesBeforeKey(prologue) + EntryLayout.KeyLength(prologue);
            place = new MapPlace(lane, word, version, document);
            if (version != 0 && place.IsCurrent() && document <= committed - offset)
                return true;
        }

        place = default;
        if (_region.Refresh() == committed && Volatile.Read(ref *lane) == word && offset > committed - BlockLayout.HeaderLength)
            throw _retry.Damaged($"a lane of its index names a block at {offset}, and the region has {committed} bytes");
        return false;
    }

    private bool TryReadKey<TKey>(scoped in MapPlace place, out TKey key, out ulong hash)
    {
        ReadOnlySpan<byte> bytes = KeyOf(place);
        try
        {
            hash = KeyHash.Of(bytes, Seed);
            key = MapKeyOf<TKey>.Decode(bytes, Name);
            return true;
        }
        catch (StoreFormatException) when (!StillStands(place))
        {
            // Torn bytes.
            hash = 0;
            key = default!;
            return false;
        }
    }
}
