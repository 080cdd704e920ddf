using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ShmStore.Memory;
using ShmStore.Store.Snapshots;

namespace ShmStore.Store.Reading;

/// <content>Reading within a snapshot.</content>
internal readonly unsafe partial struct SlotReader
{
    /// <summary>What readers within a snapshot have for a slot: it is always empty, so that the fast paths fall through to the slow one, which asks the snapshot, and need no branch for it.</summary>
    internal static readonly long* AlwaysEmpty = (long*)NativeMemory.AllocZeroed(sizeof(long));

    /// <summary>A reader within a snapshot, of the slot at this offset.</summary>
    public SlotReader(Region region, SnapshotScope snapshot, long word, string name, ReadCounters counters, int maximumAttempts)
        : this(region, AlwaysEmpty, name, counters, maximumAttempts)
    {
        _snapshot = snapshot;
        _word = word;
    }

    /// <summary>True within a snapshot when the block that an earlier read found is still the one to read; notes that it was read. False outside of one.</summary>
    public bool IsSameInSnapshot(BlockStamp stamp)
    {
        if (_snapshot is null)
        {
            return false;
        }

        long cell;
        if (!BlockLease.TryBegin(_region, _snapshot.Locate(_word, &cell), out BlockLease lease) || lease.Stamp != stamp)
        {
            return false;
        }

        _snapshot.Record(_word, stamp.Offset, stamp);
        return true;
    }

    /// <summary>One attempt within a snapshot. What is found is noted before it is read, so that also the error of a failing read is tied to it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ReadStatus ReadInSnapshot<TReader, TResult>(SnapshotScope snapshot, scoped ref TReader reader, out TResult result, out BlockStamp stamp)
        where TReader : IBlockReader<TResult>, allows ref struct
    {
        long cell;
        long* slot = snapshot.Locate(_word, &cell);
        if (BlockLease.TryBegin(_region, slot, out BlockLease lease))
        {
            snapshot.Record(_word, lease.Stamp.Offset, lease.Stamp);
            return ReadUnder(lease, ref reader, out result, out stamp);
        }

        result = default!;
        stamp = default;
        if (!IsEmpty(slot))
        {
            return ReadStatus.Disturbed;
        }

        snapshot.Record(_word, 0, default);
        return ReadStatus.NoValue;
    }
}
