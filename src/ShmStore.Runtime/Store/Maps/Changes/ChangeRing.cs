using System.Runtime.CompilerServices;
using ShmStore.Layout;

namespace ShmStore.Store.Maps;

/// <summary>The ring of a map's last changes at an address that was checked. All of its state is in shared memory. Its writer holds the gate; it is read without a lock.</summary>
/// <remarks>
/// Claimed, store barrier, record, head; read the other way round: head, record, read barrier, claimed. A record counts if claimed says that nothing was written over it, as the version of a block does.
/// See docs/concurrency.md.
/// </remarks>
internal readonly unsafe struct ChangeRing(byte* ring)
{
    /// <summary>Position behind the last complete record. By acquire.</summary>
    public long Head => Volatile.Read(ref HeadWord);

    /// <summary>First position whose record has not been written over. By acquire.</summary>
    public long Oldest => Math.Max(0, Volatile.Read(ref ClaimedWord) - RingLayout.Records);

    private ref long ClaimedWord => ref *(long*)(ring + RingLayout.ClaimedOffset);

    private ref long HeadWord => ref *(long*)(ring + RingLayout.HeadOffset);

    /// <summary>Adds a record of the commit that is about to be made. It counts when that is: see <see cref="ChangeCursor"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ChangeRecord record)
    {
        long position = HeadWord;
        Claim(position + 1);
        At(position) = record;

        // Release: whoever sees the head sees the record.
        Volatile.Write(ref HeadWord, position + 1);
    }

    /// <summary>Writes records that count when the head is what this returns.</summary>
    public long Stage(ReadOnlySpan<ChangeRecord> records)
    {
        long position = HeadWord;
        Claim(position + records.Length);
        foreach (ref readonly ChangeRecord record in records)
            At(position++) = record;
        return position;
    }

    /// <summary>Copies records.</summary>
    /// <returns>False if one of them has been written over; the copy is worthless then.</returns>
    public bool TryCopy(long position, Span<ChangeRecord> records)
    {
        for (int i = 0; i < records.Length; i++)
            records[i] = At(position + i);

        // Not acquire: the loads of the records come before.
        Volatile.ReadBarrier();
        return Oldest <= position;
    }

    /// <summary>A record, for who holds the gate.</summary>
    public ChangeRecord this[long position] => At(position);

    /// <summary>The commit of a record, which may have been written over.</summary>
    public long CommitAt(long position) => Volatile.Read(ref *(long*)(ring + RingLayout.RecordAt(position)));

    // Never lower: a commit that was given up may have written further than its successor.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Claim(long position)
    {
        if (ClaimedWord < position)
            ClaimedWord = position;

        // Before the records: a release store would order only what comes before it.
        Volatile.WriteBarrier();
    }

    private ref ChangeRecord At(long position) => ref *(ChangeRecord*)(ring + RingLayout.RecordAt(position));
}
