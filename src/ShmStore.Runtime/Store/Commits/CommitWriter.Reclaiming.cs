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

    // Bytes that a commit of several keys had no room for, which the next one finds, and the size class of the block that was refused.
    private (long Bytes, int SizeClass) _owed;

    /// <summary>Bytes that every block has behind its document.</summary>
    public int SealLength => _seal.Length;

    /// <summary>Who is asked for memory when the store is full.</summary>
    public Reclaimers Reclaimers { get; } = new();

    // Before a commit opens, by commits of their own: within it nobody can be asked. All that the failed one had staged, and what it asked for in vain. The caller holds the gate.
    private void ReclaimOwed()
    {
        _heap.Refused = 0;
        Reclaimers.MakeOwedRoom();
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

        return (attempt < SweepAttempts && Reclaimers.TrySweep())
            || (attempt > 0 && attempt % AttemptsBeforeSearch == 0 && Reclaimers.TryFindExpired())
            || Reclaimers.TryEvict(sizeClass)
            || Reclaimers.TryFindExpired();
    }

    private bool MayEvict() => _pending is null && Reclaimers.MayEvict;
}
