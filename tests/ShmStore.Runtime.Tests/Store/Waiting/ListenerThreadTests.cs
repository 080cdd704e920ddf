using System.Runtime.CompilerServices;
using ShmStore.Memory;
using ShmStore.Store.Waiting;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Waiting;

/// <summary>The thread that completes tasks: it is there while somebody waits, and keeps nothing that is not its own.</summary>
public sealed class ListenerThreadTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TestFolder _folder = new();
    private readonly AsyncLocal<object?> _local = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_writer_that_nobody_keeps_lets_go_of_the_store_though_it_was_waited_for_once()
    {
        await WaitOnceAsync(_folder.File());
        for (long start = TimeProvider.System.GetTimestamp(); !CanBeWritten(_folder.File());)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, "The writer is still attached.");
            await Task.Delay(50, Stop);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    [Fact]
    public async Task It_does_not_run_in_the_context_of_the_first_who_waits()
    {
        using var listener = new ChangeListener(static () => 0, static () => new OpenChannel(), static () => new ObjectDisposedException(null));
        int caller = Environment.CurrentManagedThreadId;
        _local.Value = new object();
        Task<long> seen = listener.WaitAsync(() => Environment.CurrentManagedThreadId == caller ? null : _local.Value is null ? 0 : 1, Stop);
        Assert.Equal(0, await seen.WaitAsync(Patience, Stop));
    }

    [Fact]
    public async Task It_leaves_the_channel_when_the_last_wait_was_cancelled_though_nothing_changes()
    {
        var channel = new OpenChannel();
        using var listener = new ChangeListener(static () => 0, () => channel, static () => new ObjectDisposedException(null));
        using var cancellation = new CancellationTokenSource();
        Task<long> waiting = listener.WaitAsync(static () => null, cancellation.Token);
        Assert.True(SpinWait.SpinUntil(() => channel.IsWaitedOn, Patience), "Nobody listens.");
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.True(SpinWait.SpinUntil(() => !channel.IsWaitedOn, Patience), "It still listens.");
    }

    [Fact]
    public async Task Nobody_is_lost_who_comes_while_it_ends()
    {
        using var listener = new ChangeListener(static () => 0, static () => new OpenChannel(), static () => new ObjectDisposedException(null)) { Patience = TimeSpan.FromMilliseconds(1) };
        for (int i = 0; i < 1000; i++)
        {
            // The one who looks first is the one who waits; what the thread sees afterwards, and nobody else, ends the wait.
            int looks = 0;
            await listener.WaitAsync(() => Interlocked.Increment(ref looks) < 3 ? null : 0, Stop).WaitAsync(Patience, Stop);
            if (i % 2 == 0)
                await Task.Delay(1, Stop);
        }
    }

    [Fact]
    public void What_fails_on_it_ends_the_waits_and_not_the_process()
    {
        using HostProcess child = HostProcess.Start("listener-fails");
        child.Succeed();
    }

    // Apart, so that nothing of it is left on the stack.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task WaitOnceAsync(string path)
    {
        SampleWriter writer = SampleWriter.Open(path);
        Task<long> change = writer.A.WaitForChangeAsync(0, Stop);
        writer.A.Set(Sample.Of(1));
        await change.WaitAsync(Patience, Stop);
    }

    private static bool CanBeWritten(string path)
    {
        try
        {
            SampleWriter.Open(path).Dispose();
            return true;
        }
        catch (WriterActiveException)
        {
            return false;
        }
    }

    /// <summary>A channel of a counter that stands still, whose waits last as long as they may.</summary>
    private sealed class OpenChannel : IWaitChannel
    {
        private readonly object _lock = new();
        private long _interruptions;
        private int _waiting;

        public long Interruptions => Volatile.Read(ref _interruptions);

        public bool IsWaitedOn => Volatile.Read(ref _waiting) != 0;

        public void Signal(ulong counter) => throw new NotSupportedException();

        public void Wait(ulong seen, long interruptions, TimeSpan timeout, CancellableWait? wait = null)
        {
            lock (_lock)
            {
                if (interruptions != _interruptions)
                    return;
                _waiting++;
                Monitor.Wait(_lock, timeout == TimeSpan.MaxValue ? Timeout.InfiniteTimeSpan : timeout);
                _waiting--;
            }
        }

        public void Interrupt()
        {
            lock (_lock)
            {
                _interruptions++;
                Monitor.PulseAll(_lock);
            }
        }

        public void Cancel(CancellableWait wait) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
