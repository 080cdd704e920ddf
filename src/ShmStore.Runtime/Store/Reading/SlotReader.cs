using System.Runtime.CompilerServices;
using ShmStore.Bson;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Snapshots;

namespace ShmStore.Store.Reading;

/// <summary>Reads one slot by the read protocol: bounded attempts, no lock, nothing written to shared memory. Thread-safe.</summary>
internal readonly unsafe partial struct SlotReader
{
    private readonly Region _region;
    private readonly long* _slot;
    private readonly ReadCounters _counters;
    private readonly int _maximumAttempts;

    // Within a snapshot only.
    private readonly SnapshotScope? _snapshot;
    private readonly long _word;

    /// <summary>A reader of the slot at this address, which stays readable as long as the region object lives.</summary>
    public SlotReader(Region region, long* slot, string name, ReadCounters counters, int maximumAttempts)
    {
        _region = region;
        _slot = slot;
        Name = name;
        _counters = counters;
        _maximumAttempts = maximumAttempts;
    }

    /// <summary>The region of the slot.</summary>
    public Region Region => _region;

    /// <summary>Address of the slot.</summary>
    public long* Slot => _slot;

    /// <summary>Name of the key, for messages.</summary>
    public string Name { get; }

    /// <summary>Runs a reader over the current document until a run was not disturbed.</summary>
    /// <exception cref="ReadContentionException">Every one of the bounded attempts was disturbed.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="StoreFormatException">The slot or the block contradicts the region.</exception>
    // Never inlined: a caller's own variables would be kept on the stack, for the sake of the handler inside.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ReadStatus TryRead<TReader, TResult>(scoped ref TReader reader, out TResult result, out BlockStamp stamp)
        where TReader : IBlockReader<TResult>, allows ref struct
    {
        ReadStatus status = TryReadOnce(ref reader, out result, out stamp);
        if (status == ReadStatus.Disturbed)
        {
            status = ReadAgain(ref reader, out result, out stamp);
        }

        GC.KeepAlive(_region);
        return status;
    }

    /// <summary>As <see cref="TryRead{TReader, TResult}"/>, where a value must be there.</summary>
    /// <exception cref="InvalidOperationException">There is no value.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public TResult Read<TReader, TResult>(scoped ref TReader reader)
        where TReader : IBlockReader<TResult>, allows ref struct
    {
        Region region = _region;
        if (BlockLease.TryBegin(region, _slot, out BlockLease begun) && begun.TryGetDocument(out ReadOnlySpan<byte> document, out BlockMeta meta) && !document.IsEmpty)
        {
            // Assigned once, so that it can stay in registers across the try.
            BlockLease lease = begun;
            try
            {
                TResult result = reader.Read(new DocumentView(document, meta.FixedPrefix));
                if (lease.StillStands())
                {
                    GC.KeepAlive(region);
                    return result;
                }
            }
            catch (Exception thrown) when (!lease.StillStands() || !IsNoted(thrown, lease.Version))
            {
                // Torn bytes made it fail: that is no error. An exception over bytes that still stand goes to the caller.
            }

            _counters.CountRetry();
        }

        return ReadOrThrow<TReader, TResult>(ref reader);
    }

    // A method of its own, for the sake of its variables: they would be cleared on the way in of every read.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private TResult ReadOrThrow<TReader, TResult>(scoped ref TReader reader)
        where TReader : IBlockReader<TResult>, allows ref struct =>
        TryRead(ref reader, out TResult value, out _) == ReadStatus.Value ? value : throw NoValue();

    /// <summary>Whether there is a value, and the version of the current block; 0 when the key was never set.</summary>
    public ReadStatus TryReadVersion(out long version)
    {
        var reader = default(NothingReader);
        ReadStatus status = TryRead<NothingReader, bool>(ref reader, out _, out BlockStamp stamp);
        version = stamp.Version;
        return status;
    }

    /// <summary>0 when the current block is the one that a read found; something else when it is not, or when that cannot be told at once.</summary>
    public long Difference(BlockStamp stamp)
    {
        long difference = BlockLease.Difference(_region, _slot, stamp);
        GC.KeepAlive(_region);
        return difference;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ReadStatus ReadAgain<TReader, TResult>(scoped ref TReader reader, out TResult result, out BlockStamp stamp)
        where TReader : IBlockReader<TResult>, allows ref struct
    {
        for (int attempt = 1; attempt < _maximumAttempts; attempt++)
        {
            _counters.PrepareAttempt(attempt);
            ReadStatus status = TryReadOnce(ref reader, out result, out stamp);
            if (status != ReadStatus.Disturbed)
            {
                return status;
            }
        }

        throw ReadRetry.GivenUp(Name, _maximumAttempts);
    }

    /// <summary>One attempt.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadStatus TryReadOnce<TReader, TResult>(scoped ref TReader reader, out TResult result, out BlockStamp stamp)
        where TReader : IBlockReader<TResult>, allows ref struct
    {
        if (BlockLease.TryBegin(_region, _slot, out BlockLease lease))
        {
            return ReadUnder(lease, ref reader, out result, out stamp);
        }

        if (_snapshot is not null)
        {
            return ReadInSnapshot(_snapshot, ref reader, out result, out stamp);
        }

        result = default!;
        stamp = default;
        return IsEmpty(_slot) ? ReadStatus.NoValue : ReadStatus.Disturbed;
    }

    // A method of its own, so that the lease is assigned once: only then can it stay in registers across the try.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadStatus ReadUnder<TReader, TResult>(BlockLease lease, scoped ref TReader reader, out TResult result, out BlockStamp stamp)
        where TReader : IBlockReader<TResult>, allows ref struct
    {
        result = default!;
        stamp = lease.Stamp;
        if (!lease.TryGetDocument(out ReadOnlySpan<byte> document, out BlockMeta meta))
        {
            ThrowIfDamaged(lease);
            return ReadStatus.Disturbed;
        }

        if (document.IsEmpty)
        {
            return lease.StillStands() ? ReadStatus.NoValue : ReadStatus.Disturbed;
        }

        try
        {
            result = reader.Read(new DocumentView(document, meta.FixedPrefix));
        }
        catch (Exception thrown) when (!lease.StillStands() || !IsNoted(thrown, lease.Version))
        {
            // Torn bytes made it fail: that is no error. An exception over bytes that still stand goes to the caller.
            return ReadStatus.Disturbed;
        }

        return lease.StillStands() ? ReadStatus.Value : ReadStatus.Disturbed;
    }

    // Tells an error over bytes that still stand which they are. It is not caught for that: it stays the one that was thrown.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool IsNoted(Exception thrown, long version)
    {
        (thrown as BsonFormatException)?.NoteKey(Name, version);
        return true;
    }

    private bool IsEmpty(long* slot)
    {
        long offset = Volatile.Read(ref *slot);
        _region.ThrowIfDisposed();
        if (offset == 0)
        {
            return true;
        }

        // Not empty: the writer got in between, or has grown the region since this process last looked.
        bool valid = offset > 0 && offset % BlockLayout.Alignment == 0
            && (offset <= _region.Committed - BlockLayout.HeaderLength || offset <= _region.Refresh() - BlockLayout.HeaderLength);
        return valid ? false : throw _region.Damaged(Name, $"its slot names offset {offset}, and the region has {_region.Committed} bytes");
    }

    private void ThrowIfDamaged(BlockLease lease)
    {
        bool fits = lease.FitsWithin(_region.Refresh());
        if (!fits && lease.StillStands())
        {
            throw _region.Damaged(Name, $"the length of its block runs past the region of {_region.Committed} bytes");
        }
    }

    /// <summary>The error for a key that has no value.</summary>
    public InvalidOperationException NoValue() => new($"'{Name}' has no value.");
}
