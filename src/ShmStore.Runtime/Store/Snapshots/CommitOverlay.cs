using System.Runtime.InteropServices;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Reading;

namespace ShmStore.Store.Snapshots;

/// <summary>
/// What a commit of several words that is being made will have stored: for snapshots that come upon a writer which died, or is delayed, in the middle of it. One thread at a time.
/// </summary>
internal sealed unsafe class CommitOverlay
{
    // Storing the words takes microseconds, or longer if the writer's processor was taken away: spins, then gives its own processor away.
    private const int Patience = 40;

    private readonly Region _region;
    private readonly SlotReader _record;
    private readonly Dictionary<long, long> _values = [];
    private BlockStamp _stamp;

    /// <summary>An overlay without a commit.</summary>
    /// <param name="region">The region.</param>
    /// <param name="record">Reads the word that names the commit record as it reads a slot.</param>
    public CommitOverlay(Region region, SlotReader record)
    {
        _region = region;
        _record = record;
    }

    /// <summary>There is a commit: words that it changes are not to be read from the region.</summary>
    public bool IsTaken => _stamp != default;

    /// <summary>Waits shortly for a commit that is being made to be finished, and takes its record as it stands when it is not.</summary>
    /// <exception cref="StoreFormatException">The header names something that is not a record.</exception>
    public void Prepare()
    {
        if (IsTaken && _record.Difference(_stamp) == 0)
        {
            return;
        }

        _stamp = default;
        _values.Clear();
        if (!AwaitNone())
        {
            Take();
        }
    }

    /// <summary>What the word becomes by the commit; false when the commit does not change it, or there is none.</summary>
    public bool TryGet(long word, out long value)
    {
        value = 0;
        return IsTaken && _values.TryGetValue(word, out value);
    }

    /// <summary>
    /// True when there was a moment since the caller's last load, and before its next, at which the state was that of the words alone, or with an overlay, that of the words and this very commit.
    /// </summary>
    public bool StillStands() => IsTaken ? _record.Difference(_stamp) == 0 : AwaitNone();

    private bool AwaitNone()
    {
        var header = new RegionHeader(_region);
        var spinner = default(SpinWait);
        for (int spins = 0; Volatile.Read(ref header.CommitRecord) != 0; spins++)
        {
            if (spins == Patience)
            {
                return false;
            }

            spinner.SpinOnce(sleep1Threshold: -1);
        }

        return true;
    }

    private void Take()
    {
        var copy = default(CopyReader);
        if (_record.TryRead<CopyReader, byte[]>(ref copy, out byte[] record, out BlockStamp stamp) != ReadStatus.Value)
        {
            return;
        }

        foreach (CommitPair pair in MemoryMarshal.Cast<byte, CommitPair>(record))
        {
            _values[pair.Word] = pair.Value;
        }

        _stamp = stamp;
    }
}
