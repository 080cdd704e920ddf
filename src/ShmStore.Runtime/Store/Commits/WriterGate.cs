namespace ShmStore.Store.Commits;

/// <summary>Lets one thread of the writing process at a time change the store. Not recursive, and says so instead of blocking for ever.</summary>
/// <remarks>One compare-exchange and one release store when nobody waits; under contention it spins, then yields, then sleeps.</remarks>
internal sealed class WriterGate
{
    private const int Nobody = 0;

    private int _owner = Nobody;

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

    /// <summary>Lets the next thread in.</summary>
    public void Exit() => Volatile.Write(ref _owner, Nobody);

    private void EnterSlow(int me)
    {
        if (Volatile.Read(ref _owner) == me)
        {
            throw new InvalidOperationException("The store is being written by this thread already: a callback of Update must not write to the store.");
        }

        var spinner = default(SpinWait);
        while (Interlocked.CompareExchange(ref _owner, me, Nobody) != Nobody)
        {
            spinner.SpinOnce();
        }
    }
}
