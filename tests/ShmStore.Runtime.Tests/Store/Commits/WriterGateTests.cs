using System.Diagnostics;
using ShmStore.Store.Commits;

namespace ShmStore.Tests.Store.Commits;

/// <summary>One thread at a time, whether it is biased or not, and however often that changes.</summary>
public sealed class WriterGateTests
{
    private const int Threads = 3;
    private const int Rounds = 20_000;

    [Fact]
    public void One_thread_at_a_time()
    {
        var gate = new WriterGate(static () => { });
        Assert.Equal(0, Overlaps(gate.Enter, gate.Exit));
    }

    [Fact]
    public void The_stress_finds_a_gate_that_does_not_wait_for_the_biased_thread()
    {
        // Again where the machine is so busy that the threads run one after the other.
        int overlaps = 0;
        for (int attempt = 0; overlaps == 0 && attempt < 100; attempt++)
            overlaps = OverlapsWithoutWaiting();
        Assert.NotEqual(0, overlaps);
    }

    [Fact]
    public void Who_enters_again_at_once_lets_those_in_who_wait()
    {
        // More than there are biases to give: each lets one in who waits.
        const int entries = 40;
        const int tooMany = 4000;
        var gate = new WriterGate(static () => { });
        bool stop = false, waits = false;
        int meanwhile = 0;
        var busy = new Thread(() =>
        {
            while (!Volatile.Read(ref stop) && meanwhile < tooMany)
            {
                gate.Enter();
                meanwhile += Volatile.Read(ref waits) ? 1 : 0;
                SpinFor(TimeSpan.FromMilliseconds(2));
                gate.Exit();
            }
        });
        busy.Start();
        for (int i = 0; i < entries; i++)
        {
            Volatile.Write(ref waits, true);
            gate.Enter();
            Volatile.Write(ref waits, false);
            gate.Exit();
            Thread.Sleep(1);
        }

        Volatile.Write(ref stop, true);
        busy.Join();
        Assert.True(meanwhile < tooMany, $"{meanwhile} entries of the one thread while the other waited for {entries}");
    }

    [Fact]
    public void A_thread_that_is_inside_is_told_so()
    {
        var gate = new WriterGate(static () => { });
        for (int i = 0; i < 100; i++)
        {
            gate.Enter();
            Assert.Throws<InvalidOperationException>(gate.Enter);
            gate.Exit();
        }
    }

    [Fact]
    public void A_thread_that_is_interrupted_while_it_waits_for_the_biased_one_leaves_the_gate_as_it_was()
    {
        var gate = new WriterGate(static () => { });
        for (int i = 0; i < 10_000; i++)
        {
            gate.Enter();
            gate.Exit();
        }

        gate.Enter();
        bool entered = false;
        var other = new Thread(() =>
        {
            try
            {
                gate.Enter();
                entered = true;
                gate.Exit();
                Thread.Sleep(Timeout.Infinite);
            }
            catch (ThreadInterruptedException)
            {
                // That is meant, wherever it comes.
            }
        });
        other.Start();
        Thread.Sleep(50);
        other.Interrupt();
        Thread.Sleep(50);
        Assert.True(other.IsAlive);
        gate.Exit();
        Assert.True(other.Join(TimeSpan.FromSeconds(30)));
        Assert.True(entered);
        gate.Enter();
        gate.Exit();
        var third = new Thread(() =>
        {
            gate.Enter();
            gate.Exit();
        });
        third.IsBackground = true;
        third.Start();
        Assert.True(third.Join(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void A_kept_gate_lets_its_keeper_in_and_nobody_else()
    {
        var gate = new WriterGate(static () => { });
        for (int i = 0; i < 100; i++)
        {
            gate.Enter();
            gate.Keep();
            gate.Exit();
            Assert.True(gate.IsKeptByThisThread);
            gate.Enter();
            Assert.Throws<InvalidOperationException>(gate.Enter);
            gate.Exit();
            bool entered = false;
            var other = new Thread(() =>
            {
                Assert.False(gate.IsKeptByThisThread);
                gate.Enter();
                Volatile.Write(ref entered, true);
                gate.Exit();
            });
            if (i % 20 == 19)
            {
                other.Start();
                Thread.Sleep(20);
                Assert.False(Volatile.Read(ref entered));
            }

            gate.Enter();
            gate.StopKeeping();
            gate.Exit();
            Assert.False(gate.IsKeptByThisThread);
            if (i % 20 == 19)
            {
                other.Join();
                Assert.True(entered);
            }
        }
    }

    [Fact]
    public void It_is_not_closed_from_inside()
    {
        var gate = new WriterGate(static () => { });
        for (int i = 0; i < 100; i++)
        {
            gate.Enter();
            Assert.Throws<InvalidOperationException>(gate.Close);
            gate.Keep();
            Assert.Throws<InvalidOperationException>(gate.Close);
            gate.Exit();
            gate.Enter();
            gate.StopKeeping();
            gate.Exit();
            Assert.False(gate.IsClosed);
        }

        gate.Close();
        Assert.True(gate.IsClosed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_a_thread_keeps_it_for_is_ended_once_when_that_has_ended_or_it_is_closed(bool closed)
    {
        int ends = 0;
        var gate = new WriterGate(() => ends++);
        using var release = new ManualResetEventSlim(!closed);
        using var kept = new ManualResetEventSlim();
        var keeper = new Thread(() =>
        {
            // So often that it enters by a bias.
            for (int i = 0; i < 100; i++)
            {
                gate.Enter();
                gate.Exit();
            }

            gate.Enter();
            gate.Keep();
            gate.Exit();
            kept.Set();
            release.Wait();
        });
        keeper.Start();
        kept.Wait(TestContext.Current.CancellationToken);
        if (closed)
            gate.Close();
        Thread[] others = [.. Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
        {
            gate.Enter();
            gate.Exit();
        }))];
        foreach (Thread other in others)
            other.Start();
        foreach (Thread other in others)
            Assert.True(other.Join(TimeSpan.FromSeconds(30)));
        release.Set();
        keeper.Join();
        Assert.Equal(1, ends);
    }

    // Biased to the first thread that comes, which others do not look at.
    private static int OverlapsWithoutWaiting()
    {
        int biased = 0, owner = 0;
        return Overlaps(
            () =>
            {
                int me = Environment.CurrentManagedThreadId;
                if (Interlocked.CompareExchange(ref biased, me, 0) == me)
                    return;
                while (Interlocked.CompareExchange(ref owner, me, 0) != 0)
                    Thread.Yield();
            },
            () => Interlocked.CompareExchange(ref owner, 0, Environment.CurrentManagedThreadId));
    }

    // How often a thread found another one inside. They go in bursts, so that each is given the bias and loses it again, and sometimes pause inside.
    private static int Overlaps(Action enter, Action exit)
    {
        int inside = 0, overlaps = 0;
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(number => new Thread(() =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                enter();
                int before = Volatile.Read(ref inside);
                Volatile.Write(ref inside, number + 1);
                if (i % 512 == number)
                    Thread.Yield();
                if (before != 0 || Volatile.Read(ref inside) != number + 1)
                    Interlocked.Increment(ref overlaps);
                Volatile.Write(ref inside, 0);
                exit();
                if (i % 1024 == 0)
                    Thread.Sleep(1);
            }
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        return overlaps;
    }

    private static void SpinFor(TimeSpan time)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < time;)
        {
        }
    }
}
