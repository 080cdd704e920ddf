namespace ShmStore.Store.Commits;

/// <summary>
/// Lets one thread of the writing process at a time change the store. Not recursive, and says so instead of blocking for ever. The thread inside can keep the gate beyond its exit, for a commit of
/// several operations: it may then enter and exit as before, and the others wait.
/// </summary>
/// <remarks>One compare-exchange and one release store when nobody waits; under contention it spins, then yields, then sleeps.</remarks>
internal sealed class WriterGate
{
    private const int Nobody = 0;

    private int _owner = Nobody;

    // Both are touched by the owner only.
    private bool _kept;
    private bool _inside;

    /// <summary>True when this thread keeps the gate, inside or not. Always right for the calling thread, whatever the others do.</summary>
    public bool IsKeptByThisThread => Volatile.Read(ref _owner) == Environment.CurrentManagedThreadId && _kept;

    /// <summary>Waits until no other thread is inside.</summary>
    /// <exception cref="InvalidOperationException">This thread is inside already: a callback of <c>Update</c> tried to write.</exception>
    public void Enter()
    {
        int me = Environment.CurrentManagedThreadId;
        if (Interlocked.CompareExchange(ref _owner, me, Nobody) != Nobody)
        {
            EnterSlow(me);
        }
    }

    /// <summary>Lets the next thread in, unless this one keeps the gate.</summary>
    public void Exit()
    {
        if (_kept)
        {
            _inside = false;
        }
        else
        {
            Volatile.Write(ref _owner, Nobody);
        }
    }

    /// <summary>Makes the next exit, and those after it, keep the other threads out. The caller is inside.</summary>
    public void Keep() => _kept = true;

    /// <summary>Ends <see cref="Keep"/>: the next exit lets the next thread in. The caller is inside.</summary>
    public void StopKeeping() => _kept = false;

    private void EnterSlow(int me)
    {
        if (Volatile.Read(ref _owner) == me)
        {
            if (!_kept || _inside)
            {
                throw new InvalidOperationException("The store is being written by this thread already: a callback of Update must not write to the store.");
            }

            _inside = true;
            return;
        }

        var spinner = default(SpinWait);
        while (Interlocked.CompareExchange(ref _owner, me, Nobody) != Nobody)
        {
            spinner.SpinOnce();
        }
    }
}
