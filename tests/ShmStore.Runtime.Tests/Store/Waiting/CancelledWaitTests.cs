using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Waiting;

/// <summary>Waits that are cancelled, and what they leave behind: nothing.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class CancelledWaitTests : IDisposable
{
    private readonly SampleWriter _writer = SampleWriter.Open(null);
    private readonly SampleStore _reader;

    public CancelledWaitTests() => _reader = _writer.OpenReader();

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }

    [Fact]
    public async Task A_cancelled_wait_says_so_and_disturbs_no_other()
    {
        using var cancellation = new CancellationTokenSource();
        Task<long> cancelled = _reader.A.WaitForChangeAsync(0, cancellation.Token);
        Task<long> stays = _reader.A.WaitForChangeAsync(0, TestContext.Current.CancellationToken);
        await cancellation.CancelAsync();
        OperationCanceledException error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal(cancellation.Token, error.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _reader.A.WaitForChangeAsync(0, cancellation.Token));
        Assert.False(stays.IsCompleted);
        Assert.Equal(_writer.A.Set(Sample.Of(1)), await stays.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_hundred_thousand_cancelled_waits_leave_nothing()
    {
        // One that stays keeps the thread in its sleep, so that only the waits themselves can tidy up.
        Task<long> stays = _reader.A.WaitForChangeAsync(0, TestContext.Current.CancellationToken);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        CancelMany(100_000);
        long after = GC.GetTotalMemory(forceFullCollection: true);
        Assert.InRange(after - before, long.MinValue, 2_000_000);
        Assert.False(stays.IsCompleted);
        _writer.A.Set(Sample.Of(1));
        await stays.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Waits_that_complete_leave_nothing_in_a_token_that_lives_on()
    {
        using var lasting = new CancellationTokenSource();
        WeakReference[] tasks = WaitMany(lasting.Token);

        // The listener may still hold on to the last one; and threads that have completed some, on a busy machine, until they run again.
        int alive = tasks.Length;
        for (int attempt = 0; alive > 1 && attempt < 100; attempt++)
        {
            Thread.Sleep(attempt);
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            alive = tasks.Count(static task => task.IsAlive);
        }

        Assert.InRange(alive, 0, 1);
        GC.KeepAlive(lasting);
    }

    private void CancelMany(int count)
    {
        for (int i = 0; i < count; i++)
        {
            using var cancellation = new CancellationTokenSource();
            Task<long> wait = _reader.A.WaitForChangeAsync(0, cancellation.Token);
            cancellation.Cancel();
            Assert.True(wait.IsCanceled);
        }
    }

    private WeakReference[] WaitMany(CancellationToken token)
    {
        var tasks = new WeakReference[20_000];
        bool stop = false;
        var writing = new Thread(() =>
        {
            for (int i = 0; !Volatile.Read(ref stop); i++)
                _writer.A.Set(Sample.Of(i));
        });
        writing.Start();
        for (int i = 0; i < tasks.Length; i++)
        {
            Task<long> wait = _reader.A.WaitForChangeAsync(_reader.A.Version, token);
            tasks[i] = new WeakReference(wait);
            Assert.True(wait.Wait(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        }

        Volatile.Write(ref stop, true);
        writing.Join();
        return tasks;
    }
}
