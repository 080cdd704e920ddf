using System.Runtime.CompilerServices;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Waiting;

namespace ShmStore.Store.Turns;

/// <summary>
/// Lets one of several writers at a time change the store: a lock in shared memory that survives the death of its owner. Used by one thread of the attachment at a time, the one inside its gate.
/// </summary>
/// <remarks>
/// <para>
/// A turn begins by one compare-exchange of the word from free to owned, and ends by one back to free. Both are full fences: what a writer loads in its turn, it loads after what the
/// one before has stored. Who finds the word owned spins a little, then marks it as contended and sleeps on it for a bounded time.
/// </para>
/// <para>
/// Time says nothing about death: an owner may be paused by a debugger, a collection or a signal for as long as it likes. But every writer has a lock on the byte of its seat, which the kernel releases
/// when the process is gone, and not before. An owner whose byte is free is dead: its turn is taken over by a compare-exchange that raises the number of the turn and notes that a
/// repair is due, which stays noted until one is complete, whoever dies during it. A new writer may be given the seat of the dead one before anybody has looked; it finds that it is its own turn, which it
/// did not begin, and takes it over.
/// </para>
/// <para>
/// The number is the fence: a writer that has lost its seat though it lives, because the file system has forgotten its locks, looks at the word after every step, and stops when the turn is not its own
/// any more.
/// </para>
/// </remarks>
internal sealed unsafe class WriterTurn : IDisposable
{
    private const int Spins = 40;

    // Weak: a writer that nobody references any more is not kept, nor is its seat.
    private static readonly ConditionalWeakTable<WriterTurn, object> OfThisProcess = [];
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(10);

    private readonly Region _region;
    private readonly IWriterSeats _seats;
    private TurnWord _mine;
    private bool _isFirst = true;
    private bool _hasBegun;
    private bool _closing;
    private Thread? _thread;

    /// <summary>The turns of the writer that has a seat in this region.</summary>
    public WriterTurn(Region region, IWriterSeats seats)
    {
        _region = region;
        _seats = seats;
        OfThisProcess.Add(this, seats);
    }

    /// <summary>Ends the turn that a thread of this writer's has left open, if that thread has ended. Called by threads of other writers of the process, which wait for it.</summary>
    public Action RelieveEnded { get; set; } = static () => { };

    /// <summary>True during this writer's turn.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>True when another writer has taken this one for dead; for ever.</summary>
    public bool IsLost { get; private set; }

    /// <summary>True during the first turn of this writer if no other one is attached: then nobody has looked yet whether the store is sound, and it may be a copy, or what was left when the power failed.</summary>
    public bool IsAlone { get; private set; }

    private ref ulong Word => ref *(ulong*)(_region.Origin + HeaderLayout.TurnOffset);

    /// <summary>Waits until it is nobody's turn, or its owner has died, and begins one.</summary>
    /// <returns>False if the time was up, and no turn has begun. Looked at once, too, when there is no time.</returns>
    /// <exception cref="WriterLostException">This writer was taken for dead.</exception>
    /// <exception cref="InvalidOperationException">This thread is in a turn of another attachment to the same store, and would wait for itself.</exception>
    /// <exception cref="ObjectDisposedException">The writer is being disposed.</exception>
    public bool TryBegin(Deadline deadline, out TurnStart start)
    {
        if (IsLost)
        {
            throw Lost();
        }

        TurnWord seen = new(Volatile.Read(ref Word));
        TurnWord next = seen.NextOf(_seats.Own);
        if ((!seen.IsFree || !TryExchange(seen, next)) && !TryBeginSlow(deadline, out next))
        {
            start = default;
            return false;
        }

        start = Start(next);
        return true;
    }

    /// <summary>Begins a turn if it is nobody's now and nothing is to be repaired.</summary>
    /// <returns>False if none has begun.</returns>
    public bool TryBeginAtOnce(out TurnStart start)
    {
        start = default;
        TurnWord seen = new(Volatile.Read(ref Word));
        TurnWord next = seen.NextOf(_seats.Own);
        if (IsLost || !seen.IsFree || next.IsUnrepaired || !TryExchange(seen, next))
            return false;
        start = Start(next);
        return true;
    }

    /// <summary>Lets the next turn be one after another writer's, though this one was this writer's: it has not caught up.</summary>
    public void Forget() => _isFirst = true;

    /// <summary>Notes that this writer is attached, and the store sound. In its first turn.</summary>
    public void NoteAttached() => _seats.NoteAttached();

    /// <summary>Notes that what a dead writer left is repaired.</summary>
    public void NoteRepaired()
    {
        for (TurnWord seen = Load(); !TryExchange(seen, seen.Repaired); seen = Load())
        {
        }
    }

    /// <summary>Ends the turn, if it is one.</summary>
    public void End()
    {
        if (!IsHeld)
        {
            return;
        }

        // The thread too: it may ask at any time whether the turn is its own, and must not take the next one's for that.
        IsHeld = false;
        _thread = null;
        TurnWord seen = new(Volatile.Read(ref Word));
        while (seen.IsSameTurn(_mine))
        {
            if (TryExchange(seen, seen.Ended))
            {
                if (seen.IsContended)
                {
                    fixed (ulong* word = &Word)
                    {
                        _seats.WakeOne((uint*)word);
                    }
                }

                return;
            }

            seen = new(Volatile.Read(ref Word));
        }

        IsLost = true;
    }

    /// <summary>Looks whether the turn is still this writer's.</summary>
    public bool IsStillMine() => TryLoad(out _);

    /// <summary>Throws when the turn is not this writer's any more.</summary>
    /// <exception cref="WriterLostException">Another writer has taken it over.</exception>
    public void ThrowIfLost() => Load();

    /// <summary>
    /// Throws when this thread is in a turn of another attachment to the same store: whoever is inside this writer's gate waits for that turn to end, and the thread would wait for both. Not once the writer is
    /// <see cref="Close">closed</see>: then those inside do not wait any more, and who disposes it gets in.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is.</exception>
    public void ThrowIfHeldElsewhere()
    {
        if (Volatile.Read(ref _closing))
        {
            return;
        }

        foreach ((WriterTurn other, _) in OfThisProcess)
        {
            if (other.IsOfThisThread && !ReferenceEquals(other, this) && other._seats.AreOfSameFile(_seats))
            {
                throw other.WaitsForItself();
            }
        }
    }

    /// <summary>Makes a thread that waits for its turn give up.</summary>
    public void Close() => Volatile.Write(ref _closing, true);

    /// <inheritdoc/>
    public void Dispose() => OfThisProcess.Remove(this);

    // The word, which is still this writer's.
    private TurnWord Load() => TryLoad(out TurnWord seen) ? seen : throw Lost();

    private bool TryLoad(out TurnWord seen)
    {
        seen = new(Volatile.Read(ref Word));
        if (!IsLost && seen.IsSameTurn(_mine))
        {
            return true;
        }

        IsLost = true;
        IsHeld = false;
        return false;
    }

    private TurnStart Start(TurnWord turn)
    {
        bool isNext = !_isFirst && turn.Number == _mine.Number + 1;
        _isFirst = false;

        // Within the turn: of two that attach at once, the second finds the first attached.
        IsAlone = !_hasBegun && !_seats.AreOthersAttached;
        _hasBegun = true;
        _mine = turn;
        _thread = Thread.CurrentThread;
        IsHeld = true;
        return turn.IsUnrepaired ? TurnStart.Unrepaired : isNext ? TurnStart.SameWriter : TurnStart.OtherWriter;
    }

    private bool TryBeginSlow(Deadline deadline, out TurnWord next)
    {
        var spinner = default(SpinWait);
        bool slept = false;
        bool isLastLook = false;
        while (true)
        {
            if (Volatile.Read(ref _closing))
            {
                throw _region.Disposed();
            }

            TurnWord seen = new(Volatile.Read(ref Word));
            next = seen.NextOf(_seats.Own);
            if (seen.IsFree)
            {
                // Others may sleep beside this one, and only one is woken at a time.
                next = slept ? next.Contended : next;
                if (TryExchange(seen, next))
                {
                    return true;
                }
            }
            else if (seen.Owner != _seats.Own && spinner.Count < Spins && !deadline.IsOver)
            {
                spinner.SpinOnce(sleep1Threshold: -1);
            }
            else if (seen.Owner == _seats.Own ? IsDeadInOwnSeat() : !_seats.IsTakenByOther(seen.Owner))
            {
                next = seen.TakenOverBy(_seats.Own);
                if (TryExchange(seen, next))
                {
                    return true;
                }
            }
            else
            {
                if (OwnerInThisProcess(seen) is { } owner)
                {
                    if (owner.IsOfThisThread)
                    {
                        throw owner.WaitsForItself();
                    }

                    owner.RelieveEnded();
                }

                if (isLastLook)
                {
                    if (slept && !seen.IsContended)
                    {
                        // Perhaps it was woken in the place of another one that sleeps: whoever has the turn now is to wake that one.
                        TryExchange(seen, seen.Contended);
                    }

                    return false;
                }

                // Once more afterwards: a turn that a thread of this process has left open was ended just now, if that thread has ended.
                isLastLook = deadline.IsOver;
                if (!isLastLook && (seen.IsContended || TryExchange(seen, seen.Contended)))
                {
                    slept = true;
                    fixed (ulong* word = &Word)
                    {
                        _seats.Sleep((uint*)word, (uint)seen.Contended.Word, deadline.AtMost(Patience));
                    }
                }
            }
        }
    }

    // A turn of this writer's seat that it did not begin: of one that had the seat before and is dead, unless the system has forgotten the lock and another one, which lives, has it now.
    private bool IsDeadInOwnSeat()
    {
        if (_seats.TryKeep())
        {
            return true;
        }

        IsLost = true;
        throw Lost();
    }

    private bool TryExchange(TurnWord seen, TurnWord next) => Interlocked.CompareExchange(ref Word, next.Word, seen.Word) == seen.Word;

    private WriterTurn? OwnerInThisProcess(TurnWord seen) => OfThisProcess.Select(static entry => entry.Key)
        .FirstOrDefault(other => other.IsHeld && other._seats.Own == seen.Owner && other._seats.AreOfSameFile(_seats));

    private bool IsOfThisThread => IsHeld && ReferenceEquals(_thread, Thread.CurrentThread);

    private InvalidOperationException WaitsForItself() => new(
        $"This thread is writing to '{_region.Path}' through another writer already, and would wait for itself: end that commit or callback first.");

    private WriterLostException Lost() => new(
        $"This writer of '{_region.Path}' was taken for dead, because the system has released the lock of its seat {_seats.Own}, and another writer goes on in its place. Dispose it and attach again.");
}
