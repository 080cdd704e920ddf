namespace ShmStore.Store.Waiting;

/// <summary>How long a wait may last.</summary>
internal static class WaitTime
{
    /// <summary>Refuses what is no time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    public static void Check(TimeSpan timeout)
    {
        if (timeout < TimeSpan.Zero && timeout != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "A wait lasts for some time, or for ever with Timeout.InfiniteTimeSpan.");
    }
}
