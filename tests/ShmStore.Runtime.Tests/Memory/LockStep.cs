using System.Diagnostics;
using ShmStore.Memory;

namespace ShmStore.Tests.Memory;

/// <summary>
/// A stress that a lost wake-up stops: the writer advances a counter only when all waiting threads have seen its last value, so a thread that sleeps through a change sleeps
/// for good. The threads come to their wait at different times, and the writer goes on at different times: before they get there, meanwhile, after.
/// </summary>
internal sealed unsafe class LockStep
{
    private readonly ulong* _counter;
    private readonly IWaitChannel _writer;
    private readonly IWaitChannel[] _waiters;
    private readonly ulong[] _seen;
    private bool _stop;

    /// <summary>Prepares a run; each waiter is a thread of its own on its channel.</summary>
    public LockStep(ulong* counter, IWaitChannel writer, params IWaitChannel[] waiters)
    {
        _counter = counter;
        _writer = writer;
        _waiters = waiters;

        // A cache line each.
        _seen = new ulong[(waiters.Length + 1) * 8];
    }

    /// <summary>Runs until all rounds are done or one takes longer than the limit. Returns the rounds done.</summary>
    public int Run(int rounds, TimeSpan limit)
    {
        Thread[] threads = [.. Enumerable.Range(0, _waiters.Length).Select(index => new Thread(() => Follow(index)))];
        foreach (Thread thread in threads)
            thread.Start();

        int done = 0;
        var random = new Random(-1);
        while (done < rounds && TryAdvance(limit))
        {
            done++;
            if (random.Next(2) == 0)
                Thread.SpinWait(random.Next(2000));
        }

        Volatile.Write(ref _stop, true);
        for (int i = 0; i < threads.Length; i++)
        {
            while (!threads[i].Join(1))
                _waiters[i].Interrupt();
        }

        return done;
    }

    private bool TryAdvance(TimeSpan limit)
    {
        ulong value = *_counter + 1;
        Volatile.Write(ref *_counter, value);
        _writer.Signal(value);
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < _waiters.Length; i++)
        {
            for (int spins = 1; Volatile.Read(ref _seen[(i + 1) * 8]) != value; spins++)
            {
                if (spins % 100 != 0)
                    continue;
                if (Stopwatch.GetElapsedTime(start) > limit)
                    return false;
                Thread.Yield();
            }
        }

        return true;
    }

    private void Follow(int index)
    {
        var random = new Random(index);
        while (true)
        {
            long interruptions = _waiters[index].Interruptions;
            if (Volatile.Read(ref _stop))
                return;
            ulong value = Volatile.Read(ref *_counter);
            Volatile.Write(ref _seen[(index + 1) * 8], value);
            if (random.Next(4) == 0)
                Thread.SpinWait(random.Next(200));
            _waiters[index].Wait(value, interruptions, TimeSpan.MaxValue);
        }
    }
}
