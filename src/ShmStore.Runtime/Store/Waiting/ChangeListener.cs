using ShmStore.Memory;

namespace ShmStore.Store.Waiting;

/// <summary>Tells those who wait when something in the store has changed: tasks, which one thread for all of an attached store completes, and threads that wait themselves.</summary>
/// <remarks>
/// No task misses its wake-up: a waiter enters the list first and looks at its condition after that. Either it sees the change itself, or the change comes later, and then the thread, which
/// looks at the commit counter before it looks through the list and waits for a counter that differs from the one it saw, finds the waiter in the list.
/// </remarks>
internal sealed partial class ChangeListener : IDisposable
{
    private const int SmallestPrune = 32;

    private readonly Lock _lock = new();
    private readonly List<Waiter> _waiters = [];
    private readonly AutoResetEvent _wanted = new(false);
    private readonly Func<ulong> _readCommitCounter;
    private readonly Func<IWaitChannel> _openChannel;
    private readonly Func<ObjectDisposedException> _disposedError;
    private IWaitChannel? _channel;
    private Thread? _thread;
    private int _pruneAt = SmallestPrune;
    private bool _parked;
    private bool _disposed;

    /// <summary>A listener to a commit counter. The channel is opened with the first waiter.</summary>
    public ChangeListener(Func<ulong> readCommitCounter, Func<IWaitChannel> openChannel, Func<ObjectDisposedException> disposedError)
    {
        _readCommitCounter = readCommitCounter;
        _openChannel = openChannel;
        _disposedError = disposedError;
    }

    /// <summary>Completes with the first result of <paramref name="look"/> that is not null, looking again after every commit.</summary>
    /// <param name="look">Cheap and thread-safe; what it throws faults the task.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="ObjectDisposedException">The store was disposed before or meanwhile.</exception>
    public Task<long> WaitAsync(Func<long?> look, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<long>(cancellationToken);
        }

        if (look() is { } already)
        {
            return Task.FromResult(already);
        }

        var waiter = new Waiter(look);

        // Before the thread can see the waiter: it unregisters whom it completes.
        waiter.CancelWith(cancellationToken);
        try
        {
            lock (_lock)
            {
                ThrowIfDisposed();
                Prune();
                Wake();
                _waiters.Add(waiter);
            }

            waiter.TryComplete();
        }
        catch (Exception exception)
        {
            // Disposed, or the channel could not be opened: then nobody would complete the waiter.
            waiter.Fail(exception);
        }

        return waiter.Task;
    }

    /// <summary>Ends the thread; every wait that is left, on whatever thread, fails with <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            Volatile.Write(ref _disposed, true);
            Wake();
        }

        _channel?.Interrupt();
        if (_thread is { } thread && thread != Thread.CurrentThread)
        {
            thread.Join();
        }

        foreach (Waiter waiter in _waiters)
        {
            waiter.Fail(_disposedError());
        }

        _channel?.Dispose();
        _wanted.Dispose();
    }

    private void ThrowIfDisposed()
    {
        if (Volatile.Read(ref _disposed))
        {
            throw _disposedError();
        }
    }

    /// <summary>Drops what was cancelled when the list has doubled since, so that waits that are cancelled without a commit do not pile up.</summary>
    private void Prune()
    {
        if (_waiters.Count >= _pruneAt)
        {
            _waiters.RemoveAll(static waiter => waiter.Task.IsCompleted);
            _pruneAt = Math.Max(SmallestPrune, 2 * _waiters.Count);
        }
    }

    private void Wake()
    {
        if (_thread is null && !_disposed)
        {
            _channel ??= _openChannel();
            var thread = new Thread(Listen) { IsBackground = true, Name = "ShmStore changes" };

            // Where no more threads can be had this throws, and the next who waits tries again.
            thread.Start();
            _thread = thread;
        }

        if (_parked)
        {
            _parked = false;
            _wanted.Set();
        }
    }

    private void Listen()
    {
        while (true)
        {
            long interruptions = _channel!.Interruptions;
            ulong seen = _readCommitCounter();
            Waiter[] waiters;
            lock (_lock)
            {
                if (_disposed)
                {
                    return;
                }

                _waiters.RemoveAll(static waiter => waiter.Task.IsCompleted);
                waiters = [.. _waiters];
                _parked = waiters.Length == 0;
            }

            if (waiters.Length == 0)
            {
                // Nobody waits: stay out of the channel, so that the writer makes no system call for us.
                _wanted.WaitOne();
                continue;
            }

            int completed = 0;
            foreach (Waiter waiter in waiters)
            {
                completed += waiter.TryComplete() ? 1 : 0;
            }

            if (completed < waiters.Length)
            {
                _channel.Wait(seen, interruptions, TimeSpan.MaxValue);
            }
        }
    }

    private sealed class Waiter(Func<long?> look)
    {
        private readonly TaskCompletionSource<long> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private CancellationTokenRegistration _registration;

        public Task<long> Task => _source.Task;

        public bool TryComplete()
        {
            if (_source.Task.IsCompleted)
            {
                return true;
            }

            try
            {
                if (look() is { } result)
                {
                    _source.TrySetResult(result);
                    _registration.Unregister();
                }
            }
            catch (Exception exception)
            {
                Fail(exception);
            }

            return _source.Task.IsCompleted;
        }

        public void CancelWith(CancellationToken token) =>
            _registration = token.UnsafeRegister(static (state, canceled) => ((TaskCompletionSource<long>)state!).TrySetCanceled(canceled), _source);

        public void Fail(Exception exception)
        {
            _registration.Unregister();
            _source.TrySetException(exception);
        }
    }
}
