using System.Runtime.CompilerServices;
using ShmStore.Store.Waiting;

namespace ShmStore.Store.Commits;

/// <summary>
/// Lets one thread of the writing process at a time change the store. Not recursive, and says so instead of blocking for ever. The thread inside can keep the gate beyond its exit, for a commit of
/// several operations: it may then enter and exit as before, and the others wait. When it has ended, or the gate is closed, another thread ends that in its place.
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
/// <param name="giveUp">Called by the thread that ends another's keeping, in the place of that one.</param>
internal sealed partial class WriterGate(Action giveUp)
{
    // Of the thread that keeps the gate: whether it is inside, or another thread is in its place.
    private const int NotKept = 0;
    private const int KeptInside = 1;
    private const int KeptOutside = 2;
    private const int Relieved = 3;

    private const int EntriesForBias = 32;
    private const int MostBiases = 16;

    // Threads by their objects: asking for the number of the current one is a call into the runtime, which takes longer than the rest of entering.
    private Thread? _owner;
    private Bias? _bias;

    // The rest is touched by the thread inside only, except that each thread may ask of the last two fields whether they name itself.
    private bool _byBias;
    private int _streak;
    private int _biases;
    private Thread? _lastOwner;
    private Thread? _keeper;
    private Bias? _lastBias;

    // By compare-and-exchange where the one who keeps the gate and another one can meet.
    private int _kept = NotKept;
    private bool _closed;

    /// <summary>Called by a thread that is about to wait, which what this throws keeps from it: for who would wait for itself in another way. Null for nothing.</summary>
    public Action? BeforeWaiting { get; set; }

    /// <summary>True when this thread keeps the gate, inside or not. Always right for the calling thread, whatever the others do.</summary>
    public bool IsKeptByThisThread => ReferenceEquals(Volatile.Read(ref _keeper), Thread.CurrentThread);

    /// <summary>True when this thread is inside, or keeps the gate. Always right for the calling thread, as <see cref="IsKeptByThisThread"/>.</summary>
    public bool IsEnteredByThisThread => HasEntered(Thread.CurrentThread);

    /// <summary>Waits until no other thread is inside.</summary>
    /// <exception cref="InvalidOperationException">This thread is inside already: a callback of <c>Update</c> or <c>AddOrUpdate</c> tried to write.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter()
    {
        Thread me = Thread.CurrentThread;
        if (!TryEnterByBias(me))
        {
            EnterAsOwner(me);
        }
    }

    /// <summary>Waits until no other thread is inside, or the time is up.</summary>
    /// <returns>False if the time was up, and the gate is as it was. Looked at once, too, when there is no time.</returns>
    /// <exception cref="InvalidOperationException">This thread is inside already.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryEnter(Deadline deadline)
    {
        Thread me = Thread.CurrentThread;
        return TryEnterByBias(me) || TryEnterAsOwner(me, deadline);
    }

    // Apart, as the deadline is made in memory: all writes enter.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EnterAsOwner(Thread me) => TryEnterAsOwner(me, Deadline.Never);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryEnterByBias(Thread me)
    {
        if (_bias is { } bias && ReferenceEquals(bias.Thread, me) && Volatile.Read(ref bias.Entered) == 0)
        {
            Volatile.Write(ref bias.Entered, 1);
            if (ReferenceEquals(Volatile.Read(ref _bias), bias))
            {
                _byBias = true;
                return true;
            }

            Volatile.Write(ref bias.Entered, 0);
        }

        return false;
    }

    /// <summary>Lets the next thread in, unless this one keeps the gate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Exit()
    {
        if (_keeper is null && _byBias)
        {
            Volatile.Write(ref _lastBias!.Entered, 0);
        }
        else
        {
            ExitOtherwise();
        }
    }

    /// <summary>True while the gate is kept. For the thread inside.</summary>
    public bool IsKept => _keeper is not null;

    /// <summary>Makes the next exit, and those after it, keep the other threads out. The caller is inside.</summary>
    public void Keep()
    {
        _kept = KeptInside;
        Volatile.Write(ref _keeper, Thread.CurrentThread);
    }

    /// <summary>Ends <see cref="Keep"/>: the next exit lets the next thread in. The caller is inside.</summary>
    public void StopKeeping()
    {
        Volatile.Write(ref _keeper, null);
        Interlocked.CompareExchange(ref _kept, NotKept, KeptInside);
    }

    /// <summary>Ends what a thread keeps the gate for that has ended itself: it will never let anybody in. Anybody may ask for it, at any time.</summary>
    public void RelieveEnded()
    {
        if (Volatile.Read(ref _keeper) is { IsAlive: false } ended)
        {
            TryRelieve(ended);
        }
    }

    /// <summary>True once the gate is closed. Whoever has entered looks, and leaves again: before that another thread may have ended what it keeps the gate for.</summary>
    public bool IsClosed => Volatile.Read(ref _closed);

    /// <summary>From now on whoever waits ends what another thread keeps the gate for.</summary>
    /// <exception cref="InvalidOperationException">This thread is inside.</exception>
    public void Close()
    {
        Thread me = Thread.CurrentThread;
        if (HasEntered(me))
        {
            ThrowIfInside(me, Volatile.Read(ref _kept));
        }

        Volatile.Write(ref _closed, true);
    }

    // Ends what another thread keeps the gate for, unless it is inside just now, or is not the one that was seen to have ended.
    private void TryRelieve(Thread? ended)
    {
        // Acquires what the other thread has done: it came out by a release.
        if (Interlocked.CompareExchange(ref _kept, Relieved, KeptOutside) != KeptOutside)
        {
            return;
        }

        if (ended is not null && !ReferenceEquals(ended, Volatile.Read(ref _keeper)))
        {
            Volatile.Write(ref _kept, KeptOutside);
            return;
        }

        try
        {
            giveUp();
        }
        finally
        {
            StopKeeping();
            Release();
            Interlocked.CompareExchange(ref _kept, NotKept, Relieved);
        }
    }

    private void ExitOtherwise()
    {
        if (_keeper is not null)
        {
            Volatile.Write(ref _kept, KeptOutside);
        }
        else
        {
            if (_streak >= EntriesForBias)
            {
                GiveBias();
            }

            Volatile.Write(ref _owner, null);
        }
    }

    // On the way out: a thread that is inside as the owner could not be told that it is when it enters by a bias.
    private void GiveBias()
    {
        _streak = 0;
        if (_biases < MostBiases)
        {
            _biases++;
            Volatile.Write(ref _lastBias, new Bias(_owner!));
            Volatile.Write(ref _bias, _lastBias);
        }
    }

    private bool HasEntered(Thread me) => ReferenceEquals(Volatile.Read(ref _owner), me)
        || (Volatile.Read(ref _lastBias) is { } bias && Volatile.Read(ref bias.Entered) != 0 && ReferenceEquals(bias.Thread, me));

    // For a thread that had entered and not left. False if another one is ending that in its place, or just has.
    private bool TryEnterKept(Thread me)
    {
        int kept = Interlocked.CompareExchange(ref _kept, KeptInside, KeptOutside);
        ThrowIfInside(me, kept);
        return kept == KeptOutside;
    }

    // Again whether it has entered: what was kept may be another's by now.
    private void ThrowIfInside(Thread me, int kept)
    {
        if (kept is NotKept or KeptInside && HasEntered(me))
        {
            throw new InvalidOperationException("The store is being written by this thread already: a callback of Update or AddOrUpdate must not write to the store.");
        }
    }

    private void Release()
    {
        if (_byBias)
        {
            Volatile.Write(ref _lastBias!.Entered, 0);
        }
        else
        {
            Volatile.Write(ref _owner, null);
        }
    }

    /// <summary>The thread that enters without a locked instruction. Only that thread writes <see cref="Entered"/>, or another one in its place while it keeps the gate.</summary>
    private sealed class Bias(Thread thread)
    {
        public int Entered;

        public Thread Thread { get; } = thread;
    }
}
