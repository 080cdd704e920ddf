namespace ShmStore.Store.Commits;

/// <content>Memory that others can do without when the store is full.</content>
internal sealed unsafe partial class CommitWriter
{
    // Blocks are never merged: many small ones that are given back may still leave no room for a large one.
    private const int ReclaimAttempts = 64;

    // After so many attempts that were not enough, and again after as many, expired entries are looked for everywhere.
    private const int AttemptsBeforeSearch = 16;

    private readonly List<IMemoryReclaimer> _reclaimers = [];

    // Bytes that a commit of several keys had no room for, which the next one finds.
    private long _owed;

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

    /// <summary>Gets memory back from those who can do without it. Not while a commit is open, which would have to be one with what they do. The caller holds the gate.</summary>
    /// <param name="attempt">How often that was done already for the same purpose.</param>
    /// <returns>False if there is none to get, or it was asked for too often.</returns>
    public bool TryReclaim(int attempt) => MayReclaim(attempt) && TryReclaim(_reclaimers, attempt);

    /// <summary>As <see cref="TryReclaim(int)"/>, from one of those who can do without something.</summary>
    /// <inheritdoc cref="TryReclaim(int)"/>
    public bool TryReclaim(IMemoryReclaimer from, int attempt) => MayReclaim(attempt) && TryReclaim([from], attempt);

    private bool MayReclaim(int attempt) => attempt < ReclaimAttempts && _pending is null;

    // Before a commit opens, by commits of their own: within it nobody can be asked. All that the failed one had staged, and what it asked for in vain. The caller holds the gate.
    private void ReclaimOwed()
    {
        _heap.Refused = 0;
        if (_owed == 0)
        {
            return;
        }

        long enough = _heap.FreeBytes + _owed;
        _owed = 0;
        for (int attempt = 0; _heap.FreeBytes < enough && TryReclaim(_reclaimers, attempt); attempt++)
        {
        }
    }

    private bool TryReclaim(List<IMemoryReclaimer> reclaimers, int attempt)
    {
        lock (_reclaimers)
        {
            return reclaimers.Exists(static reclaimer => reclaimer.TrySweep())
                || (attempt > 0 && attempt % AttemptsBeforeSearch == 0 && reclaimers.Exists(static reclaimer => reclaimer.TryFindExpired()))
                || reclaimers.Exists(static reclaimer => reclaimer.TryEvict())
                || reclaimers.Exists(static reclaimer => reclaimer.TryFindExpired());
        }
    }
}
