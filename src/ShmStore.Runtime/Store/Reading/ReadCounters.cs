namespace ShmStore.Store.Reading;

/// <summary>Counts, in this process's own memory, what happens on the slow path of reads.</summary>
internal sealed class ReadCounters
{
    private const int SpinsBeforeYield = 16;

    private long _retries;

    /// <summary>Reads that were tried again because the writer reused the block meanwhile.</summary>
    public long Retries => Volatile.Read(ref _retries);

    /// <summary>Counts one repeated attempt.</summary>
    public void CountRetry() => Interlocked.Increment(ref _retries);

    /// <summary>Counts the repetition of so many attempts, and lets the writer get ahead.</summary>
    public void PrepareAttempt(int attempt)
    {
        CountRetry();
        if (attempt < SpinsBeforeYield)
        {
            Thread.SpinWait(attempt);
        }
        else
        {
            Thread.Yield();
        }
    }
}
