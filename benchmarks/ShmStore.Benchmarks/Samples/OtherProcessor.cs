using ShmStore.Benchmarks.Measuring;

namespace ShmStore.Benchmarks.Samples;

/// <summary>A thread on the processor beside that answers at once: what it takes to get a cache line that another processor has just written.</summary>
internal sealed class OtherProcessor : IDisposable
{
    // Far enough from each other and from the array's header for prefetched neighbours.
    private const int Question = 32;
    private const int Answer = 64;

    private readonly long[] _lines = new long[96];
    private readonly Thread _thread;
    private bool _stop;

    /// <summary>Starts the thread.</summary>
    public OtherProcessor() => _thread = PinnedThread.StartUnpinned(() =>
    {
        var thread = new Thread(AnswerAll);
        thread.Start();
        return thread;
    });

    /// <summary>Asks, and waits for the answer: two ways.</summary>
    public long Ask()
    {
        long question = _lines[Question] + 1;
        Volatile.Write(ref _lines[Question], question);
        while (Volatile.Read(ref _lines[Answer]) != question)
        {
        }

        return question;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Volatile.Write(ref _stop, true);
        _thread.Join();
    }

    private void AnswerAll()
    {
        PinnedThread.Pin(PinnedThread.Beside);
        while (!Volatile.Read(ref _stop))
            Volatile.Write(ref _lines[Answer], Volatile.Read(ref _lines[Question]));
    }
}
