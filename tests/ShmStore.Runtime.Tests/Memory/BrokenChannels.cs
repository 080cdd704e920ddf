using ShmStore.Memory;
using ShmStore.Memory.Linux;

namespace ShmStore.Tests.Memory;

/// <summary>Wait channels with a known mistake, to show that <see cref="LockStep"/> finds it. They share the counter and one word for announcements.</summary>
internal abstract unsafe class BrokenChannel(ulong* counter, ulong* announced) : IWaitChannel
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    protected ulong* Counter => counter;

    protected ulong* Announced => announced;

    public long Interruptions => 0;

    public abstract void Signal(ulong counter);

    public abstract void Wait(ulong seen, long interruptions, TimeSpan timeout, CancellableWait? wait = null);

    public void Interrupt() => _ = Futex.WakeAll((uint*)counter);

    public void Cancel(CancellableWait wait) => Interrupt();

    public void Dispose()
    {
    }

    protected void Sleep(ulong seen) => _ = Futex.Wait((uint*)counter, (uint)seen, Patience);
}

/// <summary>The mistake: the waiter looks at the counter, sleeps, and announces itself to nobody; the writer saves the system call.</summary>
internal sealed unsafe class SilentChannel(ulong* counter, ulong* announced) : BrokenChannel(counter, announced)
{
    public override void Signal(ulong counter)
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref *Announced) != 0)
            Interrupt();
    }

    public override void Wait(ulong seen, long interruptions, TimeSpan timeout, CancellableWait? wait = null) => Sleep(seen);
}

/// <summary>
/// The mistake: announcements are a flag that the writer clears. A waiter that has seen the new value already and sets the flag between the writer's look and its
/// clearing sleeps through the next change.
/// </summary>
/// <remarks>Both sides dwell in the gap, so that the scheduler need not be unkind for long before it happens; the order of the steps is that of the protocol.</remarks>
internal sealed unsafe class ClearedFlagChannel(ulong* counter, ulong* announced) : BrokenChannel(counter, announced)
{
    private static readonly TimeSpan Dwell = TimeSpan.FromMilliseconds(2);

    private volatile bool _clearing;
    private volatile bool _goingToSleep;

    public override void Signal(ulong counter)
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref *Announced) == 0)
            return;

        _clearing = true;
        SpinWait.SpinUntil(() => _goingToSleep, Dwell);
        Volatile.Write(ref *Announced, 0);
        Interrupt();
        _clearing = false;
    }

    public override void Wait(ulong seen, long interruptions, TimeSpan timeout, CancellableWait? wait = null)
    {
        Volatile.Write(ref *Announced, 1);
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref *Counter) != seen)
            return;

        _goingToSleep = true;
        SpinWait.SpinUntil(() => !_clearing, 2 * Dwell);
        _goingToSleep = false;
        Sleep(seen);
    }
}
