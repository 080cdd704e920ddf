using System.Runtime.ExceptionServices;
using ShmStore.Store.Waiting;

namespace ShmStore.Store.Commits;

/// <content>Waiting for the threads that are inside, or keep the gate.</content>
internal sealed partial class WriterGate
{
    // As long as a waiting thread spins before it sleeps for the first time.
    private const int SpinsBeforeNext = 20;

    // Who has waited for long: nobody else enters as the owner before it. Without, a thread that enters again at once is always there first, and the others wake up in vain for as long as it likes.
    private Thread? _next;

    private enum Arrival
    {
        // The time was up.
        Late,

        // This thread owns the gate, and is alone but for a biased thread.
        AsOwner,

        // Inside again, as before it came out with the gate kept.
        AsKeeper,
    }

    private bool TryEnterAsOwner(Thread me, Deadline deadline)
    {
        Arrival arrival = TryOwn(me) ? Arrival.AsOwner : AwaitOwning(me, deadline);
        if (arrival != Arrival.AsOwner)
        {
            return arrival == Arrival.AsKeeper;
        }

        if (_bias is { } bias && !TryRevoke(bias, deadline))
        {
            return false;
        }

        _byBias = false;
        _streak = ReferenceEquals(_lastOwner, me) ? _streak + 1 : 0;
        _lastOwner = me;
        return true;
    }

    // A thread that keeps the gate owns it already, or is inside by its bias.
    private bool TryOwn(Thread me) => !HasEntered(me)
        && Volatile.Read(ref _next) is var next && (next is null || ReferenceEquals(next, me))
        && Interlocked.CompareExchange(ref _owner, me, null) is null;

    private Arrival AwaitOwning(Thread me, Deadline deadline)
    {
        var spinner = default(SpinWait);
        bool isNext = false;
        bool isLastLook = false;
        try
        {
            while (true)
            {
                if (HasEntered(me))
                {
                    if (TryEnterKept(me))
                    {
                        return Arrival.AsKeeper;
                    }
                }
                else if (TryOwn(me))
                {
                    return Arrival.AsOwner;
                }

                if (isLastLook)
                {
                    return Arrival.Late;
                }

                if (spinner.Count == 0)
                {
                    BeforeWaiting?.Invoke();
                }

                // Once more afterwards: waiting ends what a thread keeps the gate for that has ended.
                isLastLook = deadline.IsOver;
                Wait(ref spinner);
                if (!isNext && spinner.Count >= SpinsBeforeNext && Interlocked.CompareExchange(ref _next, me, null) is null)
                {
                    // Soon: asleep, it would keep the others out for the whole millisecond.
                    isNext = true;
                    spinner.Reset();
                }
            }
        }
        finally
        {
            if (isNext)
            {
                Volatile.Write(ref _next, null);
            }
        }
    }

    // Waits until the biased thread is outside, and will find no bias when it comes back. False if the time was up: then the bias is as it was, and this thread is not the owner any more.
    private bool TryRevoke(Bias bias, Deadline deadline)
    {
        Volatile.Write(ref _bias, null);
        Interlocked.MemoryBarrierProcessWide();
        if (Volatile.Read(ref bias.Entered) != 0)
        {
            AskBeforeWaiting(bias);
        }

        var spinner = default(SpinWait);
        bool isLastLook = false;
        bool isAlone = true;
        Exception? failed = null;
        while (Volatile.Read(ref bias.Entered) != 0)
        {
            if (isLastLook)
            {
                // Before the owner word is let go: the next owner has to find that somebody may be inside.
                Volatile.Write(ref _bias, bias);
                isAlone = false;
                break;
            }

            isLastLook = deadline.IsOver;
            try
            {
                Wait(ref spinner);
            }
            catch (Exception e)
            {
                // This thread is the owner already, and not alone yet: leaving now, nobody else could ever enter.
                failed ??= e;
            }
        }

        if (failed is ThreadInterruptedException)
        {
            Thread.CurrentThread.Interrupt();
            failed = null;
        }

        if (!isAlone || failed is not null)
        {
            Volatile.Write(ref _owner, null);
        }

        if (failed is not null)
        {
            ExceptionDispatchInfo.Throw(failed);
        }

        return isAlone;
    }

    private void AskBeforeWaiting(Bias bias)
    {
        try
        {
            BeforeWaiting?.Invoke();
        }
        catch
        {
            // As who is late.
            Volatile.Write(ref _bias, bias);
            Volatile.Write(ref _owner, null);
            throw;
        }
    }

    private void Wait(ref SpinWait spinner)
    {
        spinner.SpinOnce();

        if (Volatile.Read(ref _closed))
        {
            TryRelieve(null);
        }
        else
        {
            RelieveEnded();
        }
    }
}
