using ShmStore.Memory;
using ShmStore.Store.Waiting;

namespace ShmStore.TestHost.Commands;

/// <summary><c>listener-fails</c>: waits, with and without a thread of one's own, for what fails while it is waited for. The waits end with what failed, but for lack of memory, after which they go on; and the process survives.</summary>
internal static class ListenerFailsCommand
{
    private const string Refused = "Stale, said the test.";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        _ = args;
        using (ChangeListener listener = Listener(new FailingChannel(), static () => throw new IOException(Refused)))
        {
            for (int time = 0; time < 2; time++)
            {
                Task<long>[] waits = [Wait(listener), Wait(listener), Task.Run(() => listener.Wait(static () => null, CancellationToken.None))];
                if (Array.Find(waits, static wait => ErrorOf(wait) is not IOException { Message: Refused }) is not null)
                    return 1;
            }
        }

        using (ChangeListener listener = Listener(new FailingChannel { Error = new NotSupportedException() }, static () => null))
        {
            if (ErrorOf(Wait(listener)) is not NotSupportedException)
                return 2;
        }

        var channel = new FailingChannel { Error = new InsufficientMemoryException() };
        using (ChangeListener listener = Listener(channel, static () => null))
        {
            Task<long> wait = listener.WaitAsync(() => channel.Error is null ? 7 : null, CancellationToken.None);
            return wait.Wait(Patience) && wait.Result == 7 ? 0 : 3;
        }
    }

    private static ChangeListener Listener(IWaitChannel channel, Func<IOException?> abandonment) =>
        new(static () => 0, () => channel, static () => new ObjectDisposedException(null)) { Patience = TimeSpan.FromMilliseconds(10), Abandonment = abandonment };

    private static Task<long> Wait(ChangeListener listener) => listener.WaitAsync(static () => null, CancellationToken.None);

    private static Exception? ErrorOf(Task<long> wait)
    {
        try
        {
            return wait.Wait(Patience) ? null : new TimeoutException();
        }
        catch (AggregateException exception)
        {
            return exception.InnerException;
        }
    }

    /// <summary>Returns after a moment, or fails once.</summary>
    private sealed class FailingChannel : IWaitChannel
    {
        private Exception? _error;

        public Exception? Error
        {
            get => Volatile.Read(ref _error);
            init => _error = value;
        }

        public long Interruptions => 0;

        public void Signal(ulong counter)
        {
        }

        public void Wait(ulong seen, long interruptions, TimeSpan timeout, CancellableWait? wait = null)
        {
            Thread.Sleep(1);
            if (Interlocked.Exchange(ref _error, null) is { } error)
                throw error;
        }

        public void Interrupt()
        {
        }

        public void Cancel(CancellableWait wait)
        {
        }

        public void Dispose()
        {
        }
    }
}
