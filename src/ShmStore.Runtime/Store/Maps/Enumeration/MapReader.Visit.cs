using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Store.Reading;

namespace ShmStore.Store.Maps;

/// <content>Reading entries by their lanes, for those who go through all of them.</content>
internal sealed unsafe partial class MapReader
{
    // Over a map that grows meanwhile, or whose entries are removed and others added, a pass comes upon two to four times the bytes that it has at a moment, and not ten times.
    private const long MostPasses = 16;

    /// <summary>Begins to read the segment for a hash.</summary>
    /// <returns>False if the map has no entries and never had any.</returns>
    /// <exception cref="ReadContentionException">Every one of the bounded attempts was disturbed.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="StoreFormatException">The index contradicts the region.</exception>
    public bool TryBegin(ulong hash, out SegmentLease lease)
    {
        if (_snapshot is { } snapshot)
            return TryBeginInSnapshot(snapshot, hash, out lease);
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

    /// <summary>Copies the lanes of a segment. The copy counts if the lease still stands.</summary>
    public void CopyLanes(in SegmentLease lease, Span<long> copy)
    {
        if (_snapshot is not { } snapshot)
        {
            SegmentLanes.Of(lease.Segment, lease.Buckets).CopyTo(copy);
            return;
        }

        Record(snapshot, lease, BeginLook(snapshot, lease));
        for (int lane = 0; lane < copy.Length; lane++)
            copy[lane] = LoadLane(lease, lane);
    }

    /// <summary>How many bits of the hash the entries of a segment have in common: not more than choose a word of the directory, so that going from segment to segment comes to an end. Counts if the lease still stands.</summary>
    /// <exception cref="StoreFormatException">It says more, and the lease still stands.</exception>
    public int DepthOf(in SegmentLease lease)
    {
        int depth = lease.Depth;
        if ((uint)depth <= (uint)lease.DirectoryDepth)
            return depth;
        if (lease.StillStands())
            throw _retry.Damaged($"a segment of its index has {depth} bits of the hash in common, and its directory has {lease.DirectoryDepth}");
        return 0;
    }

    /// <summary>
    /// Whether the ranges before a position have the key. While a segment is divided, who has gone through its lower copy can come to the segment itself, which begins before the position: what is before was gone through.
    /// </summary>
    public bool IsBefore(ReadOnlySpan<byte> key, long position) => SegmentLease.PositionOf(KeyHash.Of(key, Seed)) < position;

    /// <summary>As <see cref="IsBefore(ReadOnlySpan{byte}, long)"/>, of the key in the block of an entry; false if it does not lie inside the region. Counts if the entry still stands.</summary>
    public bool IsBefore(long block, long position)
    {
        long room = _region.Committed - block - BlockLayout.HeaderLength - EntryLayout.PrologueLength;
        if (room < 0)
            return false;
        uint prologue = EntryKey.WordOf(_region.Origin + block);
        int before = EntryLayout.BytesBeforeKey(prologue), length = EntryLayout.KeyLength(prologue);
        return before - EntryLayout.PrologueLength + length <= room
            && IsBefore(new ReadOnlySpan<byte>(_region.Origin + block + BlockLayout.HeaderLength + before, length), position);
    }

    /// <summary>Counts the bytes of a segment to those of others that were gone through. They lie beside each other, so if there are more than the region has, a directory names one again and again.</summary>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="StoreFormatException">There are more.</exception>
    public void Count(in SegmentLease lease, ref long bytes)
    {
        bytes += IndexLayout.SegmentLength(lease.Buckets);
        if (bytes > _region.Committed && bytes > _region.Refresh())
            throw _retry.Damaged($"the segments of its index have more than {bytes} bytes, and the region has {_region.Committed}");
    }

    /// <summary>
    /// How many bytes of segments and entries a pass over the map may come upon, if so many are not too many yet. At any moment all of them lie beside each other in the region, and which part of the map they are in is random, by their
    /// hashes: so what is added while the map is gone through is no more in the part that is yet to come than in the other. Who meets many times the region's bytes goes through an index that names the same again and again.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="StoreFormatException">There are too many.</exception>
    public long MostBytes(long bytes)
    {
        if (bytes > MostPasses * _region.Committed && bytes > MostPasses * _region.Refresh())
        {
            _region.ThrowIfDisposed();
            throw _retry.Damaged($"going through its entries came upon {bytes} bytes of its index and of entries, which is more than {MostPasses} times what the region has, {_region.Committed}: it names the same again and again");
        }

        return MostPasses * _region.Committed;
    }

    /// <summary>Reads the entry that a lane names now, and notes its key.</summary>
    /// <param name="lease">The segment.</param>
    /// <param name="lane">Number of the lane.</param>
    /// <param name="keys">Gets the key, if there is an entry.</param>
    /// <param name="reader">Reads the document.</param>
    /// <param name="entry">What the lane held, and what was read.</param>
    /// <returns>False if the lane names no entry, or one that has expired, or the segment was used for something else meanwhile.</returns>
    /// <inheritdoc cref="TryBegin"/>
    public bool TryVisit<TReader, TResult>(in SegmentLease lease, int lane, ReturnedKeys keys, ref TReader reader, out ScannedEntry<TResult> entry)
        where TReader : IBlockReader<TResult>
    {
        int attempt = 0;
        while (true)
        {
            long committed = _region.Committed;
            long word = LoadLane(lease, lane);
            if (!SegmentLanes.IsInUse(word))
            {
                _region.ThrowIfDisposed();
                entry = new ScannedEntry<TResult>(word, 0, 0, default!);
                return false;
            }

            if (TryPlace(lease, lane, word, committed, out MapPlace place, out ReadOnlySpan<byte> key))
            {
                long bytes = place.DocumentOffset + (long)(uint)HeaderOf(place).Length;
                bool expired = HasExpired(place);
                if (expired && IsExpiredNow(place))
                {
                    entry = new ScannedEntry<TResult>(word, place.Version, bytes, default!);
                    return false;
                }

                if (!expired)
                {
                    // Torn or whole: it is looked at when the entry has been read and still stands.
                    keys.Note(key);
                    if (TryRead(in place, ref reader, out TResult value))
                    {
                        entry = new ScannedEntry<TResult>(word, place.Version, bytes, value);
                        return true;
                    }

                    keys.TakeBack();
                }
            }
            else if (!lease.IsSame())
            {
                entry = new ScannedEntry<TResult>(word, 0, 0, default!);
                return false;
            }

            _retry.Next(ref attempt);
        }
    }

    /// <summary>Reads the entry of a key, and leaves no mark.</summary>
    /// <returns>False if there is none, or it has expired.</returns>
    /// <inheritdoc cref="TryBegin"/>
    public bool TryVisit<TReader, TResult>(scoped in KeyProbe key, ref TReader reader, out TResult value)
        where TReader : IBlockReader<TResult>
    {
        int attempt = 0;
        while (TryFindStored(in key, out MapPlace place))
        {
            bool expired = HasExpired(place);
            if (expired && IsExpiredNow(place))
                break;
            if (!expired && TryRead(in place, ref reader, out value))
                return true;
            _retry.Next(ref attempt);
        }

        value = default!;
        return false;
    }

    // The block that a lane names, if its key lies inside the region.
    private bool TryPlace(in SegmentLease lease, int lane, long word, long committed, out MapPlace place, out ReadOnlySpan<byte> key)
    {
        long offset = word & IndexLayout.OffsetMask;
        if (offset <= committed - EntryLayout.BytesBeforeAnyKey && offset % BlockLayout.Alignment == 0)
        {
            byte* block = _region.Origin + offset;
            long version = Volatile.Read(ref new BlockHeader(block).Version);
            uint prologue = EntryKey.WordOf(block);
            int length = EntryLayout.KeyLength(prologue);
            int document = BlockLayout.HeaderLength + EntryLayout.BytesBeforeDocument(prologue);
            place = new MapPlace(SegmentLanes.At(lease.Segment, lane), word, version, document);

            // After the lane by acquire: if the segment is the same, it was when the lane was looked at, and the lane named an entry of this map in the segment's range.
            if (version != 0 && LoadLane(lease, lane) == word && document <= committed - offset && lease.IsSame())
            {
                if (EntryLayout.Map(prologue) == _map)
                {
                    key = new ReadOnlySpan<byte>(block + document - length, length);
                    return true;
                }

                if (StillStands(place))
                    throw _retry.Damaged($"a lane of its index names the block at {offset}, which is that of an entry of another map");
            }
        }

        place = default;
        key = default;
        if (_region.Refresh() == committed && LoadLane(lease, lane) == word && offset > committed - BlockLayout.HeaderLength && lease.IsSame())
            throw _retry.Damaged($"a lane of its index names a block at {offset}, and the region has {committed} bytes");
        return false;
    }

    private long LoadLane(in SegmentLease lease, int lane) => _snapshot is { } snapshot
        ? snapshot.Load(lease.SegmentOffset + SegmentLanes.OffsetOf(lane))
        : Volatile.Read(ref *SegmentLanes.At(lease.Segment, lane));
}
