using System.Diagnostics;
using MongoDB.Bson;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Memory.Linux;
using ShmStore.Memory.Portable;
using ShmStore.Store.Attaching;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Waiting;

/// <summary>Waiting for changes within a process, over every kind of memory.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class WaitTests : IDisposable
{
    private const int Rounds = 3000;

    private readonly TestFolder _folder = new();
    private SpyProvider? _provider;

    public static TheoryData<string, bool> Memories => new() { { "linux", true }, { "linux", false }, { "portable", true }, { "portable", false } };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Memories))]
    public async Task Entries_documents_and_the_store_can_be_waited_for(string memory, bool inFile)
    {
        using SampleWriter writer = Create(memory, inFile);
        using SampleStore reader = writer.OpenReader();
        Task<long> entry = reader.A.WaitForChangeAsync(0, Cancellation);
        Task<long> other = reader.B.WaitForChangeAsync(0, Cancellation);
        Task<long> document = reader.Free.WaitForChangeAsync(0, Cancellation);
        Task<long> store = reader.WaitForChangeAsync(reader.Version, Cancellation);
        await Task.Delay(20, Cancellation);
        Assert.False(entry.IsCompleted || document.IsCompleted || store.IsCompleted);

        long version = writer.A.Set(Sample.Of(1));
        Assert.Equal(version, await Soon(entry));
        Assert.Equal(version, await Soon(store));
        Assert.False(document.IsCompleted);
        version = writer.Free.Set(new BsonDocument("x", 1));
        Assert.Equal(version, await Soon(document));
        Assert.False(other.IsCompleted);
        version = writer.B.Set(Sample.Of(2));
        Assert.Equal(version, await Soon(other));

        // What has changed already completes at once; clearing is a change.
        Assert.True(reader.A.WaitForChangeAsync(0, Cancellation).IsCompletedSuccessfully);
        Task<long> cleared = reader.A.WaitForChangeAsync(reader.A.Version, Cancellation);
        Assert.Equal(writer.A.Clear(), await Soon(cleared));
        Assert.False(reader.A.HasValue);
    }

    [Theory]
    [InlineData("linux", true, Rounds)]
    [InlineData("linux", false, Rounds)]
    [InlineData("portable", true, Rounds / 10)]
    public async Task No_change_is_missed_in_a_game_of_ping_pong(string memory, bool inFile, int rounds)
    {
        using SampleWriter writer = Create(memory, inFile);
        using SampleStore ping = writer.OpenReader();
        using SampleStore pong = writer.OpenReader();
        writer.A.Set(Sample.Of(0));
        writer.B.Set(Sample.Of(0));
        Task first = Task.Run(() => Play(ping.A, writer.B), Cancellation);
        Task second = Task.Run(() => Play(pong.B, writer.A), Cancellation);
        writer.A.Set(Sample.Of(1));
        await Task.WhenAll(first, second).WaitAsync(TimeSpan.FromSeconds(60), Cancellation);

        async Task Play(SharedEntry<Sample> asked, SharedEntryWriter<Sample> answer)
        {
            long version = 0;
            while (true)
            {
                version = await asked.WaitForChangeAsync(version, Cancellation);
                long number = asked.Value.Number;
                if (number > 0)
                    answer.Set(Sample.Of(number + 1));
                if (number >= rounds)
                    return;
            }
        }
    }

    [Fact]
    public async Task Nobody_sleeps_through_a_change_even_without_patience()
    {
        using SampleWriter writer = Create("linux", true);
        using SampleStore reader = writer.OpenReader();
        for (int i = 0; i < Rounds; i++)
        {
            Task<long> change = reader.A.WaitForChangeAsync(reader.A.Version, Cancellation);
            Assert.Equal(writer.A.Set(Sample.Of(i)), await Soon(change));
        }

        // The channel wakes up every second in any case, which would hide a lost wake-up: it counts those.
        Assert.All(_provider!.Channels.OfType<FutexWaitChannel>(), static channel => Assert.Equal(0, channel.MissedWakeUps));
    }

    [Fact]
    public async Task A_writer_makes_no_system_call_when_nobody_waits()
    {
        using SampleWriter writer = Create("linux", true);
        using SampleStore reader = writer.OpenReader();
        FutexWaitChannel channel = Assert.IsType<FutexWaitChannel>(Assert.Single(_provider!.Channels));
        long before = channel.WakeCalls;
        for (int i = 0; i < 1000; i++)
            writer.A.Set(Sample.Of(i));
        Assert.Equal(before, channel.WakeCalls);

        Task<long> change = reader.B.WaitForChangeAsync(0, Cancellation);
        await Task.Delay(50, Cancellation);
        writer.B.Set(Sample.Of(1));
        await Soon(change);
        Assert.True(channel.WakeCalls > before);

        // Once the waiting is over, its thread goes out of the way.
        await Task.Delay(50, Cancellation);
        writer.A.Set(Sample.Of(1));
        before = channel.WakeCalls;
        for (int i = 0; i < 1000; i++)
            writer.A.Set(Sample.Of(i));
        Assert.Equal(before, channel.WakeCalls);
    }

    [Fact]
    public async Task The_next_writer_wakes_whom_a_dead_one_did_not_wake_any_more()
    {
        Create("linux", true).Dispose();
        using var reader = new SampleStore(new StoreOpener(_provider!).Open(SampleStore.Schema, _folder.File(), RegionAccess.Read, new OpenOptions()));
        long version = reader.Version;
        Task<long> change = reader.WaitForChangeAsync(version, Cancellation);
        await Task.Delay(50, Cancellation);
        FutexWaitChannel channel = _provider!.Channels.OfType<FutexWaitChannel>().Last();
        Assert.False(change.IsCompleted);

        // As a writer leaves it that dies after it has counted its commit and before it wakes anybody.
        using (var file = File.OpenHandle(_folder.File(), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            RandomAccess.Write(file, BitConverter.GetBytes(version + 1), HeaderLayout.CommitCounterOffset);
        using var next = new SampleWriter(new StoreOpener(_provider).CreateWriter(SampleStore.Schema, _folder.File(), new StoreOptions()));
        Assert.Equal(version + 1, await Soon(change));
        Assert.Equal(0, channel.MissedWakeUps);
    }

    [Fact]
    public async Task One_thread_serves_all_waits_of_a_store()
    {
        if (!Directory.Exists("/proc/self/task"))
            Assert.Skip("There is no /proc to count threads in.");
        Assert.True(SpinWait.SpinUntil(static () => Listeners() == 0, TimeSpan.FromSeconds(20)), "An earlier test left a thread behind.");
        using SampleWriter writer = Create("linux", true);
        using SampleStore reader = writer.OpenReader();
        Task<long>[] waits = [.. Enumerable.Range(0, 5000).Select(i => reader.Entries[i % 4].WaitForChangeAsync(0, Cancellation))];
        Assert.Equal(1, Listeners());
        foreach (SharedEntryWriter<Sample> entry in writer.Entries)
            entry.Set(Sample.Of(1));
        Assert.All(await Task.WhenAll(waits).WaitAsync(TimeSpan.FromSeconds(20), Cancellation), static version => Assert.True(version > 0));
        reader.Dispose();

        // The system lists a thread that has ended for a moment longer.
        Assert.True(SpinWait.SpinUntil(static () => Listeners() == 0, TimeSpan.FromSeconds(20)), "The thread outlives the store.");
    }

    [Theory]
    [MemberData(nameof(Memories))]
    public async Task Disposing_ends_every_wait(string memory, bool inFile)
    {
        using SampleWriter writer = Create(memory, inFile);
        SampleStore reader = writer.OpenReader();
        Task<long>[] waits = [.. Enumerable.Range(0, 100).Select(_ => reader.A.WaitForChangeAsync(0, Cancellation)), reader.WaitForChangeAsync(reader.Version, Cancellation)];
        ValueTask<bool> changes = reader.A.ChangesAsync(0, Cancellation).GetAsyncEnumerator(Cancellation).MoveNextAsync();
        await Task.Delay(20, Cancellation);
        reader.Dispose();
        foreach (Task<long> wait in waits)
            await Assert.ThrowsAsync<ObjectDisposedException>(() => Soon(wait));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Soon(changes.AsTask()));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => reader.A.WaitForChangeAsync(0, Cancellation));

        // Nobody else is disturbed.
        Task<long> own = writer.A.WaitForChangeAsync(0, Cancellation);
        writer.A.Set(Sample.Of(1));
        await Soon(own);
    }

    [Fact]
    public async Task ChangesAsync_yields_the_last_value_and_the_clearing()
    {
        using SampleWriter writer = Create("linux", true);
        using SampleStore reader = writer.OpenReader();
        var seen = new List<Versioned<Sample>>();
        Task reading = Task.Run(
            async () =>
            {
                await foreach (Versioned<Sample> change in reader.A.ChangesAsync(0, Cancellation))
                {
                    lock (seen)
                        seen.Add(change);
                    if (!change.HasValue)
                        return;
                }
            },
            Cancellation);
        for (int i = 0; i < 2000; i++)
            writer.A.Set(Sample.Of(i));
        long deadline = Stopwatch.GetTimestamp() + (20 * Stopwatch.Frequency);
        while (!SeenLast() && Stopwatch.GetTimestamp() < deadline)
            await Task.Delay(1, Cancellation);
        long cleared = writer.A.Clear();
        await Soon(reading);
        Assert.Equal(new Versioned<Sample>(cleared, false, null), seen[^1]);
        Assert.Equal(Sample.Of(1999), seen[^2].Value);
        Assert.All(seen.Zip(seen.Skip(1)), static pair => Assert.True(pair.First.Version < pair.Second.Version));

        bool SeenLast()
        {
            lock (seen)
                return seen.Count > 0 && seen[^1].Value?.Number == 1999;
        }
    }

    [Fact]
    public async Task A_channel_that_cannot_be_opened_faults_the_wait_and_the_next_one_tries_again()
    {
        using SampleWriter writer = Create("linux", true);
        using SampleStore reader = writer.OpenReader();
        _provider!.Fails = true;
        Task<long> refused = reader.A.WaitForChangeAsync(0, Cancellation);
        await Assert.ThrowsAsync<StoreFullException>(() => Soon(refused));
        _provider.Fails = false;
        Task<long> change = reader.A.WaitForChangeAsync(0, Cancellation);
        Assert.Equal(writer.A.Set(Sample.Of(1)), await Soon(change));
    }

    private static Task<T> Soon<T>(Task<T> task) => task.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);

    private static Task Soon(Task task) => task.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);

    private static int Listeners() => Directory.GetDirectories("/proc/self/task").Count(static task =>
    {
        try
        {
            return File.ReadAllText(Path.Combine(task, "comm")).StartsWith("ShmStore change", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    });

    private SampleWriter Create(string memory, bool inFile)
    {
        _provider = new SpyProvider(memory == "linux" ? new LinuxRegionProvider() : new PortableRegionProvider());
        return new SampleWriter(new StoreOpener(_provider).CreateWriter(
            SampleStore.Schema, inFile ? _folder.File() : null, new StoreOptions { MaximumSize = 64 * 1024 * 1024 }));
    }
}
