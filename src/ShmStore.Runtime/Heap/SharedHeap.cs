using ShmStore.Layout;
using ShmStore.Memory;

namespace ShmStore.Heap;

/// <summary>
/// What several writers know of their heap together. Each has free lists of its own, with the blocks that it freed and that rest, and gives what is more to a pool; this tells when it is worth looking for the free
/// blocks in the lists of all the others, and which of a writer's lists have become void by that. Used during the writer's turn; not thread-safe.
/// </summary>
/// <remarks>
/// <para>
/// Whoever walks the heap takes every block that nothing names, in whoever's list it is, and raises the epoch of the heap: a writer that finds another epoch when its turn begins forgets its lists. A
/// walk costs O(blocks). It is made when an eighth of the heap has been given out since the last one, and a quarter of it is in others' lists, or in nobody's: so its cost per byte given out is bounded.
/// </para>
/// <para>
/// What rests unused in the lists of writers that are attached is bounded by the pool: nobody keeps more than a number of blocks of each kind and size, whoever frees them. What is in nobody's grows with each writer that
/// dies. So each notes beside its seat the epoch in which it may have some; who attaches looks for seats that nobody has and that say the epoch of the heap, and tells all others.
/// </para>
/// </remarks>
internal sealed class SharedHeap(Region region, IWriterSeats seats, long start, Func<BlockSet> findLive, WriteSteps steps)
{
    private const int LargestKept = 4096;
    private const long BeforeFirst = -1;

    private readonly RegionHeader _header = new(region);

    // Blocks given out in this turn that were not given back: nothing may name them yet.
    private readonly HashSet<long> _held = [];
    private long _epoch = BeforeFirst;

    /// <summary>The free blocks that all writers share.</summary>
    public BlockPool Pool { get; } = new(region, start, steps);

    /// <summary>Offset of the first block.</summary>
    public long Start => start;

    private ref long Epoch => ref _header.At<long>(HeaderLayout.HeapEpochOffset);

    private ref long LeftEpoch => ref _header.At<long>(HeaderLayout.LeftEpochOffset);

    private ref long LiveBytes => ref _header.At<long>(HeaderLayout.LiveBytesOffset);

    private ref long AllocatedBytes => ref _header.At<long>(HeaderLayout.AllocatedBytesOffset);

    /// <summary>Begins a turn.</summary>
    /// <returns>False when another writer has taken all free blocks since the last one.</returns>
    public bool Begin()
    {
        _held.Clear();
        if (_held.Capacity > LargestKept)
        {
            _held.TrimExcess();
        }

        if (_epoch == Epoch)
            return true;

        // Before the own seat says another epoch: it may have been that of a dead one.
        if (_epoch == BeforeFirst && IsAnyLeft())
            LeftEpoch = Epoch;
        Enter(Epoch);
        return false;
    }

    /// <summary>Notes that this writer leaves, and has given all free blocks to the others.</summary>
    public void Leave() => EpochOf(seats.Own) = 0;

    /// <summary>Whether there are free blocks in nobody's lists, as far as those who attached have seen: of a writer that has died, or that had to leave without giving them to the others.</summary>
    public bool AreLeft => LeftEpoch == Epoch;

    /// <summary>Notes that a block was given out.</summary>
    public void Took(long block, int size)
    {
        _held.Add(block);
        LiveBytes += size;
        AllocatedBytes += size;
    }

    /// <summary>Notes that a block was given back.</summary>
    public void Gave(long block, int size)
    {
        _held.Remove(block);
        LiveBytes -= size;
    }

    /// <summary>Whether another writer has taken all free blocks since the last turn.</summary>
    public bool IsOutdated => _epoch != Volatile.Read(ref Epoch);

    /// <summary>Bytes in others' lists, and in nobody's.</summary>
    /// <param name="divided">Bytes divided into blocks.</param>
    /// <param name="ownFree">Bytes in this writer's lists, and in the pool.</param>
    public long InOthersLists(long divided, long ownFree) => divided - LiveBytes - ownFree;

    /// <summary>Whether there is so much in others' lists that a walk is worth it.</summary>
    /// <inheritdoc cref="InOthersLists"/>
    public bool IsWorthWalking(long divided, long ownFree, Scarcity scarcity)
    {
        long others = InOthersLists(divided, ownFree);
        long least = scarcity == Scarcity.None ? Math.Max(divided / 4, 1) : 1;
        return others >= least && (scarcity >= Scarcity.Last || AllocatedBytes >= divided / 8);
    }

    /// <summary>Makes the lists of all other writers void.</summary>
    /// <param name="live">The blocks that are in use; null to look for them.</param>
    /// <returns>The blocks that are in use, and those that were given out in this turn.</returns>
    /// <exception cref="StoreFormatException">The slots or indexes are damaged.</exception>
    public (BlockSet Live, IReadOnlySet<long> Held) BeginWalk(BlockSet? live)
    {
        // First, as it can fail for want of memory: nobody has lost his lists then.
        live ??= findLive();
        Enter(++Epoch);
        Pool.Clear();
        return (live, _held);
    }

    /// <summary>Notes what a walk has found.</summary>
    public void EndWalk(long liveBytes)
    {
        LiveBytes = liveBytes;
        AllocatedBytes = 0;
    }

    private bool IsAnyLeft() => Enumerable.Range(0, SeatLayout.Count).Any(seat => EpochOf(seat) == Epoch && (seat == seats.Own || !seats.IsTakenByOther(seat)));

    private void Enter(long epoch)
    {
        _epoch = epoch;
        EpochOf(seats.Own) = epoch;
    }

    private ref long EpochOf(int seat) => ref _header.At<long>(SeatLayout.EpochAt(seat));
}
