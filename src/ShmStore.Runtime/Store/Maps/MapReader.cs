using System.Runtime.CompilerServices;
using ShmStore.Bson;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Reading;

namespace ShmStore.Store.Maps;

/// <summary>Finds and reads the entries of one map: bounded attempts, no lock, nothing written to shared memory. Thread-safe.</summary>
internal sealed unsafe class MapReader
{
    private readonly long* _slot;
    private readonly int _map;
    private readonly ReadRetry _retry;

    /// <summary>A reader of the map whose root the slot at this address names.</summary>
    public MapReader(Region region, long* slot, int map, KeySeed seed, ReadRetry retry)
    {
        Region = region;
        _slot = slot;
        _map = map;
        Seed = seed;
        _retry = retry;
    }

    /// <summary>What keys are hashed with.</summary>
    public KeySeed Seed { get; }

    /// <summary>The region, which has to be kept alive while addresses in it are used.</summary>
    public Region Region { get; }

    /// <summary>Full name of the map, for messages.</summary>
    public string Name => _retry.Name;

    /// <summary>Address of the slot that names the map's root.</summary>
    public long* Slot => _slot;

    /// <summary>Finds the entry of a key.</summary>
    /// <returns>False if the key was not in the map at some moment during the call.</returns>
    /// <exception cref="ReadContentionException">Every one of the bounded attempts was disturbed.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="StoreFormatException">The index contradicts the region.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryFind(scoped in KeyProbe probe, out MapPlace place)
    {
        long committed = Region.Committed;
        byte* origin = Region.Origin;
        if (SegmentLease.TryLocate(_slot, origin, committed, probe.Hash, out byte* segment, out int buckets)
            && SegmentProbe.Find(origin, committed, segment, buckets, _map, in probe, out place) == ProbeResult.Found
            && (place.Prologue & EntryLayout.ExpiresFlag) == 0
            && place.StillStands())
        {
            return true;
        }

        return TryFindCarefully(in probe, out place);
    }

    /// <summary>Begins to load what <see cref="TryFind"/> will need first for a key with this hash: its bucket.</summary>
    public void PrefetchBucket(ulong hash)
    {
        if (SegmentLease.TryLocate(_slot, Region.Origin, Region.Committed, hash, out byte* segment, out int buckets))
            Prefetch.Line(SegmentProbe.BucketOf(segment, buckets, hash));
    }

    /// <summary>Begins to load what <see cref="TryFind"/> will need next: the blocks whose tag matches.</summary>
    public void PrefetchBlocks(scoped in KeyProbe probe)
    {
        long committed = Region.Committed;
        byte* origin = Region.Origin;
        if (!SegmentLease.TryLocate(_slot, origin, committed, probe.Hash, out byte* segment, out int buckets))
            return;
        ulong* lanes = SegmentProbe.BucketOf(segment, buckets, probe.Hash);
        for (uint candidates = SegmentProbe.Matches(lanes, probe.TagBits); candidates != 0; candidates &= candidates - 1)
        {
            long offset = (long)lanes[System.Numerics.BitOperations.TrailingZeroCount(candidates)] & IndexLayout.OffsetMask;
            if (offset <= committed - Prefetch.BlockBytes)
                Prefetch.Block(origin + offset);
        }
    }

    /// <summary>Reads the document of an entry that was found.</summary>
    /// <returns>False if the entry was replaced or removed since, or its block reused: then the key has to be found again.</returns>
    /// <exception cref="StoreFormatException">The block contradicts the region.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool TryRead<TReader, TResult>(scoped in MapPlace place, scoped ref TReader reader, out TResult result)
        where TReader : IBlockReader<TResult>, allows ref struct
    {
        result = default!;
        BlockHeader header = place.Header;
        uint length = (uint)header.Length;
        var meta = new BlockMeta(header.Meta);
        if (length > BlockLayout.MaximumDocument || length > place.Room)
        {
            // Unless the region has grown, or was disposed, or the block reused, since the entry was found.
            long known = place.Offset + place.Room;
            if (Region.Refresh() <= known && place.StillStands())
            {
                ReadRetry.ThrowIfDisposed(Region);
                throw _retry.Damaged($"the length of a block, {length}, runs past the region of {Region.Committed} bytes");
            }

            return false;
        }

        try
        {
            result = reader.Read(new DocumentView(new ReadOnlySpan<byte>(place.Document, (int)length), meta.FixedPrefix, meta.OrderedTail));
        }
        catch (Exception) when (!place.StillStands())
        {
            // Torn bytes made it fail: that is no error. An exception over bytes that still stand goes to the caller.
            return false;
        }

        // The lane first: if it still names the block, and the version is that of the whole read, then the entry was current when the lane was looked at.
        bool stands = place.IsCurrent() && place.StillStands();
        GC.KeepAlive(Region);
        return stands;
    }

    /// <summary>How many entries the map has, and the number of the last commit that changed it.</summary>
    /// <exception cref="ReadContentionException">Every one of the bounded attempts was disturbed.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="StoreFormatException">The index contradicts the region.</exception>
    public (long Count, long Version) ReadRoot()
    {
        int attempt = 0;
        while (true)
        {
            long committed = Region.Committed;
            byte* origin = Region.Origin;
            if (SegmentLease.TryBegin(_slot, origin, committed, 0, out SegmentLease lease))
            {
                long version = Volatile.Read(ref *(long*)(lease.Root + IndexLayout.RootVersionOffset));
                long count = Volatile.Read(ref *(long*)(lease.Root + IndexLayout.RootCountOffset));
                if (lease.StillStands())
                {
                    ReadRetry.ThrowIfDisposed(Region);
                    return (count, version);
                }
            }
            else if (IsEmpty(0, committed))
            {
                return default;
            }

            _retry.Next(ref attempt);
        }
    }

    /// <summary>Counts one repeated attempt and waits a little; gives up after the bounded number of them.</summary>
    /// <exception cref="ReadContentionException">This was the last attempt.</exception>
    public void Retry(ref int attempt) => _retry.Next(ref attempt);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryFindCarefully(scoped in KeyProbe probe, out MapPlace place)
    {
        int attempt = 0;
        while (true)
        {
            long committed = Region.Committed;
            byte* origin = Region.Origin;
            if (!SegmentLease.TryBegin(_slot, origin, committed, probe.Hash, out SegmentLease lease))
            {
                if (IsEmpty(probe.Hash, committed))
                {
                    place = default;
                    return false;
                }
            }
            else
            {
                ProbeResult result = SegmentProbe.Find(origin, committed, lease.Segment, lease.Buckets, _map, in probe, out place);
                if (result == ProbeResult.Found && place.StillStands())
                    return !Expiry.HasPassed(place);
                if (result == ProbeResult.Absent && lease.StillStands())
                {
                    ReadRetry.ThrowIfDisposed(Region);
                    return false;
                }

                if (result == ProbeResult.Outside && Region.Refresh() == committed && lease.StillStands())
                    throw _retry.Damaged($"a lane of its index names a block outside of the region of {committed} bytes");
            }

            _retry.Next(ref attempt);
        }
    }

    // The lease could not be had: the map was never written, the writer got in between, the region has grown since this process looked, or the index is damaged.
    private bool IsEmpty(ulong hash, long committed)
    {
        long root = Volatile.Read(ref *_slot);
        ReadRetry.ThrowIfDisposed(Region);
        if (root == 0)
            return true;
        if (Region.Refresh() > committed)
            return false;
        byte* origin = Region.Origin;
        bool inside = SegmentLease.IsRootInside(root, origin, committed, out int depth);
        long word = inside ? Volatile.Read(ref *SegmentLease.DirectoryWord(origin + root, depth, hash)) : 0;
        if ((!inside || !SegmentLease.IsSegmentInside(word, committed)) && Volatile.Read(ref *_slot) == root)
            throw _retry.Damaged($"its index has its root at {root}, its directory names 0x{word:X}, and the region has {committed} bytes");
        return false;
    }
}
