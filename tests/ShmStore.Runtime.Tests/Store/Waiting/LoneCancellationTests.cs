using ShmStore.Memory;
using ShmStore.Memory.Linux;
using ShmStore.Store.Waiting;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Waiting;

/// <summary>Cancelling one wait is done when that one has noticed it, whatever becomes of the others.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class LoneCancellationTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void It_does_not_wait_until_the_others_have_left()
    {
        var channel = new StubbornChannel();
        using var listener = new ChangeListener(static () => 0, () => channel, static () => new ObjectDisposedException(null));
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var stays = new WaitingThread(() => listener.Wait(static () => null, first.Token));
        Assert.True(SpinWait.SpinUntil(() => channel.Blocked == 1, Patience));
        var ends = new WaitingThread(() => listener.Wait(static () => null, second.Token));
        Assert.True(SpinWait.SpinUntil(() => channel.Blocked == 2, Patience));
        channel.Keeps = 1;
        var cancelling = new WaitingThread(() =>
        {
            second.Cancel();
            return 0;
        });
        Assert.ThrowsAny<OperationCanceledException>(() => ends.Result());
        bool isDone = cancelling.HasEnded(Patience);
        channel.Keeps = 0;
        Assert.True(isDone, "Cancelling waits for a wait that was not cancelled.");
        first.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => stays.Result());
    }

    [Fact]
    public void It_wakes_none_of_a_few_others()
    {
        const int waits = 16;
        var memory = (LinuxPrivateRegion)new LinuxRegionProvider().CreatePrivate(4096, 4096);
        using (memory)
        {
            using var listener = new ChangeListener(static () => 0, () => Make(memory), static () => new ObjectDisposedException(null));
            CancellationTokenSource[] cancellations = [.. Enumerable.Range(0, waits).Select(static _ => new CancellationTokenSource())];
            int[] looks = new int[waits];
            WaitingThread[] threads = [.. Enumerable.Range(0, waits).Select(i => new WaitingThread(() => listener.Wait(() => Look(i), cancellations[i].Token)))];

            // Each looks twice before it sleeps. Groups are given out in turn, and no other test runs that would be given some: none has another's.
            Assert.True(SpinWait.SpinUntil(() => looks.All(static count => count == 2), Patience));
            for (int i = 0; i < waits; i++)
            {
                cancellations[i].Cancel();
                Assert.ThrowsAny<OperationCanceledException>(() => threads[i].Result());
                cancellations[i].Dispose();
                Assert.All(looks[(i + 1)..], static count => Assert.Equal(2, count));
            }

            long? Look(int wait)
            {
                Interlocked.Increment(ref looks[wait]);
                return null;
            }
        }
    }

    private static unsafe FutexWaitChannel Make(LinuxPrivateRegion memory) => new((ulong*)memory.Origin, memory.Announced, memory) { Patience = 10 * Patience };

    /// <summary>A channel whose first waits stay asleep for as long as they are kept.</summary>
    private sealed class StubbornChannel : WaitChannel
    {
        private int _keeps;
        private int _blocked;

        public int Keeps
        {
            set => Volatile.Write(ref _keeps, value);
        }

        public int Blocked => Volatile.Read(ref _blocked);

        public override void Signal(ulong counter) => throw new NotSupportedException();

        protected override void Block(ulong seen, long interruptions, TimeSpan timeout, CancellableWait? wait)
        {
            int number = Interlocked.Increment(ref _blocked);
            while (!IsEnded(interruptions, wait) || number <= Volatile.Read(ref _keeps))
                Thread.Sleep(1);
        }

        protected override void WakeAll()
        {
        }

        protected override void Wake(CancellableWait wait)
        {
        }
    }
}
