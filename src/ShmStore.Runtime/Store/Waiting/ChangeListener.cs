using ShmStore.Memory;

namespace ShmStore.Store.Waiting;

/// <summary>Tells those who wait when something in the store has changed: tasks, which one thread for all of an attached store completes, and threads that wait themselves.</summary>
/// <remarks>
/// No task misses its wake-up: a waiter enters the list first and looks at its condition after that. Either it sees the change itself, or the change comes later, and then the thread, which
/// looks at the commit counter before it looks through the list and waits for a counter that differs from the one it saw, finds the waiter in the list. That there is such a thread, or that one is
/// started, is decided within the lock in which the waiter enters the list, and a thread ends within the one in which it found the list empty.
/// </remarks>
internal sealed partial class ChangeListener : IDisposable
{
    private const int SmallestPrune = 32;

    // For who else it may be that has the memory.
    private static readonly TimeSpan RestWithoutMemory = TimeSpan.FromMilliseconds(20);

    // Of the kind that a thread can sleep on until somebody comes.
    private readonly object _lock = new();
    private readonly List<Waiter> _waiters = [];
    private readonly Func<ulong> _readCommitCounter;
    private readonly Func<IWaitChannel> _openChannel;
    private readonly Func<ObjectDisposedException> _disposedError;
    private IWaitChannel? _channel;
    private Thread? _thread;
    private int _pruneAt = SmallestPrune;
    private bool _disposed;

    /// <summary>A listener to a commit counter. The channel is opened with the first waiter.</summary>
    public ChangeListener(Func<ulong> readCommitCounter, Func<IWaitChannel> openChannel, Func<ObjectDisposedException> disposedError)
    {
        _readCommitCounter = readCommitCounter;
        _openChannel = openChannel;
        _disposedError = disposedError;
    }

    /// <summary>
    /// How long the thread stays though nobody waits, before it ends; and how long whoever waits sleeps in the channel at most before it looks whether there is nobody left to wait, and nothing to wait for.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether the calling thread keeps everybody else from changing what the counter counts.</summary>
    public Func<bool> IsWrittenByThisThread { get; init; } = static () => false;

    /// <summary>Completes with the first result of <paramref name="look"/> that is not null, looking again after every commit.</summary>
    /// <param name="look">Cheap and thread-safe; what it throws faults the task.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="ObjectDisposedException">The store was disposed before or meanwhile.</exception>
    /// <remarks>Fails with what <see cref="Abandonment"/> tells or throws, too.</remarks>
    public Task<long> WaitAsync(Func<long?> look, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<long>(cancellationToken);
        }

        var waiter = new Waiter(look);
        if (waiter.TryComplete())
        {
            return waiter.Task;
        }

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

    /// <summary>Ends the thread; every wait that is left, on whatever thread, fails with <see cref="ObjectDisposedException"/>. Also when the calling thread is interrupted.</summary>
    public void Dispose() => Uninterrupted.Run(this, static listener => listener.End());

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

    // Within the lock.
    private void Wake()
    {
        if (_thread is not null)
        {
            Monitor.Pulse(_lock);
            return;
        }

        _channel ??= _openChannel();
        var thread = new Thread(Listen) { IsBackground = true, Name = "ShmStore changes" };

        // Without the context of the caller, which it would keep for as long as it lives. Where no more threads can be had this throws, and the next who waits tries again.
        thread.UnsafeStart();
        _thread = thread;
    }

    private void Listen()
    {
        var watch = new AbandonmentWatch(this);
        while (ListenUnlessFailing(ref watch))
        {
        }
    }

    // Nobody could catch it on this thread, and it would end the process: so it ends the waits. But for lack of memory, of which there may be some again.
    private bool ListenUnlessFailing(ref AbandonmentWatch watch)
    {
        try
        {
            return ListenOnce(ref watch);
        }
        catch (OutOfMemoryException)
        {
            Thread.Sleep(RestWithoutMemory);
        }
        catch (Exception exception)
        {
            FailAll(exception);
        }

        return true;
    }

    private void FailAll(Exception exception)
    {
        Waiter[] waiters;
        lock (_lock)
        {
            waiters = [.. _waiters];
        }

        foreach (Waiter waiter in waiters)
        {
            waiter.Fail(exception);
        }
    }

    // A method of its own: where the thread sleeps for lack of waiters, nothing on its stack keeps those alive that it completed last.
    private bool ListenOnce(ref AbandonmentWatch watch)
    {
        long interruptions = _channel!.Interruptions;
        ulong seen = _readCommitCounter();
        if (AwaitWaiters() is not { } waiters)
        {
            return false;
        }

        int completed = 0;
        foreach (Waiter waiter in waiters)
        {
            completed += waiter.TryComplete() ? 1 : 0;
        }

        if (completed == waiters.Length)
        {
            return true;
        }

        if (watch.Ask(now: false) is { } abandonment)
        {
            Abandon(waiters, abandonment);
        }
        else
        {
            _channel.Wait(seen, interruptions, Patience);
        }

        return true;
    }

    // Those who wait; null when the thread is to end. While there are none it stays out of the channel, so that the writer makes no system call for it.
    private Waiter[]? AwaitWaiters()
    {
        lock (_lock)
        {
            while (!_disposed)
            {
                _waiters.RemoveAll(static waiter => waiter.Task.IsCompleted);
                if (_waiters.Count > 0)
                {
                    return [.. _waiters];
                }

                if (!Monitor.Wait(_lock, Patience) && _waiters.Count == 0)
                {
                    // While it is there, it keeps a store attached that nobody else knows any more. The lock was not let go of since the look: who comes next finds no thread, and starts another one.
                    _thread = null;
                    return null;
                }
            }

            return null;
        }
    }

    // Does the same if it is done again, by a thread that was interrupted on the way, or by a second one.
    private void End()
    {
        Thread? thread;
        lock (_lock)
        {
            Volatile.Write(ref _disposed, true);
            Monitor.Pulse(_lock);
            thread = _thread;
        }

        _channel?.Interrupt();
        if (thread != Thread.CurrentThread)
        {
            thread?.Join();
        }

        foreach (Waiter waiter in _waiters)
        {
            waiter.Fail(_disposedError());
        }

        _channel?.Dispose();
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
