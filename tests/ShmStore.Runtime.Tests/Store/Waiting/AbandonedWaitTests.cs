using ShmStore.Memory;
using ShmStore.Store.Waiting;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Waiting;

/// <summary>Waits for a store whose file is gone, and which nobody writes any more, end; those for one that somebody still writes do not.</summary>
public sealed class AbandonedWaitTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TestFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_wait_ends_and_says_why(bool isReplaced)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere files have no identity that .NET can ask for");
        string path = _folder.File();
        using (var writer = MapStoreWriter.Open(path))
            writer.Texts.Set("a", Sample.Of(1));
        using var reader = MapStore.Open(path);
        long version = reader.Version;
        Task<long>[] waits =
        [
            reader.WaitForChangeAsync(version, Stop),
            reader.Texts.WaitForChangeAsync(version, Stop),
            reader.Texts.WaitForEntryAsync("b", 0, Stop),
            reader.Beside.WaitForChangeAsync(0, Stop),
            Task.Factory.StartNew(() => reader.WaitForChange(version, Stop), TaskCreationOptions.LongRunning),
            Task.Factory.StartNew(() => reader.Texts.TryWaitForEntry("b", 0, Patience, out long found, Stop) ? found : -1, TaskCreationOptions.LongRunning),
            First(reader.Texts.WatchAsync(version, Stop)),
        ];
        await Task.Delay(50, Stop);
        Assert.DoesNotContain(waits, static wait => wait.IsCompleted);
        Assert.True(SharedStoreFile.Delete(path));
        if (isReplaced)
            MapStoreWriter.Open(path).Dispose();
        foreach (Task<long> wait in waits)
            Assert.Contains("would never end", (await Assert.ThrowsAsync<IOException>(() => wait.WaitAsync(Patience, Stop))).Message, StringComparison.Ordinal);
        Assert.True(reader.IsReplaced);
        Assert.Equal(1, reader.Texts["a"].Value.Number);
        await Assert.ThrowsAsync<IOException>(() => reader.WaitForChangeAsync(version, Stop).WaitAsync(Patience, Stop));
        Assert.Equal(version, await reader.WaitForChangeAsync(0, Stop));
    }

    [Theory]
    [InlineData(WriterMode.Exclusive)]
    [InlineData(WriterMode.Several)]
    public async Task While_somebody_still_writes_the_file_they_go_on(WriterMode mode)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere files have no identity that .NET can ask for");
        string path = _folder.File();
        var writer = SampleWriter.Open(path, new StoreOptions { Writers = mode });
        writer.A.Set(Sample.Of(1));
        using var reader = SampleStore.Open(path);
        long version = reader.Version;
        File.Delete(path);
        Task<long> waiting = reader.WaitForChangeAsync(version, Stop);
        Assert.False(reader.TryWaitForChange(version, TimeSpan.FromSeconds(3), out _, Stop));
        Assert.False(waiting.IsCompleted);
        Assert.False(writer.TryWaitForChange(version, TimeSpan.FromMilliseconds(10), out _, Stop));
        writer.A.Set(Sample.Of(2));
        version = await waiting.WaitAsync(Patience, Stop);
        waiting = reader.WaitForChangeAsync(version, Stop);
        writer.Dispose();
        await Assert.ThrowsAsync<IOException>(() => waiting.WaitAsync(Patience, Stop));
    }

    [Fact]
    public async Task The_last_change_is_told_though_nobody_writes_any_more()
    {
        long counter = 0;
        using var listener = new ChangeListener(() => (ulong)Volatile.Read(ref counter), static () => new SleepyChannel(), static () => new ObjectDisposedException(null))
        {
            Patience = TimeSpan.FromMilliseconds(20),
            Abandonment = () =>
            {
                Volatile.Write(ref counter, 1);
                return new IOException();
            },
        };
        Assert.Equal(1, await listener.WaitAsync(Look, Stop).WaitAsync(Patience, Stop));
        Volatile.Write(ref counter, 0);
        Assert.Equal(1, await Task.Run(() => listener.Wait(Look, Stop), Stop).WaitAsync(Patience, Stop));
        Volatile.Write(ref counter, 0);
        Assert.True(listener.TryWait(Look, TimeSpan.FromMilliseconds(1), 0, out long result, Stop));
        Assert.Equal(1, result);

        long? Look() => Volatile.Read(ref counter) is > 0 and var seen ? seen : null;
    }

    [Fact]
    public async Task Between_two_looks_in_vain_the_thread_sleeps_in_the_channel()
    {
        const long enough = 20;
        long looks = 0;
        long found = 0;
        var channel = new SleepyChannel();
        using var listener = new ChangeListener(static () => 0, () => channel, static () => new ObjectDisposedException(null));
        Task<long> waiting = listener.WaitAsync(Look, Stop);
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref looks) > enough, Patience));

        // But for the first look, which is the caller's, and the one that it is at.
        long seen = Volatile.Read(ref looks);
        Assert.InRange(channel.Waits, seen - 2, long.MaxValue);
        Volatile.Write(ref found, 7);
        Assert.Equal(7, await waiting.WaitAsync(Patience, Stop));

        long? Look()
        {
            Interlocked.Increment(ref looks);
            return Volatile.Read(ref found) is > 0 and var value ? value : null;
        }
    }

    private static async Task<long> First(IAsyncEnumerable<MapChange<string, Sample>> changes)
    {
        await foreach (MapChange<string, Sample> change in changes)
            return change.Version;
        return -1;
    }

    /// <summary>Nobody signals it, and it returns after a moment.</summary>
    private sealed class SleepyChannel : IWaitChannel
    {
        private long _waits;

        public long Waits => Volatile.Read(ref _waits);

        public long Interruptions => 0;

        public void Signal(ulong counter)
        {
        }

        public void Wait(ulong seen, long interruptions, TimeSpan timeout, CancellableWait? wait = null)
        {
            Interlocked.Increment(ref _waits);
            Thread.Sleep(1);
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
