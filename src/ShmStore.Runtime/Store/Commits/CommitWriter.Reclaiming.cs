using ShmStore.Layout;

namespace ShmStore.Store.Commits;

/// <content>Memory that others can do without when the store is full.</content>
internal sealed unsafe partial class CommitWriter
{
    // Blocks are never merged: many small ones that are given back may still leave no room for a large one.
    private const int ReclaimAttempts = 64;

    // The last of them evict, however much has expired: what that leaves may be too small, and what is evicted is not.
    private const int SweepAttempts = ReclaimAttempts / 2;

    // After so many attempts that were not enough, and again after as many, expired entries are looked for everywhere.
    private const int AttemptsBeforeSearch = 16;

    // 2⁶⁴ divided by the golden ratio: its multiples lie evenly in whatever is divided by bytes.
    private const ulong GoldenStep = 0x9E3779B97F4A7C15;

    private readonly List<IMemoryReclaimer> _reclaimers = [];
    private ulong _place;

    // Bytes that a commit of several keys had no room for, which the next one finds, and the size class of the block that was refused.
    private (long Bytes, int SizeClass) _owed;

    /// <summary>Bytes that every block has behind its document.</summary>
    public int SealLength => _seal.Length;

    /// <summary>Asks somebody for memory when the store is full. Called before anything is written through it.</summary>
    public void Register(IMemoryReclaimer reclaimer)
    {
        lock (_reclaimers)
        {
            _reclaimers.Add(reclaimer);
        }
    }

    // Before a commit opens, by commits of their own: within it nobody can be asked. All that the failed one had staged, and what it asked for in vain. The caller holds the gate.
    private void ReclaimOwed()
    {
        _heap.Refused = 0;
        lock (_reclaimers)
        {
            _reclaimers.ForEach(static reclaimer => reclaimer.MakeOwedRoom());
        }

        if (_owed.Bytes == 0)
        {
            return;
        }

        long enough = _heap.FreeBlockBytes + _owed.Bytes;
        int sizeClass = _owed.SizeClass;
        _owed = default;
        for (int attempt = 0; _heap.FreeBlockBytes < enough && TryReclaim(attempt, sizeClass); attempt++)
        {
        }
    }

    private void Owe(long bytes, int refused) => _owed = refused == 0 ? default : (bytes, SizeClasses.Of(refused));

    // Gets memory back from those who can do without it, for a block of a size class; false if there is none to get, or it was asked for too often.
    private bool TryReclaim(int attempt, int sizeClass)
    {
        // Not while a commit is open, which would have to be one with what is given back.
        if (attempt >= ReclaimAttempts || _pending is not null)
        {
            return false;
        }

        lock (_reclaimers)
        {
            return (attempt < SweepAttempts && _reclaimers.Exists(static reclaimer => reclaimer.TrySweep()))
                || (attempt > 0 && attempt % AttemptsBeforeSearch == 0 && _reclaimers.Exists(static reclaimer => reclaimer.TryFindExpired()))
                || TryEvict(sizeClass)
                || _reclaimers.Exists(static reclaimer => reclaimer.TryFindExpired());
        }
    }

    private bool MayEvict()
    {
        if (_pending is not null)
        {
            return false;
        }

        lock (_reclaimers)
        {
            return _reclaimers.Exists(static reclaimer => reclaimer.EvictableBytes > 0);
        }
    }

    // From who is written, if it can do without something; or from each as often as it has bytes.
    private bool TryEvict(int sizeClass)
    {
        if (_reclaimers.Find(static reclaimer => reclaimer.IsWritten)?.TryEvict(sizeClass) == true)
        {
            return true;
        }

        int first = NextToEvict();
        for (int i = 0; i < _reclaimers.Count; i++)
        {
            if (_reclaimers[(first + i) % _reclaimers.Count].TryEvict(sizeClass))
            {
                return true;
            }
        }

        return false;
    }

    private int NextToEvict()
    {
        ulong total = 0;
        foreach (IMemoryReclaimer reclaimer in _reclaimers)
        {
            total += (ulong)reclaimer.EvictableBytes;
        }

        _place = unchecked(_place + GoldenStep);
        long place = (long)Math.BigMul(_place, total, out _);
        return Math.Max(0, _reclaimers.FindIndex(reclaimer => (place -= reclaimer.EvictableBytes) < 0));
    }
}
