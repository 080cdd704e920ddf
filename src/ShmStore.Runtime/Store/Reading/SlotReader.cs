using System.Runtime.CompilerServices;
using ShmStore.Bson;
using ShmStore.Layout;
using ShmStore.Memory;

namespace ShmStore.Store.Reading;

/// <summary>Reads one slot by the read protocol: bounded attempts, no lock, nothing written to shared memory. Thread-safe.</summary>
internal sealed unsafe class SlotReader
{
    private const int SpinsBeforeYield = 16;

    private readonly Region _region;
    private readonly long* _slot;
    private readonly ReadCounters _counters;
    private readonly int _maximumAttempts;

    /// <summary>A reader of the slot at this address, which stays readable as long as the region object lives.</summary>
    public SlotReader(Region region, long* slot, string name, ReadCounters counters, int maximumAttempts)
    {
        _region = region;
        _slot = slot;
        Name = name;
        _counters = counters;
        _maximumAttempts = maximumAttempts;
    }

    /// <summary>Name of the key, for messages.</summary>
    public string Name { get; }

    /// <summary>Loads a fixed member at a constant offset in one attempt. False: nothing is known, use <see cref="TryRead{TReader, TResult}"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryLoad<TRaw>(int offset, out TRaw raw)
        where TRaw : unmanaged
    {
        Region region = _region;
        bool read = false;
        raw = default;
        if (BlockLease.TryBegin(region, _slot, out BlockLease lease) && lease.TryLoad(offset, out raw))
        {
            read = lease.StillStands();
        }

        GC.KeepAlive(region);
        return read;
    }

    /// <summary>Runs a reader over the current document until a run was not disturbed.</summary>
    /// <exception cref="ReadContentionException">Every one of the bounded attempts was disturbed.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="StoreFormatException">The slot or the block contradicts the region.</exception>
    public ReadStatus TryRead<TReader, TResult>(scoped ref TReader reader, out TResult result, out long version)
        where TReader : IBlockReader<TResult>, allows ref struct
    {
        for (int attempt = 0; attempt < _maximumAttempts; attempt++)
        {
            PrepareAttempt(attempt);
            if (TryReadOnce(ref reader, out result, out version) is { } status)
            {
                GC.KeepAlive(_region);
                return status;
            }
        }

        throw new ReadContentionException(
            $"'{Name}' could not be read: the writer reused its block during each of {_maximumAttempts} attempts.", _maximumAttempts);
    }

    /// <summary>Whether there is a value, and the version of the current block; 0 when the key was never set.</summary>
    public ReadStatus TryReadVersion(out long version)
    {
        var reader = default(NothingReader);
        return TryRead<NothingReader, bool>(ref reader, out _, out version);
    }

    /// <summary>True when the current block has this version; false when it has not, or when that cannot be told at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsStill(long version)
    {
        Region region = _region;
        bool still = BlockLease.TryBegin(region, _slot, out BlockLease lease) && lease.Version == version;
        GC.KeepAlive(region);
        return still;
    }

    /// <summary>One attempt; null when the writer got in between.</summary>
    private ReadStatus? TryReadOnce<TReader, TResult>(scoped ref TReader reader, out TResult result, out long version)
        where TReader : IBlockReader<TResult>, allows ref struct
    {
        result = default!;
        version = 0;
        if (!BlockLease.TryBegin(_region, _slot, out BlockLease lease))
        {
            return SlotIsEmpty() ? ReadStatus.NoValue : null;
        }

        version = lease.Version;
        if (!lease.TryGetDocument(out ReadOnlySpan<byte> document, out BlockMeta meta))
        {
            ThrowIfDamaged(lease);
            return null;
        }

        ReadStatus status = ReadStatus.NoValue;
        if (!document.IsEmpty)
        {
            try
            {
                result = reader.Read(new DocumentView(document, meta.FixedPrefix, meta.OrderedTail));
            }
            catch (Exception) when (!lease.StillStands())
            {
                // Torn bytes made it fail: that is no error. An exception over bytes that still stand goes to the caller.
                return null;
            }

            status = ReadStatus.Value;
        }

        return lease.StillStands() ? status : null;
    }

    private bool SlotIsEmpty()
    {
        long offset = Volatile.Read(ref *_slot);
        ObjectDisposedException.ThrowIf(_region.IsDisposed, typeof(SharedStore));
        if (offset == 0)
        {
            return true;
        }

        // Not empty: the writer got in between, or has grown the region since this process last looked.
        bool valid = offset > 0 && offset % BlockLayout.Alignment == 0
            && (offset <= _region.Committed - BlockLayout.HeaderLength || offset <= _region.Refresh() - BlockLayout.HeaderLength);
        return valid ? false : throw DisposedOrDamaged($"its slot names offset {offset}, and the region has {_region.Committed} bytes");
    }

    private void ThrowIfDamaged(BlockLease lease)
    {
        bool fits = lease.FitsWithin(_region.Refresh());
        if (!fits && lease.StillStands())
        {
            throw DisposedOrDamaged($"the length of its block runs past the region of {_region.Committed} bytes");
        }
    }

    // A region that is disposed in the middle of a read has no bytes any more, and everything runs past its end then.
    private Exception DisposedOrDamaged(string what) => _region.IsDisposed
        ? new ObjectDisposedException(nameof(SharedStore))
        : new StoreFormatException(StoreFormatError.Corrupt, $"'{Name}' is damaged: {what}.");

    private void PrepareAttempt(int attempt)
    {
        if (attempt == 0)
        {
            return;
        }

        _counters.CountRetry();
        if (attempt < SpinsBeforeYield)
        {
            Thread.SpinWait(attempt);
        }
        else
        {
            Thread.Yield();
        }
    }

    private readonly struct NothingReader : IBlockReader<bool>
    {
        public bool Read(DocumentView document) => true;
    }
}
