namespace ShmStore.Memory.Linux;

/// <summary>Waits in the kernel on the counter itself; a writer makes a system call only if somebody may be waiting. All members are thread-safe.</summary>
/// <remarks>
/// <para>
/// The protocol. Beside the counter there is one shared word, <i>announced</i>: the highest counter value, plus one, that anybody went to wait on. It only grows
/// (by compare-and-swap), so no waiter's announcement is lost to another's, and the writer has no need to clear it.
/// </para>
/// <code>
/// waiter(seen)                                   writer
///   W1  announced = max(announced, seen + 1)       S1  counter = now
///   W2  global barrier                             S2  (the order of the program)
///   W3  return if counter != seen                  S3  if announced > last: wake all who sleep on the counter
///   W4  sleep if counter == seen (kernel)              (with a full fence before)
///                                                  S4  last = now
/// </code>
/// <para>
/// <c>last</c> is local to the signaller and keeps this true: <i>nobody sleeps, or will go to sleep, on a value below last</i>. S4 preserves it. Take a waiter on
/// a value seen &lt; now (and ≥ last, or there is nothing to show). If S3 sees its announcement, it wakes: a waiter that is asleep by then is woken, and
/// one that comes to W4 later finds the counter at <c>now</c> at least, because the kernel's wake and compare are ordered by one lock. If S3 does
/// not see its announcement, W3 sees what S1 stored, or later, and returns: see below. So every sleeper is woken by the first signal after its
/// value was replaced. Announcing a value rather than a flag matters: a flag that the writer clears can be set by a waiter that has already seen the new counter, between the writer's look and its
/// clearing, and then that waiter sleeps through the next change. What the writer has stored is passed to the signal, and not loaded from the counter: the channel may have it mapped a second time, and a
/// processor lets a load of what the same thread has just stored at another address wait until all of its stores have left it.
/// </para>
/// <para>
/// This is the store-buffering shape: each side stores a word and then loads the other's, and not both may miss the other's store. Two full fences would forbid that. The writer's would be executed at
/// every commit, and wait each time until everything it has written is in its cache; so the waiter, who is about to make a system call anyway, issues a <see cref="GlobalBarrier"/> that makes
/// the writer's thread execute a full barrier too, at some place in its program while W2 lasts. If that place is before S3's load, S3 sees W1's store, which was complete before W2 began. If it is
/// after S3's load, it is also after S1, and W3, after W2, sees that. S1 is a volatile store and S3 a volatile load, so that the compiler keeps their order.
/// A writer whose process the barrier cannot reach executes a full fence at S2. A waiter who may not issue it relies on nothing, and sleeps no longer than <see cref="UnassistedPatience"/> at a time.
/// </para>
/// <para>
/// A waiter that dies leaves an announcement behind that is above <c>last</c> at one signal at most: one system call too many. Concurrent signallers may set
/// <c>last</c> back; lower is always safe. A new writer starts at zero, and so wakes those who slept through the death of the one before it.
/// </para>
/// <para>
/// The protocol holds as long as all use the same wait file. Against one that is deleted and made anew, or a writer that died between advancing and signalling, a
/// sleep lasts no longer than the patience of the channel.
/// </para>
/// </remarks>
internal sealed unsafe class FutexWaitChannel : WaitChannel
{
    /// <summary>How long a thread sleeps at most where it may not issue a <see cref="GlobalBarrier"/>, and may therefore miss a wake-up.</summary>
    private static readonly TimeSpan UnassistedPatience = TimeSpan.FromMilliseconds(1);

    private readonly ulong* _counter;
    private readonly ulong* _announced;
    private readonly object[] _memory;
    private ulong _last;
    private long _wakeCalls;
    private long _missed;

    /// <summary>Creates a channel on two aligned words.</summary>
    /// <param name="counter">The counter, little-endian; may be read-only.</param>
    /// <param name="announced">The word for announcements; writable.</param>
    /// <param name="memory">What keeps both addresses mapped. Zeros take the place of ranges among it when the channel is disposed: they are its own.</param>
    public FutexWaitChannel(ulong* counter, ulong* announced, params object[] memory)
    {
        _counter = counter;
        _announced = announced;
        _memory = memory;
    }

    /// <summary>How long a thread sleeps at most before it looks again.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Barriers of other processes reach this one, and it may issue them. Asked here, so that the process is registered before the first signal. Where they do not, signals execute a full fence, and waits are short.
    /// </summary>
    public bool HasGlobalBarrier { get; init; } = GlobalBarrier.ReachesThisProcess;

    /// <summary>How many system calls <see cref="Signal"/> has made.</summary>
    public long WakeCalls => Volatile.Read(ref _wakeCalls);

    /// <summary>How many sleeps ended by <see cref="Patience"/> although the counter had changed, that is, without the wake-up they should have had.</summary>
    public long MissedWakeUps => Volatile.Read(ref _missed);

    /// <inheritdoc/>
    public override void Signal(ulong counter)
    {
        if (!HasGlobalBarrier)
            Interlocked.MemoryBarrier();
        ulong announced = Volatile.Read(ref *_announced);
        if (announced > Volatile.Read(ref _last))
        {
            // A full fence too: whoever looks at the counter after this wake-up must see it advanced.
            Interlocked.Increment(ref _wakeCalls);
            RepairAnnouncement(announced);
            WakeAll();
        }

        // After the wake-up: another signaller that relies on it must not overtake it.
        Volatile.Write(ref _last, counter);
        GC.KeepAlive(_memory);
    }

    /// <inheritdoc/>
    protected override void Block(ulong seen, long interruptions, TimeSpan timeout, CancellableWait? wait)
    {
        if (Volatile.Read(ref *_counter) != seen)
            return;
        Announce(seen + 1);
        bool isAssisted = HasGlobalBarrier && GlobalBarrier.TryIssue();
        if (!isAssisted)
            Interlocked.MemoryBarrier();
        if (Volatile.Read(ref *_counter) == seen && !IsEnded(interruptions, wait))
        {
            TimeSpan patience = Shorter(timeout, isAssisted ? Patience : UnassistedPatience);
            int error = Futex.Wait((uint*)_counter, (uint)seen, patience, wait?.Group ?? CancellableWait.OtherGroup);
            if (error == Errno.TimedOut && isAssisted && patience == Patience && Volatile.Read(ref *_counter) != seen)
                Interlocked.Increment(ref _missed);
        }

        GC.KeepAlive(_memory);
    }

    /// <inheritdoc/>
    protected override void WakeAll()
    {
        _ = Futex.WakeAll((uint*)_counter);
        GC.KeepAlive(_memory);
    }

    /// <inheritdoc/>
    protected override void Wake(CancellableWait wait)
    {
        _ = Futex.WakeAll((uint*)_counter, wait.Group);
        GC.KeepAlive(_memory);
    }

    /// <inheritdoc/>
    /// <remarks>A page that stays mapped keeps the memory of the whole file, though it was deleted, until the collector has found that nobody reaches it.</remarks>
    protected override void LetGo()
    {
        foreach (object memory in _memory)
        {
            if (memory is AddressRange range)
                _ = range.TryRetire();
        }
    }

    private void Announce(ulong value)
    {
        ulong present = Volatile.Read(ref *_announced);
        while (present < value)
        {
            ulong found = Interlocked.CompareExchange(ref *_announced, value, present);
            if (found == present)
                return;
            present = found;
        }
    }

    // Nobody can have seen more than the counter shows: such an announcement is garbage, or left from an earlier region at the same path, and would cost a system
    // call at every signal. The highest true value takes its place.
    private void RepairAnnouncement(ulong announced)
    {
        ulong highest = Volatile.Read(ref *_counter) + 1;
        if (announced > highest)
            Interlocked.CompareExchange(ref *_announced, highest, announced);
    }
}
