using System.Diagnostics;

namespace ShmStore.Store.Waiting;

/// <content>Waits that would never end, as nobody can change the store any more.</content>
internal sealed partial class ChangeListener
{
    /// <summary>Why the counter cannot change any more, whatever anybody does; null while it may, or that cannot be told. Asked now and then by those who wait.</summary>
    public Func<IOException?> Abandonment { get; init; } = static () => null;

    // Each looks once more: what was changed before is the last change.
    private static void Abandon(Waiter[] waiters, IOException abandonment)
    {
        foreach (Waiter waiter in waiters)
        {
            if (!waiter.TryComplete())
            {
                waiter.Fail(abandonment);
            }
        }
    }

    /// <summary>Asks as often as the patience lasts: it takes system calls.</summary>
    private struct AbandonmentWatch(ChangeListener listener)
    {
        private long _asked = Stopwatch.GetTimestamp();

        /// <summary>Asks now, or if it is time to.</summary>
        public IOException? Ask(bool now)
        {
            if (!now && Stopwatch.GetElapsedTime(_asked) < listener.Patience)
            {
                return null;
            }

            _asked = Stopwatch.GetTimestamp();
            return listener.Abandonment();
        }
    }
}
