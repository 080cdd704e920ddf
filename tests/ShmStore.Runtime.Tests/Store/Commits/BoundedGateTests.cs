using ShmStore.Store.Commits;
using ShmStore.Store.Waiting;

namespace ShmStore.Tests.Store.Commits;

/// <summary>Threads that enter the gate in a very short time or not at all, among others that enter it whenever they can: it is never lost, and nobody meets another one inside.</summary>
public sealed class BoundedGateTests
{
    private const int Rounds = 5_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public void The_gate_is_given_back_whatever_comes_of_it()
    {
        var gate = new WriterGate(static () => { });
        Outcome outcome = Stress(gate, time => gate.TryEnter(Deadline.After(time)), Patience);
        Assert.True(outcome.HasEnded, "somebody waits for ever");
        Assert.Equal((0, 0), (outcome.Overlaps, outcome.Confusions));
        Assert.NotEqual(0, outcome.Late);
        Assert.NotEqual(0, outcome.Entries);
        Assert.True(gate.TryEnter(Deadline.After(TimeSpan.Zero)));
        gate.Exit();
    }

    [Fact]
    public void The_stress_finds_a_gate_that_one_who_was_late_keeps()
    {
        var gate = new WriterGate(static () => { });
        int calls = 0;
        Assert.False(Stress(gate, time => gate.TryEnter(Deadline.After(time)) && Interlocked.Increment(ref calls) != 100, TimeSpan.FromSeconds(3)).HasEnded);
    }

    [Fact]
    public void The_stress_finds_one_who_was_late_and_goes_in()
    {
        var gate = new WriterGate(static () => { });
        int overlaps = 0;
        for (int attempt = 0; overlaps == 0 && attempt < 20; attempt++)
            overlaps = Stress(gate, time => gate.TryEnter(Deadline.After(time)) || time > TimeSpan.Zero, TimeSpan.FromSeconds(3)).Overlaps;
        Assert.NotEqual(0, overlaps);
    }

    [Fact]
    public void A_bias_outlives_those_who_were_late()
    {
        var gate = new WriterGate(static () => { });
        for (int i = 0; i < 100; i++)
        {
            gate.Enter();
            gate.Exit();
        }

        for (int i = 0; i < 100; i++)
        {
            gate.Enter();
            Assert.False(InAnotherThread(() => gate.TryEnter(Deadline.After(TimeSpan.Zero))));

            // Otherwise the next one would find nobody inside.
            Assert.False(InAnotherThread(() => gate.TryEnter(Deadline.After(TimeSpan.Zero))));
            Assert.True(gate.IsEnteredByThisThread);
            gate.Exit();
        }

        Assert.True(InAnotherThread(() =>
        {
            bool entered = gate.TryEnter(Deadline.After(Patience));
            gate.Exit();
            return entered;
        }));
    }

    // Two threads enter whenever they can, in bursts, so that each is given the bias; two more in no time or a little.
    private static Outcome Stress(WriterGate gate, Func<TimeSpan, bool> tryEnter, TimeSpan patience)
    {
        const int patient = 2;
        const int hasty = 2;
        var outcome = new Outcome();
        int inside = 0;
        void Stay(int me, int round)
        {
            int before = Volatile.Read(ref inside);
            Volatile.Write(ref inside, me);
            if (round % 256 == 0)
                Thread.Sleep(1);
            if (before != 0 || Volatile.Read(ref inside) != me)
                Interlocked.Increment(ref outcome.Overlaps);
            Volatile.Write(ref inside, 0);
            gate.Exit();
            if (round % 1024 == 0)
                Thread.Sleep(1);
        }

        void Run(int me)
        {
            for (int i = 0; i < Rounds; i++)
            {
                if (me <= patient)
                {
                    gate.Enter();
                    Stay(me, i);
                }
                else if (tryEnter(TimeSpan.FromMicroseconds(i % 4 * 50)))
                {
                    Interlocked.Increment(ref outcome.Entries);
                    Stay(me, i);
                }
                else
                {
                    Interlocked.Increment(ref outcome.Late);
                }
            }
        }

        Thread[] threads = [.. Enumerable.Range(1, patient + hasty).Select(me => new Thread(() =>
        {
            try
            {
                Run(me);
            }
            catch (InvalidOperationException)
            {
                // It has the gate, and was told that it has not.
                Interlocked.Increment(ref outcome.Confusions);
            }
        }) { IsBackground = true })];
        foreach (Thread thread in threads)
            thread.Start();
        outcome.HasEnded = threads.All(thread => thread.Join(patience));
        return outcome;
    }

    private static bool InAnotherThread(Func<bool> ask)
    {
        bool answer = false;
        var thread = new Thread(() => answer = ask());
        thread.Start();
        thread.Join();
        return answer;
    }

    private sealed class Outcome
    {
        public int Overlaps;
        public int Late;
        public int Entries;
        public int Confusions;

        public bool HasEnded { get; set; }
    }
}
