namespace ShmStore.Store.Reading;

/// <summary>Counts, in this process's own memory, what happens on the slow path of reads.</summary>
internal sealed class ReadCounters
{
    private long _retries;

    /// <summary>Reads that were tried again because the writer reused the block meanwhile.</summary>
    public long Retries => Volatile.Read(ref _retries);

    /// <summary>Counts one repeated attempt.</summary>
    public void CountRetry() => Interlocked.Increment(ref _retries);
}
