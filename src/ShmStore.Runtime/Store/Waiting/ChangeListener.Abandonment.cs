using System.Diagnostics;
using ShmStore.Memory;

namespace ShmStore.Store.Waiting;

/// <content>Waits that would never end, as nobody can change the store any more.</content>
internal sealed partial class ChangeListener
{
    /// <summary>Why the counter cannot change any more, whatever anybody does; null while it may, or that cannot be told. Asked now and then by those who wait. What it throws, as where the file system does not tell, ends their waits.</summary>
    public Func<Exception?> Abandonment { get; init; } = static () => null;

    /// <summary>Whether <see cref="Abandonment"/> is asked each time before somebody sleeps, and not as often as the patience lasts.</summary>
    public bool IsAbandonmentCheap { get; init; }

    /// <summary>Makes all who sleep ask, as something may have changed that the counter does not show. Also when the calling thread is interrupted.</summary>
    public void LookAgain() => Uninterrupted.Run(this, static listener => listener.InterruptChannel());

    // Within the lock: whoever opens the channel afterwards asks afterwards, too.
    private void InterruptChannel()
    {
        IWaitChannel? channel;
        lock (_lock)
        {
            channel = _channel;
        }

        channel?.Interrupt();
    }

    // Each looks once more: what was changed before is the last change.
    private static void Abandon(Waiter[] waiters, Exception abandonment)
    {
        foreach (Waiter waiter in waiters)
        {
            if (!waiter.TryComplete())
            {
                waiter.Fail(abandonment);
            }
        }
    }

    /// <summary>Asks as often as the patience lasts if it takes system calls.</summary>
    private struct AbandonmentWatch(ChangeListener listener)
    {
        private long _asked = Stopwatch.GetTimestamp();

        /// <summary>Asks now, or if it is time to.</summary>
        public Exception? Ask(bool now)
        {
            if (!now && !listener.IsAbandonmentCheap && Stopwatch.GetElapsedTime(_asked) < listener.Patience)
            {
                return null;
            }

            _asked = Stopwatch.GetTimestamp();
            return listener.Abandonment();
        }
    }
}
