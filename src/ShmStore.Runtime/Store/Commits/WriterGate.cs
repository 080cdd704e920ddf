namespace ShmStore.Store.Commits;

/// <summary>
/// Lets one thread of the writing process at a time change the store. Not recursive, and says so instead of blocking for ever. The thread inside can keep the gate beyond its exit, for a commit of
/// several operations: it may then enter and exit as before, and the others wait.
/// </summary>
/// <remarks>
/// <para>
/// A thread that enters again and again, while no other does, is given a <see cref="Bias"/>: from then on it enters by two plain stores and a load, without the locked instruction that would wait for
/// everything it has written before. The others enter by one compare-and-exchange of the owner. The first of them to come takes the bias away: for good after <see cref="MostBiases"/> times.
/// </para>
/// <code>
/// biased thread                               another thread, which holds the owner word
///   B1  entered = 1                             R1  bias = none
///   B2  bias still mine? inside                 R2  process-wide barrier
///       otherwise entered = 0, as the others    R3  wait until entered == 0
/// </code>
/// <para>
/// Either the barrier reaches the biased thread before B2's load, which then finds the bias gone; or after it, and so after B1's store, which R3 then sees. The two accesses are volatile, so that the
/// compiler keeps their order, and the barrier stands in for the fence between them. Each bias has a word of its own to say that its thread is inside: a thread that was interrupted before B1 and comes
/// back when the bias is another's writes to a word that nobody looks at any more. Who holds the owner word after R3, or finds no bias there, is alone: a bias is only given by the one inside.
/// </para>
/// </remarks>
internal sealed class WriterGate
{
    private const int Nobody = 0;
    private const int EntriesForBias = 32;
    private const int MostBiases = 16;

    private int _owner = Nobody;
    private Bias? _bias;

    // The rest is touched by the thread inside only, except that each thread may ask of the last two fields whether they name itself.
    private bool _byBias;
    private bool _inside;
    private int _streak;
    private int _biases;
    private int _lastOwner;
    private int _keeper = Nobody;
    private Bias? _lastBias;

    /// <summary>True when this thread keeps the gate, inside or not. Always right for the calling thread, whatever the others do.</summary>
    public bool IsKeptByThisThread => Volatile.Read(ref _keeper) == Environment.CurrentManagedThreadId;

    /// <summary>Waits until no other thread is inside.</summary>
    /// <exception cref="InvalidOperationException">This thread is inside already: a callback of <c>Update</c> tried to write.</exception>
    public void Enter()
    {
        int me = Environment.CurrentManagedThreadId;
        if (_bias is { } bias && bias.Thread == me && bias.Entered == 0)
        {
            Volatile.Write(ref bias.Entered, 1);
            if (ReferenceEquals(Volatile.Read(ref _bias), bias))
            {
                _byBias = true;
                return;
            }

            Volatile.Write(ref bias.Entered, 0);
        }

        EnterAsOwner(me);
    }

    /// <summary>Lets the next thread in, unless this one keeps the gate.</summary>
    public void Exit()
    {
        if (_keeper != Nobody)
        {
            _inside = false;
        }
        else if (_byBias)
        {
            Volatile.Write(ref _lastBias!.Entered, 0);
        }
        else
        {
            if (_streak >= EntriesForBias)
            {
                GiveBias();
            }

            Volatile.Write(ref _owner, Nobody);
        }
    }

    /// <summary>True while the gate is kept. For the thread inside.</summary>
    public bool IsKept => _keeper != Nobody;

    /// <summary>Makes the next exit, and those after it, keep the other threads out. The caller is inside.</summary>
    public void Keep() => Volatile.Write(ref _keeper, Environment.CurrentManagedThreadId);

    /// <summary>Ends <see cref="Keep"/>: the next exit lets the next thread in. The caller is inside.</summary>
    public void StopKeeping() => Volatile.Write(ref _keeper, Nobody);

    private void EnterAsOwner(int me)
    {
        if (Volatile.Read(ref _owner) == me || (Volatile.Read(ref _lastBias) is { Entered: not 0 } mine && mine.Thread == me))
        {
            if (!IsKeptByThisThread || _inside)
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

        if (_bias is { } bias)
        {
            Revoke(bias);
        }

        _byBias = false;
        _streak = _lastOwner == me ? _streak + 1 : 0;
        _lastOwner = me;
    }

    // On the way out: a thread that is inside as the owner could not be told that it is when it enters by a bias.
    private void GiveBias()
    {
        _streak = 0;
        if (_biases < MostBiases)
        {
            _biases++;
            Volatile.Write(ref _lastBias, new Bias(_owner));
            Volatile.Write(ref _bias, _lastBias);
        }
    }

    private void Revoke(Bias bias)
    {
        Volatile.Write(ref _bias, null);
        Interlocked.MemoryBarrierProcessWide();
        var spinner = default(SpinWait);
        while (Volatile.Read(ref bias.Entered) != 0)
        {
            spinner.SpinOnce();
        }
    }

    /// <summary>The thread that enters without a locked instruction. Only that thread writes <see cref="Entered"/>.</summary>
    private sealed class Bias(int thread)
    {
        public int Entered;

        public int Thread { get; } = thread;
    }
}
