using MongoDB.Bson;
using ShmStore.Memory.Linux;
using ShmStore.Memory.Portable;
using ShmStore.Store.Attaching;
using ShmStore.Store.Waiting;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Waiting;

/// <summary>Waiting on the caller's own thread, over every kind of memory.</summary>
public sealed class BlockingWaitTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TestFolder _folder = new();
    private SpyProvider? _provider;

    public static TheoryData<string, bool> Memories => WaitTests.Memories;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Memories))]
    public void Entries_documents_and_the_store_can_be_waited_for(string memory, bool inFile)
    {
        using SampleWriter writer = Create(memory, inFile);
        using SampleStore reader = writer.OpenReader();
        var entry = new WaitingThread(() => reader.A.WaitForChange(0, Cancellation));
        var other = new WaitingThread(() => reader.B.WaitForChange(0, Cancellation));
        var document = new WaitingThread(() => reader.Free.WaitForChange(0, Cancellation));
        long before = reader.Version;
        var store = new WaitingThread(() => reader.WaitForChange(before, Cancellation));
        var limited = new WaitingThread(() => reader.A.TryWaitForChange(0, Patience, out long version, Cancellation) ? version : -1);
        var unlimited = new WaitingThread(() => reader.TryWaitForChange(before, Timeout.InfiniteTimeSpan, out long version, Cancellation) ? version : -1);
        Assert.All([entry, other, document, store, limited, unlimited], static thread => Assert.False(thread.HasEnded(TimeSpan.FromMilliseconds(5))));

        long set = writer.A.Set(Sample.Of(1));
        Assert.All([entry, store, limited, unlimited], thread => Assert.Equal(set, thread.Result()));
        Assert.False(other.HasEnded(TimeSpan.FromMilliseconds(5)) || document.HasEnded(TimeSpan.FromMilliseconds(5)));
        set = writer.Free.Set(new BsonDocument("x", 1));
        Assert.Equal(set, document.Result());
        set = writer.B.Set(Sample.Of(2));
        Assert.Equal(set, other.Result());

        // What has changed already is returned at once; clearing is a change.
        Assert.Equal(reader.A.Version, reader.A.WaitForChange(0, Cancellation));
        long seen = reader.A.Version;
        var cleared = new WaitingThread(() => reader.A.WaitForChange(seen, Cancellation));
        Assert.Equal(writer.A.Clear(), cleared.Result());
    }

    [Fact]
    public void Maps_and_their_keys_can_be_waited_for()
    {
        using MapStoreWriter writer = MapStoreWriter.Open(null);
        using MapStore reader = writer.OpenReader();
        long before = reader.Numbers.Version;
        var map = new WaitingThread(() => reader.Numbers.WaitForChange(before, Cancellation));
        var limited = new WaitingThread(() => reader.Numbers.TryWaitForChange(before, Patience, out long version, Cancellation) ? version : -1);
        var key = new WaitingThread(() => reader.Numbers.WaitForEntry(5, 0, Cancellation));
        var limitedKey = new WaitingThread(() => reader.Numbers.TryWaitForEntry(5, 0, Patience, out long version, Cancellation) ? version : -1);
        long first = writer.Numbers.Set(4, Sample.Of(4));
        Assert.Equal(first, map.Result());
        Assert.Equal(first, limited.Result());
        Assert.False(key.HasEnded(TimeSpan.FromMilliseconds(5)) || limitedKey.HasEnded(TimeSpan.FromMilliseconds(5)));
        long set = writer.Numbers.Set(5, Sample.Of(5));
        Assert.Equal(set, key.Result());
        Assert.Equal(set, limitedKey.Result());

        Assert.False(reader.Numbers.TryWaitForEntry(5, set, TimeSpan.FromMilliseconds(2), out long same, Cancellation));
        Assert.Equal(set, same);
        var gone = new WaitingThread(() => reader.Numbers.WaitForEntry(5, set, Cancellation));
        writer.Numbers.Remove(5);
        Assert.Equal(0, gone.Result());
        Assert.True(reader.Numbers.TryWaitForEntry(5, set, TimeSpan.Zero, out long none, Cancellation));
        Assert.Equal(0, none);
        Assert.Throws<ArgumentException>(() => reader.Texts.WaitForEntry("\ud800", 0, Cancellation));
    }

    [Theory]
    [MemberData(nameof(Memories))]
    public void A_wait_lasts_as_long_as_it_may(string memory, bool inFile)
    {
        using SampleWriter writer = Create(memory, inFile);
        using SampleStore reader = writer.OpenReader();
        long set = writer.A.Set(Sample.Of(1));
        Assert.True(reader.A.TryWaitForChange(0, TimeSpan.Zero, out long version, Cancellation));
        Assert.Equal(set, version);
        foreach (TimeSpan timeout in new[] { TimeSpan.Zero, TimeSpan.FromTicks(1), TimeSpan.FromMilliseconds(40) })
        {
            long start = TimeProvider.System.GetTimestamp();
            Assert.False(reader.A.TryWaitForChange(set, timeout, out version, Cancellation));
            Assert.True(TimeProvider.System.GetElapsedTime(start) >= timeout);
            Assert.Equal(set, version);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => reader.A.TryWaitForChange(set, TimeSpan.FromMilliseconds(-2), out _, Cancellation));
    }

    [Fact]
    public void No_time_at_all_is_one_look()
    {
        int looks = 0;
        using var listener = new ChangeListener(static () => 0, static () => throw new InvalidOperationException("There is nothing to wait for."), static () => new ObjectDisposedException(null));
        Assert.False(listener.TryWait(Look, TimeSpan.Zero, 5, out long result, Cancellation));
        Assert.Equal((5, 1), (result, looks));

        long? Look()
        {
            looks++;
            return null;
        }
    }

    [Theory]
    [MemberData(nameof(Memories))]
    public async Task A_cancelled_wait_says_so_and_disturbs_no_other(string memory, bool inFile)
    {
        using SampleWriter writer = Create(memory, inFile);
        using SampleStore reader = writer.OpenReader();
        using var cancellation = new CancellationTokenSource();
        var cancelled = new WaitingThread(() => reader.A.WaitForChange(0, cancellation.Token));
        var limited = new WaitingThread(() => reader.A.TryWaitForChange(0, Timeout.InfiniteTimeSpan, out long version, cancellation.Token) ? version : -1);
        var stays = new WaitingThread(() => reader.A.WaitForChange(0, Cancellation));
        Task<long> task = reader.A.WaitForChangeAsync(0, Cancellation);
        Assert.False(cancelled.HasEnded(TimeSpan.FromMilliseconds(20)));
        await cancellation.CancelAsync();
        Assert.Equal(cancellation.Token, Assert.ThrowsAny<OperationCanceledException>(() => cancelled.Result()).CancellationToken);
        Assert.ThrowsAny<OperationCanceledException>(() => limited.Result());
        Assert.ThrowsAny<OperationCanceledException>(() => reader.A.WaitForChange(0, cancellation.Token));
        Assert.False(stays.HasEnded(TimeSpan.FromMilliseconds(20)) || task.IsCompleted);
        long set = writer.A.Set(Sample.Of(1));
        Assert.Equal(set, stays.Result());
        Assert.Equal(set, await task.WaitAsync(Patience, Cancellation));
    }

    [Theory]
    [MemberData(nameof(Memories))]
    public void Disposing_ends_every_wait(string memory, bool inFile)
    {
        using SampleWriter writer = Create(memory, inFile);
        SampleStore reader = writer.OpenReader();
        WaitingThread[] threads = [.. Enumerable.Range(0, 8).Select(i => new WaitingThread(
            () => i % 2 == 0 ? reader.A.WaitForChange(0, Cancellation) : reader.TryWaitForChange(reader.Version, Timeout.InfiniteTimeSpan, out long version, Cancellation) ? version : -1))];
        var own = new WaitingThread(() => writer.A.WaitForChange(0, Cancellation));
        Assert.False(threads[^1].HasEnded(TimeSpan.FromMilliseconds(20)));
        reader.Dispose();
        foreach (WaitingThread thread in threads)
            Assert.Contains(nameof(SharedStore), Assert.Throws<ObjectDisposedException>(() => thread.Result()).ObjectName, StringComparison.Ordinal);
        Assert.Throws<ObjectDisposedException>(() => reader.A.WaitForChange(0, Cancellation));

        // Nobody else is disturbed.
        long set = writer.A.Set(Sample.Of(1));
        Assert.Equal(set, own.Result());
    }

    [Fact]
    public void Many_threads_wait_for_the_same_changes()
    {
        const int changes = 200;
        using SampleWriter writer = Create("linux", true);
        using SampleStore reader = writer.OpenReader();
        WaitingThread[] threads = [.. Enumerable.Range(0, 24).Select(_ => new WaitingThread(() =>
        {
            long version = 0;
            while (true)
            {
                // The last value may be there before the wait for it has begun.
                var current = reader.A.GetVersioned();
                if (current.HasValue && current.Value!.Number == changes)
                    return current.Version;
                long next = reader.A.WaitForChange(version, Cancellation);
                Assert.True(next > version);
                version = next;
            }
        }))];
        for (int i = 1; i <= changes; i++)
        {
            writer.A.Set(Sample.Of(i));
            if (i % 20 == 0)
                Thread.Sleep(1);
        }

        Assert.All(threads, thread => Assert.Equal(reader.A.Version, thread.Result()));
        Assert.All(_provider!.Channels.OfType<FutexWaitChannel>(), static channel => Assert.Equal(0, channel.MissedWakeUps));
    }

    [Fact]
    public void A_writer_makes_no_system_call_once_nobody_waits_any_more()
    {
        using SampleWriter writer = Create("linux", true);
        using SampleStore reader = writer.OpenReader();
        var channel = Assert.IsType<FutexWaitChannel>(Assert.Single(_provider!.Channels));
        var thread = new WaitingThread(() => reader.B.WaitForChange(0, Cancellation));
        Assert.False(thread.HasEnded(TimeSpan.FromMilliseconds(50)));
        long before = channel.WakeCalls;
        writer.B.Set(Sample.Of(1));
        thread.Result();
        Assert.Equal(before + 1, channel.WakeCalls);
        for (int i = 0; i < 1000; i++)
            writer.A.Set(Sample.Of(i));
        Assert.Equal(before + 1, channel.WakeCalls);
    }

    [Fact]
    public void Nothing_changes_within_a_snapshot()
    {
        using SampleWriter writer = Create("linux", false);
        using SampleStore reader = writer.OpenReader();
        Assert.Throws<InvalidOperationException>(() => reader.Snapshot(static snapshot => snapshot.A.WaitForChange(0, Cancellation)));
    }

    private SampleWriter Create(string memory, bool inFile)
    {
        _provider = new SpyProvider(memory == "linux" ? new LinuxRegionProvider() : new PortableRegionProvider());
        return new SampleWriter(new StoreOpener(_provider).CreateWriter(
            SampleStore.Schema, inFile ? _folder.File() : null, new StoreOptions { MaximumSize = 64 * 1024 * 1024 }));
    }
}
