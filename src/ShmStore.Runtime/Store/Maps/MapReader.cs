using System.Runtime.CompilerServices;
using ShmStore.Bson;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Reading;
using ShmStore.Store.Snapshots;

namespace ShmStore.Store.Maps;

/// <summary>Finds and reads the entries of one map: bounded attempts, no lock, nothing written to shared memory. Thread-safe.</summary>
internal sealed unsafe partial class MapReader
{
    private readonly Region _region;
    private readonly long* _slot;
    private readonly int _map;
    private readonly string? _keyType;
    private readonly ReadRetry _retry;
    private readonly SnapshotScope? _snapshot;
    private readonly long _slotOffset;
    private readonly TimeProvider _clock;
    private Directory _directory = Directory.None;
    private Directory _tracedDirectory = Directory.None;

    /// <summary>A reader of the map whose root the slot at this address names.</summary>
    /// <param name="region">The store.</param>
    /// <param name="slot">Address of the slot.</param>
    /// <param name="map">Number of the map's key.</param>
    /// <param name="keyType">Type of the keys of entries, as schema documents spell it, for messages.</param>
    /// <param name="seed">What keys are hashed with.</param>
    /// <param name="retry">What is done about reads that were disturbed.</param>
    /// <param name="clock">Tells what has expired.</param>
    public MapReader(Region region, long* slot, int map, string? keyType, KeySeed seed, ReadRetry retry, TimeProvider clock)
    {
        _region = region;
        _slot = slot;
        _map = map;
        _keyType = keyType;
        Seed = seed;
        _retry = retry;
        _clock = clock;
    }

    /// <summary>What keys are hashed with.</summary>
    public KeySeed Seed { get; }

    /// <summary>Full name of the map, for messages.</summary>
    public string Name => _retry.Name;

    /// <summary>Finds the entry of a key.</summary>
    /// <inheritdoc cref="TryFindShort{TExtent}"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool TryFind(scoped in KeyProbe probe, out MapPlace place)
    {
        int attempt = 0;
        while (TryFindStored(in probe, out place))
        {
            bool expires = Expires(place);
            bool expired = expires && HasExpired(place);

            // The time counts if the block was not reused meanwhile: another entry's would make this one look expired.
            if (expired ? IsExpiredNow(place) : StillStands(place))
            {
                if (expired)
                    return false;
                if (expires)
                    place = place.Unheld();
                _tracedDirectory.Marks?.Set(probe.Hash);
                return true;
            }

            _retry.Next(ref attempt);
        }

        return false;
    }

    /// <summary>Finds the entry of a key, though it may have expired, and leaves no mark.</summary>
    /// <inheritdoc cref="TryFindShort{TExtent}"/>
    public bool TryFindStored(scoped in KeyProbe probe, out MapPlace place)
    {
        if (_snapshot is { } snapshot)
            return TryFindInSnapshot(snapshot, in probe, out place);
        int attempt = 0;
        while (true)
        {
            long committed = _region.Committed;
            byte* origin = _region.Origin;
            if (SegmentLease.TryBegin(_slot, origin, committed, probe.Hash, out SegmentLease lease))
            {
                ProbeResult result = SegmentProbe.Find(origin, committed, lease.Segment, lease.Buckets, _map, in probe, out place);
                if (result == ProbeResult.Found && StillStands(place))
                {
                    Keep(lease, place);
                    return true;
                }

                if (result == ProbeResult.Absent && lease.StillStands())
                {
                    _region.ThrowIfDisposed();
                    return false;
                }

                if (result == ProbeResult.Outside && _region.Refresh() == committed && lease.StillStands())
                    throw _retry.Damaged($"a lane of its index names a block outside of the region of {committed} bytes");
            }
            else if (IsEmpty(probe.Hash, committed))
            {
                place = default;
                return false;
            }

            _retry.Next(ref attempt);
        }
    }

    /// <summary>What the map's root counts.</summary>
    /// <exception cref="ReadContentionException">Every one of the bounded attempts was disturbed.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="StoreFormatException">The index contradicts the region.</exception>
    public MapRoot ReadRoot()
    {
        if (_snapshot is { } snapshot)
            return ReadRootInSnapshot(snapshot);
        int attempt = 0;
        while (true)
        {
            long committed = _region.Committed;
            if (SegmentLease.TryBegin(_slot, _region.Origin, committed, 0, out SegmentLease lease))
            {
                long version = Volatile.Read(ref *(long*)(lease.Root + IndexLayout.RootVersionOffset));
                long count = Volatile.Read(ref *(long*)(lease.Root + IndexLayout.RootCountOffset));
                long bytes = Volatile.Read(ref *(long*)(lease.Root + IndexLayout.RootBytesOffset));
                long evicted = Volatile.Read(ref *(long*)(lease.Root + IndexLayout.RootEvictionsOffset));
                if (lease.StillStands())
                {
                    // The map's version is noted before the change is made. Whoever is told a version, and waits for later ones, must find all changes up to it in the map.
                    version = Math.Min(version, CommitCounter);
                    _region.ThrowIfDisposed();
                    return new MapRoot(count, version, bytes, evicted);
                }
            }
            else if (IsEmpty(0, committed))
            {
                return default;
            }

            _retry.Next(ref attempt);
        }
    }

    /// <summary>Reads the document of an entry that was found.</summary>
    /// <returns>False if its block was reused since: then the key has to be found again.</returns>
    /// <exception cref="StoreFormatException">The block contradicts the region.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool TryRead<TReader, TResult>(scoped in MapPlace place, scoped ref TReader reader, out TResult result)
        where TReader : IBlockReader<TResult>, allows ref struct
    {
        try
        {
            return TryReadUnguarded(in place, ref reader, out result);
        }
        catch (Exception thrown) when (!StillStands(place) || !IsNoted(thrown, in place))
        {
            // Torn bytes made it fail: that is no error. An exception over bytes that still stand goes to the caller.
            result = default!;
            return false;
        }
    }

    /// <summary>As <see cref="TryRead"/>, from the words of a place.</summary>
    /// <inheritdoc cref="TryRead"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool TryReadAt<TReader, TResult>(long* lane, long word, long version, int documentOffset, scoped ref TReader reader, out TResult result)
        where TReader : IBlockReader<TResult>, allows ref struct
    {
        var place = new MapPlace(lane, word, version, documentOffset);
        return TryRead(in place, ref reader, out result);
    }

    // The caller has a handler for what torn bytes can throw.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReadUnguarded<TReader, TResult>(scoped in MapPlace place, scoped ref TReader reader, out TResult result)
        where TReader : IBlockReader<TResult>, allows ref struct
    {
        long committed = _region.Committed;
        BlockHeader header = HeaderOf(place);
        uint length = (uint)header.Length;
        var meta = new BlockMeta(header.Meta);
        if (length > BlockLayout.MaximumDocument || length > committed - place.Offset - place.DocumentOffset)
        {
            result = default!;
            ThrowIfDamaged(place, length, committed);
            return false;
        }

        result = reader.Read(new DocumentView(new ReadOnlySpan<byte>(DocumentOf(place), (int)length), meta.FixedPrefix));

        // The lane was looked at when the place was found, or taken up again: with the version the same before that and now, the entry was current then, however often it was replaced since.
        bool stands = StillStands(place);
        GC.KeepAlive(_region);
        return stands;
    }

    /// <summary>True when nothing that was read from the entry's block since it was found was overwritten meanwhile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool StillStands(scoped in MapPlace place)
    {
        Volatile.ReadBarrier();
        return HeaderOf(place).Version == place.Version;
    }

    /// <summary>Address of a member of the entry's document that ends so many bytes behind the document's beginning; null if it does not lie in its fixed prefix, or not inside the region.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* FixedMember(scoped in MapPlace place, int offset, uint end)
    {
        long document = place.Offset + place.DocumentOffset;
        return offset >= 0 && end <= HeaderOf(place).FixedPrefix && end <= _region.Committed - document ? _region.Origin + document + offset : null;
    }

    /// <summary>The fixed block of the entry's document, as far as it is canonical; false if it does not lie inside the region.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGetFixed(scoped in MapPlace place, out FixedBytes bytes)
    {
        long document = place.Offset + place.DocumentOffset;
        ushort prefix = HeaderOf(place).FixedPrefix;
        bool isInside = prefix <= _region.Committed - document;
        bytes = isInside ? new FixedBytes(new ReadOnlySpan<byte>(_region.Origin + document, prefix)) : default;
        return isInside;
    }

    /// <summary>Counts one repeated attempt and waits a little; gives up after the bounded number of them.</summary>
    /// <exception cref="ReadContentionException">This was the last attempt.</exception>
    public void Retry(ref int attempt) => _retry.Next(ref attempt);

    /// <summary>The exception of an index that contradicts itself or the region.</summary>
    public Exception Damaged(string what) => _retry.Damaged(what);

    /// <summary>The exception of a block whose document would run past the region.</summary>
    public Exception TooLong(uint length, long committed) => _retry.Damaged($"the length of a block, {length}, runs past the region of {committed} bytes");

    // Tells an error over bytes that still stand which entry they are. It is not caught for that: it stays the one that was thrown. False if they do not stand any more.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool IsNoted(Exception thrown, scoped in MapPlace place)
    {
        if (thrown is not BsonFormatException { Key: null } unreadable)
            return true;
        string key = $"{Name}[{StoredKey.Display(_keyType, KeyOf(place))}]";
        if (!StillStands(place))
            return false;
        unreadable.NoteKey(key, place.Version);
        return true;
    }

    // A call would put the place on the stack.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private BlockHeader HeaderOf(scoped in MapPlace place) => new(_region.Origin + place.Offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* DocumentOf(scoped in MapPlace place) => _region.Origin + place.Offset + place.DocumentOffset;

    private bool Expires(scoped in MapPlace place) => EntryKey.Expires(_region.Origin + place.Offset);

    // What it says counts if the entry still stands afterwards.
    private bool HasExpired(scoped in MapPlace place) => EntryKey.HasExpired(_region.Origin + place.Offset, _clock);

    // Of an entry whose time had passed when the clock was looked at. A writer may have renewed it in time, and this thread have slept since it looked at the lane: the block that was replaced keeps its version and time until it is
    // reused. So the lane is looked at behind the clock, too. A snapshot has noted what lanes hold.
    private bool IsExpiredNow(scoped in MapPlace place) => StillStands(place) && (_snapshot is not null || place.IsCurrent());

    private void ThrowIfDamaged(scoped in MapPlace place, uint length, long committed)
    {
        // Unless the region has grown since, or the block was reused.
        if (_region.Refresh() == committed && StillStands(place))
            throw TooLong(length, committed);
    }

    // A lease could not be had: the map was never written, the writer got in between, the region has grown since this process looked, or the index is damaged.
    private bool IsEmpty(ulong hash, long committed)
    {
        long* slot = _snapshot is null ? _slot : SlotInSnapshot;
        long root = Volatile.Read(ref *slot);
        _region.ThrowIfDisposed();
        if (root == 0)
            return true;
        if (_region.Refresh() > committed)
            return false;
        byte* origin = _region.Origin;
        bool isRoot = SegmentLease.IsRootInside(root, origin, committed, out _);

        // As in the lease: the slot, the version, the slot again. A root may be given back, and another one be made in the same place, which has a version before it has a directory, and is named when it has both.
        long version = isRoot ? Volatile.Read(ref new BlockHeader(origin + root).Version) : 0;
        if (Volatile.Read(ref *slot) != root)
            return false;
        int depth = 0;
        bool inside = isRoot && SegmentLease.IsRootInside(root, origin, committed, out depth);
        long word = inside ? Volatile.Read(ref *SegmentLease.DirectoryWord(origin + root, depth, hash)) : 0;
        if (inside && SegmentLease.IsSegmentInside(word, committed))
            return false;

        // Once more, behind the load of the word: the region grows before a word names what it has grown by.
        Volatile.ReadBarrier();
        if (_region.Refresh() != committed || Volatile.Read(ref *slot) != root)
            return false;

        // The version behind the slot: a root that was given back, and read as zeros, keeps its version until it is used anew, and the slot may name it again then. The other way round that would happen between the two looks.
        if (!isRoot || (version != 0 && new BlockHeader(origin + root).Version == version))
            throw _retry.Damaged($"its index has its root at {root}, its directory names 0x{word:X}, and the region has {committed} bytes");
        return false;
    }
}
