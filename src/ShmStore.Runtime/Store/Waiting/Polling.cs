using System.Diagnostics;

namespace ShmStore.Store.Waiting;

/// <summary>Waits for what nobody tells, by looking every now and then: at first after a millisecond, and at last every 20.</summary>
internal static class Polling
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits on the caller's thread.</summary>
    /// <param name="look">Whether it is over. What it throws ends the wait.</param>
    /// <param name="timeout">How long, or <see cref="Timeout.InfiniteTimeSpan"/>. Looked at once, too, when there is no time.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False if the time was up.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public static bool TryWait(Func<bool> look, TimeSpan timeout, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();

        // In place of the token's own handle, which one whose source is disposed does not have.
        using var cancelled = new ManualResetEventSlim(initialState: false, spinCount: 0);
        using CancellationTokenRegistration cancelling = cancellationToken.UnsafeRegister(static cancelled => ((ManualResetEventSlim)cancelled!).Set(), cancelled);
        for (TimeSpan pause = FirstPause; ; pause = After(pause))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (look())
                return true;
            TimeSpan left = timeout == Timeout.InfiniteTimeSpan ? pause : timeout - Stopwatch.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
                return false;

            // Whole milliseconds: less would not sleep at all.
            cancelled.Wait(left < FirstPause ? FirstPause : left < pause ? left : pause, CancellationToken.None);
        }
    }

    /// <summary>Waits without a thread.</summary>
    /// <param name="look">See <see cref="TryWait"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public static async Task WaitAsync(Func<bool> look, CancellationToken cancellationToken)
    {
        for (TimeSpan pause = FirstPause; ; pause = After(pause))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (look())
                return;
            await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
        }
    }

    private static TimeSpan After(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;
}
