using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Attaching;
using ShmStore.Store.Turns;

namespace ShmStore.Store.Commits;

/// <summary>Writes blocks and swaps slots. One per attached writer; thread-safe through its gate.</summary>
internal sealed unsafe partial class CommitWriter : IDisposable
{
    private readonly WriterGate _gate;
    private readonly Region _region;
    private readonly RegionHeader _header;
    private readonly BlockHeap _heap;
    private readonly IWaitChannel _channel;
    private readonly WriterTurn? _turn;
    private readonly BlockSeal _seal;
    private ulong _lastCommit;

    /// <summary>A writer over a region whose heap has been recovered, with the highest version that a block of an index has; or one of several writers, whose turns bring both up to date.</summary>
    public CommitWriter(Region region, RegionAreas areas, BlockHeap heap, long indexVersions, IWaitChannel channel, WriterTurn? turn = null)
    {
        _gate = new WriterGate(EndForAnother);
        _turn = turn;
        turn?.RelieveEnded = _gate.RelieveEnded;
        _gate.BeforeWaiting = turn is null ? null : turn.ThrowIfHeldElsewhere;
        Steps = heap.Steps;
        _region = region;
        _header = new RegionHeader(region);
        Areas = areas;
        _heap = heap;
        _indexVersions = indexVersions;
        _channel = channel;
        _seal = BlockSeal.Of(region, areas);
        _lastCommit = _header.CommitCounter;
    }

    /// <summary>Where slots, atomics and heap are.</summary>
    public RegionAreas Areas { get; }

    /// <summary>What the writer alone knows. Without the gate: whoever watches a store does not wait for who writes it, and each number is right at some moment, or as good as.</summary>
    public WriterCounters Counters
    {
        get
        {
            (long blocks, long bytes) = _heap.FreeBlocks;
            return new WriterCounters(Math.Max(0, blocks), Math.Max(0, bytes), _heap.Growths, _indexGrowths);
        }
    }

    /// <summary>Whoever is told of the steps of this writer.</summary>
    public WriteSteps Steps { get; }

    /// <summary>
    /// Stores a document and makes it the slot's current one: one atomic store. The caller holds the gate.
    /// </summary>
    /// <param name="slot">Index of the slot.</param>
    /// <param name="document">A whole document; empty to clear the slot.</param>
    /// <param name="meta">What is known of it; nothing else of the word counts.</param>
    /// <returns>The version, which is the number of this commit.</returns>
    /// <exception cref="StoreFullException">No room; the store is as it was, but for what was evicted or had expired.</exception>
    /// <exception cref="ArgumentException">The document is longer than 16 MiB.</exception>
    public long Commit(int slot, ReadOnlySpan<byte> document, BlockMeta meta)
    {
        long block = Stage(prologue: 0, document, meta);
        return Publish(WordOf(slot), block, block, replaced: SlotWord(slot));
    }

    /// <summary>Writes a block that no word names yet. The caller holds the gate, and publishes the block or discards it.</summary>
    /// <param name="prologue">Bytes left for the caller to fill between the block's header and the document: the key, for blocks of maps.</param>
    /// <param name="document">A whole document.</param>
    /// <param name="meta">What is known of it; nothing else of the word counts.</param>
    /// <returns>Offset of the block.</returns>
    /// <exception cref="StoreFullException">No room; the store is as it was, but for what was evicted or had expired.</exception>
    /// <exception cref="ArgumentException">The document is longer than 16 MiB.</exception>
    public long Stage(int prologue, ReadOnlySpan<byte> document, BlockMeta meta)
    {
        if (document.Length > BlockLayout.MaximumDocument)
        {
            ThrowTooLong(document.Length);
        }

        _turn?.ThrowIfLost();
        (long block, int sizeClass) = Allocate(prologue + document.Length + _seal.Length);
        BlockHeader header = HeaderOf(block);
        header.Length = document.Length;
        header.Meta = meta.InBlock(sizeClass).Word;
        BlockBytes.Copy(document, header.Document + prologue);
        return block;
    }

    /// <summary>The number that the next commit will have. The caller holds the gate.</summary>
    public long NextVersion => (long)_lastCommit + 1;

    /// <summary>The region, for those parts of it that are written without a block of their own.</summary>
    public Region Region => _region;

    /// <summary>The header of a block. Not by the heap's method, which would be one load more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public BlockHeader HeaderOf(long block) => new(_region.Origin + block);

    /// <summary>Gives a staged block back that is not wanted any more. The caller holds the gate.</summary>
    public void Discard(long block) => _heap.Free(block);

    /// <summary>
    /// Commits: makes one word of the region name a staged block, or none. While a commit is open, that happens when it completes. The caller holds the gate.
    /// </summary>
    /// <param name="word">Offset of the word.</param>
    /// <param name="value">What the word becomes.</param>
    /// <param name="block">The staged block that it names; 0 for none.</param>
    /// <param name="replaced">The block that it named before, which is freed; 0 for none.</param>
    /// <returns>The version, which is the number of this commit.</returns>
    public long Publish(long word, long value, long block, long replaced)
    {
        if (_pending is not null)
        {
            return AddToPending(word, new PendingWord(value, block, replaced));
        }

        ulong version = Store(word, value, block);
        Finish(version, replaced);
        return (long)version;
    }

    /// <summary>Version of the slot's current block, or of the one that the open commit has staged for it; 0 when it was never set. The caller holds the gate.</summary>
    public long VersionOf(int slot)
    {
        if (_pending is { } commit && commit.Words.Contains(WordOf(slot)))
        {
            return (long)NextCommit;
        }

        long block = SlotWord(slot);
        long version = block == 0 ? 0 : HeaderOf(block).Version;
        GC.KeepAlive(_region);
        return version;
    }

    /// <summary>From now on writes are refused, and the next that waits gives a commit up that is open.</summary>
    /// <exception cref="InvalidOperationException">Called by a callback of <c>Update</c> or <c>AddOrUpdate</c>; nothing has changed.</exception>
    public void StopWriting()
    {
        _gate.Close();
        _turn?.Close();
    }

    /// <summary>Waits for the write that is running, then lets go of the region. A commit that is open is given up, whichever thread has begun it.</summary>
    /// <exception cref="InvalidOperationException">Called by a callback of <c>Update</c> or <c>AddOrUpdate</c>; nothing has changed.</exception>
    public void Dispose()
    {
        StopWriting();
        Uninterrupted.Run(this, static writer => writer.Leave());
    }

    // Can be done again when the thread was interrupted in it: whatever has let go of something lets go of nothing then.
    private void Leave()
    {
        _gate.Enter();
        try
        {
            // Not again: what stands where the region was is not its.
            if (!_region.IsDisposed)
            {
                LeaveTurn();
            }
        }
        finally
        {
            _channel.Dispose();
            _region.Dispose();
            Close();
            _gate.Exit();
        }
    }

    /// <summary>The commit of one word, and nothing else: <see cref="Finish"/> has to follow. Not while a commit is open. The caller holds the gate.</summary>
    /// <returns>The number of the commit.</returns>
    /// <inheritdoc cref="Publish"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Store(long word, long value, long block)
    {
        // Looked up once: behind each of the stores below, the compiler would do it again.
        byte* origin = _region.Origin;
        WriteSteps steps = Steps;
        bool watched = steps.AreWatched;
        ulong version = NextCommit;
        if (block != 0)
        {
            Stamp(new BlockHeader(origin + block), word, block, (long)version);
        }

        if (watched)
        {
            steps.Report(WriteStep.Stamped);
        }

        // Release: whoever sees the word sees the block. This store is the commit.
        Volatile.Write(ref *(long*)(origin + word), value);
        if (watched)
        {
            steps.Report(WriteStep.WordStored);
        }

        _lastCommit = version;
        Volatile.Write(ref *(ulong*)(origin + HeaderLayout.CommitCounterOffset), version);
        if (watched)
        {
            steps.Report(WriteStep.Counted);
        }

        return version;
    }

    /// <summary>What follows a commit of one word: frees what it replaced, and tells those who wait.</summary>
    /// <param name="version">The number of the commit.</param>
    /// <param name="replaced">The block that the word named before; 0 for none.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Finish(ulong version, long replaced)
    {
        FreeReplaced(replaced);
        Steps.After(WriteStep.Freed);
        _channel.Signal(version);
        GC.KeepAlive(_region);
    }

    /// <summary>Makes a staged block valid, for the word that will name it. The caller holds the gate.</summary>
    public void Stamp(long word, long block, long version)
    {
        if (block != 0)
        {
            Stamp(HeaderOf(block), word, block, version);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Stamp(BlockHeader header, long word, long block, long version)
    {
        _seal.Put(word, block, version);

        // Release: whoever sees the version sees the document.
        Volatile.Write(ref header.Version, version);
    }

    private void Count()
    {
        _lastCommit = NextCommit;
        Volatile.Write(ref _header.CommitCounter, _lastCommit);
    }

    private void Signal() => _channel.Signal(_lastCommit);

    private void FreeReplaced(long replaced)
    {
        if (replaced != 0)
        {
            _heap.Free(replaced);
        }
    }

    private (long Block, int SizeClass) Allocate(int length)
    {
        int sizeClass = BlockHeap.ClassOf(length);
        return _heap.TryTakeRested(sizeClass, out long block) ? (block, sizeClass) : AllocateOther(length);
    }

    // Apart: all of it is rare.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private (long Block, int SizeClass) AllocateOther(int length)
    {
        int sizeClass = BlockHeap.ClassOf(length);
        if (_heap.TryAllocate(sizeClass, MayEvict() ? Scarcity.Evictable : Scarcity.Some, out long block, out _))
        {
            return (block, sizeClass);
        }

        // What is evicted is found in this writer's own lists: a store that is full all the time is not walked through for every entry.
        for (int attempt = 0; TryReclaim(attempt, sizeClass); attempt++)
        {
            if (_heap.TryAllocate(sizeClass, Scarcity.GivenBack, out block, out _))
            {
                return (block, sizeClass);
            }
        }

        return _heap.Allocate(length);
    }

    // Apart: the place for the text would be cleared at every commit.
    [DoesNotReturn]
    private static void ThrowTooLong(int length) =>
        throw new ArgumentException($"A document of {length} bytes is longer than the maximum of {BlockLayout.MaximumDocument} bytes.");

    private ref long SlotWord(int slot) => ref _header.At<long>(WordOf(slot));

    private long WordOf(int slot)
    {
        Debug.Assert((uint)slot < (uint)Areas.SlotCapacity, "slots are checked when a writer attaches");
        return Areas.SlotAt(slot);
    }
}
