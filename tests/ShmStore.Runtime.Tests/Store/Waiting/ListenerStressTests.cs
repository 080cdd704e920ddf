using ShmStore.Memory;
using ShmStore.Memory.Linux;
using ShmStore.Store.Waiting;
using ShmStore.Tests.Memory;

namespace ShmStore.Tests.Store.Waiting;

/// <summary>Threads that wait through a listener lose no change and no cancellation, however close it comes; with a channel, or a listener, that loses them, the stress says so.</summary>
public sealed unsafe class ListenerStressTests : IDisposable
{
    private const int Rounds = 5000;

    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    private readonly LinuxPrivateRegion _memory = (LinuxPrivateRegion)new LinuxRegionProvider().CreatePrivate(4096, 4096);

    private ulong* Counter => (ulong*)_memory.Origin;

    public void Dispose() => _memory.Dispose();

    [Fact]
    public void No_change_is_lost()
    {
        using FutexWaitChannel writer = Make();
        using var listener = new ChangeListener(ReadCounter, Make, Disposed);
        using var first = new ThroughListener(listener, ReadCounter);
        using var second = new ThroughListener(listener, ReadCounter);
        Assert.Equal(Rounds, new LockStep(Counter, writer, first, second).Run(Rounds, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void The_stress_finds_a_channel_that_does_not_announce() =>
        Assert.InRange(RunBroken(() => new SilentChannel(Counter, _memory.Announced)), 0, Rounds - 1);

    [Fact]
    public void The_stress_finds_a_counter_that_is_noted_after_the_look()
    {
        // The mistake: what is handed to the channel as seen is newer than what the condition was looked at with.
        using FutexWaitChannel writer = Make();
        using var listener = new ChangeListener(ReadCounter, () => new LateCounterChannel(Make(), ReadCounter), Disposed);
        using var through = new ThroughListener(listener, ReadCounter);
        Assert.InRange(new LockStep(Counter, writer, through).Run(Rounds, Short), 0, Rounds - 1);
    }

    [Fact]
    public void No_cancellation_is_lost() => Assert.Equal(Rounds, CancelMany(Make, TimeSpan.FromSeconds(20)));

    [Fact]
    public void The_stress_finds_a_channel_that_forgets_cancellations() => Assert.InRange(CancelMany(() => new ForgetfulChannel(Make(), Counter), Short), 0, Rounds - 1);

    private int RunBroken(Func<IWaitChannel> make)
    {
        using IWaitChannel writer = make();
        using var listener = new ChangeListener(ReadCounter, make, Disposed);
        using var through = new ThroughListener(listener, ReadCounter);
        return new LockStep(Counter, writer, through).Run(Rounds, Short);
    }

    // One wait after the other is cancelled, at any point of its way into the kernel. Returns how many of them ended.
    private int CancelMany(Func<IWaitChannel> make, TimeSpan patience)
    {
        using var listener = new ChangeListener(ReadCounter, make, Disposed);
        var random = new Random(-1);
        for (int done = 0; done < Rounds; done++)
        {
            using var cancellation = new CancellationTokenSource();
            bool looked = false;
            var waiting = new WaitingThread(() => listener.Wait(
                () =>
                {
                    Volatile.Write(ref looked, true);
                    return null;
                },
                cancellation.Token));
            while (!Volatile.Read(ref looked))
                Thread.Yield();
            Thread.SpinWait(random.Next(300));
            cancellation.Cancel();
            bool hasEnded = waiting.HasEnded(patience);
            if (!hasEnded)
            {
                // A change still wakes it.
                ++*Counter;
                _ = Futex.WakeAll((uint*)Counter);
            }

            Assert.ThrowsAny<OperationCanceledException>(() => waiting.Result());
            if (!hasEnded)
                return done;
        }

        return Rounds;
    }

    private static ObjectDisposedException Disposed() => new(nameof(SharedStore));

    private ulong ReadCounter() => Volatile.Read(ref *Counter);

    private FutexWaitChannel Make() => new(Counter, _memory.Announced, _memory) { Patience = Forever };

    // Asleep, so that whoever changes or cancels has the processor meanwhile, also on a busy machine.
    private static void Dwell() => Thread.Sleep(1);

    /// <summary>A wait through a listener in the shape of one on a channel; interrupting is cancelling.</summary>
    private sealed class ThroughListener(ChangeListener listener, Func<ulong> readCounter) : IWaitChannel
    {
        private CancellationTokenSource _cancellation = new();

        public long Interruptions => 0;

        public void Signal(ulong counter) => throw new NotSupportedException();

        public void Wait(ulong seen, long interruptions, TimeSpan timeout, CancellableWait? wait = null)
        {
            CancellationTokenSource cancellation = Volatile.Read(ref _cancellation);
            try
            {
                listener.Wait(() => readCounter() == seen ? null : 1, cancellation.Token);
            }
            catch (OperationCanceledException)
            {
                // Interrupted.
            }
        }

        public void Interrupt() => Interlocked.Exchange(ref _cancellation, new CancellationTokenSource()).Cancel();

        public void Cancel(CancellableWait wait) => throw new NotSupportedException();

        public void Dispose() => _cancellation.Dispose();
    }

    /// <summary>The mistake: a cancellation ends a wait that is asleep, and is forgotten. It dwells before it sleeps.</summary>
    private sealed class ForgetfulChannel(FutexWaitChannel channel, ulong* counter) : IWaitChannel
    {
        public long Interruptions => channel.Interruptions;

        public void Signal(ulong counter) => channel.Signal(counter);

        public void Wait(ulong seen, long interruptions, TimeSpan timeout, CancellableWait? wait = null)
        {
            Dwell();
            channel.Wait(seen, interruptions, timeout);
        }

        public void Interrupt() => channel.Interrupt();

        public void Cancel(CancellableWait wait) => _ = Futex.WakeAll((uint*)counter);

        public void Dispose() => channel.Dispose();
    }

    /// <summary>The mistake: it waits for a change of the counter as it is now, not as the caller has seen it. It dwells in the gap.</summary>
    private sealed class LateCounterChannel(FutexWaitChannel channel, Func<ulong> readCounter) : IWaitChannel
    {
        public long Interruptions => channel.Interruptions;

        public void Signal(ulong counter) => channel.Signal(counter);

        public void Wait(ulong seen, long interruptions, TimeSpan timeout, CancellableWait? wait = null)
        {
            Dwell();
            channel.Wait(readCounter(), interruptions, timeout, wait);
        }

        public void Interrupt() => channel.Interrupt();

        public void Cancel(CancellableWait wait) => channel.Cancel(wait);

        public void Dispose() => channel.Dispose();
    }
}
