using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;
using ShmStore.Memory;
using ShmStore.Memory.Portable;
using ShmStore.Store.Attaching;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Waiting;

/// <summary>Who waits for memory that nobody but its writer can ever write is told when that is gone, and not before it was told of the last change.</summary>
public sealed class GoneWriterTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_wait_ends_when_the_writer_of_private_memory_is_disposed(bool isPortable)
    {
        var writer = new MapStoreWriter(isPortable
            ? new StoreOpener(new PortableRegionProvider()).CreateWriter(MapStore.Schema, null, new StoreOptions())
            : StoreAttachment.CreatePrivateWriter(MapStore.Schema));
        writer.Texts.Set("a", Sample.Of(1));
        using var reader = new MapStore(writer.Attachment.AsReader());
        Task<long>[] waits = WaitsOf(reader);
        await Task.Delay(50, Stop);
        Assert.DoesNotContain(waits, static wait => wait.IsCompleted);
        writer.Dispose();
        await AssertAllEnd(waits, "memory of one process never has another one");
        await AssertAllEnd(WaitsOf(reader), "memory of one process never has another one");
        Assert.Equal(1, reader.Texts["a"].Value.Number);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Those_who_sleep_are_woken(bool isPortable)
    {
        var provider = new SpyProvider(isPortable ? new PortableRegionProvider() : RegionProviders.Default);
        var writer = new MapStoreWriter(new StoreOpener(provider).CreateWriter(MapStore.Schema, null, new StoreOptions()));
        using var reader = new MapStore(writer.Attachment.AsReader());
        using var idle = new MapStore(writer.Attachment.AsReader());
        Task<long> waiting = reader.WaitForChangeAsync(reader.Version, Stop);
        IWaitChannel channel = provider.Channels[^1];
        Assert.Equal(0, channel.Interruptions);
        writer.Dispose();
        Assert.Equal(1, channel.Interruptions);
        await Assert.ThrowsAsync<InvalidOperationException>(() => waiting.WaitAsync(Patience, Stop));
    }

    [Fact]
    public async Task Every_wait_ends_when_the_writer_of_sealed_memory_is_gone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Sealed memory is to be had on Linux only.");
        var writer = new MapStoreWriter(StoreAttachment.CreateSealedWriter(MapStore.Schema));
        writer.Texts.Set("a", Sample.Of(1));
        using SafeFileHandle handle = writer.OpenReadHandle();
        using var handed = new MapStore(StoreAttachment.OpenSealedReader(MapStore.Schema, handle, MemorySeals.Live));
        using var own = new MapStore(writer.Attachment.AsReader());
        Task<long>[] waits = [.. WaitsOf(handed), .. WaitsOf(own)];
        await Task.Delay(50, Stop);
        Assert.DoesNotContain(waits, static wait => wait.IsCompleted);
        writer.Dispose();
        await AssertAllEnd(waits, "sealed memory never has another one");
        await AssertAllEnd([.. WaitsOf(handed), .. WaitsOf(own)], "sealed memory never has another one");
    }

    [Fact]
    public async Task What_was_changed_before_is_told_first()
    {
        MapStoreWriter writer = MapStoreWriter.Open(null);
        writer.Texts.Set("a", Sample.Of(1));
        using var reader = new MapStore(writer.Attachment.AsReader());
        long before = reader.Version;
        writer.Texts.Set("b", Sample.Of(2));
        writer.Beside.Set(Sample.Of(3));
        writer.Dispose();
        long last = reader.Version;
        Assert.Equal(last, await reader.WaitForChangeAsync(before, Stop));
        Assert.Equal(last, reader.WaitForChange(before, Stop));
        Assert.True(reader.TryWaitForChange(before, Patience, out _, Stop));
        Assert.False(reader.TryWaitForChange(last, TimeSpan.Zero, out _, Stop));
        Assert.Throws<InvalidOperationException>(() => reader.TryWaitForChange(last, Patience, out _, Stop));

        var keys = new List<string>();
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (MapChange<string, Sample> change in reader.Texts.WatchAsync(before, Stop))
                keys.Add(change.Key);
        });
        Assert.Equal(["b"], keys);

        var numbers = new List<long>();
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (Versioned<Sample> change in reader.Beside.ChangesAsync(0, Stop))
                numbers.Add(change.Value!.Number);
        });
        Assert.Equal([3], numbers);
    }

    [Fact]
    public async Task Also_when_the_writer_was_left_to_the_garbage_collector()
    {
        using MapStore reader = ReaderOfForgotten();
        Task<long> waiting = reader.WaitForChangeAsync(reader.Version, Stop);
        for (int attempt = 0; reader.HasWriter && attempt < 20; attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => waiting.WaitAsync(Patience, Stop));
    }

    [Fact]
    public async Task While_there_is_a_writer_they_go_on()
    {
        using MapStoreWriter writer = MapStoreWriter.Open(null);
        using var reader = new MapStore(writer.Attachment.AsReader());
        new MapStore(writer.Attachment.AsReader()).Dispose();
        Task<long> waiting = reader.WaitForChangeAsync(reader.Version, Stop);
        Assert.False(reader.TryWaitForChange(reader.Version, TimeSpan.FromMilliseconds(50), out _, Stop));
        Assert.False(waiting.IsCompleted);
        writer.Texts.Set("a", Sample.Of(1));
        Assert.Equal(writer.Version, await waiting.WaitAsync(Patience, Stop));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static MapStore ReaderOfForgotten() => new(MapStoreWriter.Open(null).Attachment.AsReader());

    private static Task<long>[] WaitsOf(MapStore reader)
    {
        long version = reader.Version;
        return
        [
            reader.WaitForChangeAsync(version, Stop),
            reader.Texts.WaitForChangeAsync(version, Stop),
            reader.Texts.WaitForEntryAsync("b", 0, Stop),
            reader.Beside.WaitForChangeAsync(0, Stop),
            OnOwnThread(() => reader.WaitForChange(version, Stop)),
            OnOwnThread(() => reader.Texts.TryWaitForEntry("b", 0, Patience, out long found, Stop) ? found : -1),
            FirstAsync(reader.Texts.WatchAsync(version, Stop)),
            FirstAsync(reader.Texts.ChangesAsync("b", 0, Stop)),
            FirstAsync(reader.Beside.ChangesAsync(0, Stop)),
        ];
    }

    private static async Task AssertAllEnd(Task<long>[] waits, string why)
    {
        foreach (Task<long> wait in waits)
            Assert.Contains(why, (await Assert.ThrowsAsync<InvalidOperationException>(() => wait.WaitAsync(Patience, Stop))).Message, StringComparison.Ordinal);
    }

    private static Task<long> OnOwnThread(Func<long> wait) => Task.Factory.StartNew(wait, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static async Task<long> FirstAsync<T>(IAsyncEnumerable<T> changes)
    {
        await foreach (T change in changes)
            return change is null ? 0 : 1;
        return -1;
    }
}
