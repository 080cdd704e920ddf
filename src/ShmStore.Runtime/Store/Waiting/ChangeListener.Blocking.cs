using System.Diagnostics;
using ShmStore.Memory;

namespace ShmStore.Store.Waiting;

/// <content>Waiting on the caller's own thread: no other one stands between the writer's wake-up and the caller.</content>
/// <remarks>
/// Nothing is lost: the commit counter is noted before the caller's condition is looked at, and the interruptions before the reasons for interrupting, so that whatever happens after the look ends the wait
/// that follows, if it has begun or not. A cancellation is its own wait's: it is done when that one has left its sleep, whatever becomes of the others (<see cref="CancellableWait"/>).
/// </remarks>
internal sealed partial class ChangeListener
{
    /// <summary>Returns the first result of <paramref name="look"/> that is not null, looking again after every commit.</summary>
    /// <param name="look">Cheap; what it throws ends the wait.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="ObjectDisposedException">The store was disposed before or meanwhile.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    /// <exception cref="InvalidOperationException">This thread keeps everybody else from changing the store.</exception>
    /// <remarks>Throws what <see cref="Abandonment"/> tells, too.</remarks>
    public long Wait(Func<long?> look, CancellationToken cancellationToken) => WaitAtMost(TimeSpan.MaxValue, look, cancellationToken)!.Value;

    /// <summary>As <see cref="Wait"/>, at most for some time.</summary>
    /// <param name="look">See <see cref="Wait"/>. Looked at once, too, when there is no time.</param>
    /// <param name="timeout">How long, or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <param name="otherwise">The result if the time is up.</param>
    /// <param name="result">What was found, or <paramref name="otherwise"/>.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>False if the time was up.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="InvalidOperationException">There is no limit, and this thread keeps everybody else from changing the store.</exception>
    /// <remarks>Throws what <see cref="Abandonment"/> tells, too.</remarks>
    public bool TryWait(Func<long?> look, TimeSpan timeout, long otherwise, out long result, CancellationToken cancellationToken)
    {
        WaitTime.Check(timeout);
        long? found = WaitAtMost(timeout == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : timeout, look, cancellationToken);
        result = found ?? otherwise;
        return found is not null;
    }

    private long? WaitAtMost(TimeSpan limit, Func<long?> look, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (look() is { } already)
        {
            return already;
        }

        if (limit <= TimeSpan.Zero)
        {
            return null;
        }

        if (limit == TimeSpan.MaxValue)
        {
            ThrowIfWrittenByThisThread();
        }

        long start = Stopwatch.GetTimestamp();
        var watch = new AbandonmentWatch(this);
        IWaitChannel channel = OpenedChannel();

        // Taken back without waiting for a callback that is running: it touches nothing but the channel, and nobody who sleeps there is this wait any more.
        var wait = new CancellableWait();
        CancellationTokenRegistration cancelling = cancellationToken.UnsafeRegister(
            static cancelled =>
            {
                var (channel, wait) = ((IWaitChannel, CancellableWait))cancelled!;
                channel.Cancel(wait);
            },
            (channel, wait));
        try
        {
            while (true)
            {
                long interruptions = channel.Interruptions;
                ulong seen = _readCommitCounter();
                ThrowIfDisposed();
                if (look() is { } found)
                {
                    return found;
                }

                cancellationToken.ThrowIfCancellationRequested();
                TimeSpan left = limit - Stopwatch.GetElapsedTime(start);
                bool isOver = left <= TimeSpan.Zero;
                if (watch.Ask(now: isOver) is { } abandonment)
                {
                    // Once more: what was changed before is the last change.
                    return look() ?? throw abandonment;
                }

                if (isOver)
                {
                    return null;
                }

                channel.Wait(seen, interruptions, left < Patience ? left : Patience, wait);
            }
        }
        finally
        {
            cancelling.Unregister();
        }
    }

    private void ThrowIfWrittenByThisThread()
    {
        if (IsWrittenByThisThread())
        {
            throw new InvalidOperationException(
                "This thread has a commit open, or is inside a callback of Update or AddOrUpdate, and would wait for itself: nobody else can change the store before that has ended. Wait afterwards, or for some time only.");
        }
    }

    private IWaitChannel OpenedChannel()
    {
        lock (_lock)
        {
            ThrowIfDisposed();
            return _channel ??= _openChannel();
        }
    }
}
