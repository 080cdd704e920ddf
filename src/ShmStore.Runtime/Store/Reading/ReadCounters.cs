namespace ShmStore.Store.Reading;

/// <summary>Counts, in this process's own memory, what happens on the slow path of reads.</summary>
internal sealed class ReadCounters
{
    // The look that failed has just brought the new slot to this processor: whoever uses it at once saves the transfer that a writer costs who gets it back meanwhile.
    private const int AttemptsAtOnce = 4;
    private const int AttemptsBeforeYield = 20;

    private long _retries;

    /// <summary>Reads that were tried again because the writer reused the block meanwhile.</summary>
    public long Retries => Volatile.Read(ref _retries);

    /// <summary>Counts one repeated attempt.</summary>
    public void CountRetry() => Interlocked.Increment(ref _retries);

    /// <summary>Counts the repetition of so many attempts, and after the first few lets the writer get ahead.</summary>
    public void PrepareAttempt(int attempt)
    {
        CountRetry();
        if (attempt >= AttemptsBeforeYield)
        {
            Thread.Yield();
        }
        else if (attempt >= AttemptsAtOnce)
        {
            Thread.SpinWait(attempt);
        }
    }
}
