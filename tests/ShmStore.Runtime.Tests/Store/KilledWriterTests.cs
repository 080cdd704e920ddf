using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store;

/// <summary>Writers at full speed are killed, again and again, under readers that stay.</summary>
public sealed class KilledWriterTests : IDisposable
{
    private const int Rounds = 25;

    private readonly TestFolder _folder = new();

    // Writes at full speed until it is killed.
    private HostProcess? _child;

    public void Dispose()
    {
        _child?.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("small")]
    [InlineData("large")]
    public async Task Readers_see_no_trace_of_it_and_the_next_writer_goes_on(string size)
    {
        string path = _folder.File();
        var random = new Random(1);
        _child = HostProcess.Start("store-write", path, size);
        _child.Await("writing");
        using var store = SampleStore.Open(path);
        bool stop = false;
        Task<string?> reader = Task.Factory.StartNew(() => new SampleChecker(store).ReadUntil(() => Volatile.Read(ref stop)), TaskCreationOptions.LongRunning);
        long version = 0;
        for (int round = 0; round < Rounds; round++)
        {
            await Task.Delay(random.Next(1, 60), TestContext.Current.CancellationToken);
            _child.Kill();
            _child.Dispose();
            Assert.False(reader.IsCompleted, reader.IsCompleted ? await reader : null);

            // What was seen is still there. Who waits now, waits for the next writer.
            long stands = store.Version;
            Assert.True(stands >= version);
            Task<long> change = store.WaitForChangeAsync(stands, TestContext.Current.CancellationToken);
            Assert.All(store.Entries, static entry => Assert.True(entry.Value.IsWhole));
            if (round % 2 == 0)
                AssertRepairs(path, store);

            _child = HostProcess.Start("store-write", path, size);
            _child.Await("writing");
            version = await change.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            Assert.True(version > stands);
            Assert.All(store.Entries, entry => Assert.InRange(entry.Version, 1, store.Version + 1));
        }

        _child.Kill();
        _child.Dispose();
        Volatile.Write(ref stop, true);
        Assert.Null(await reader);
        AssertRepairs(path, store);

        // Had every killed writer leaked even a few blocks, the heap would be larger than live and resting blocks can be.
        Assert.InRange(store.Statistics.HeapBytes, 1, LargestHeap(store.Entries.Count));
    }

    /// <summary>Attaches as the next writer: nothing is lost, and live and free blocks are the whole heap.</summary>
    private static void AssertRepairs(string path, SampleStore store)
    {
        Sample[] seen = [.. store.Entries.Select(static entry => entry.Value)];
        long[] versions = [.. store.Entries.Select(static entry => entry.Version)];
        using var writer = SampleWriter.Open(path);
        Assert.Equal(seen, writer.Entries.Select(static entry => entry.Value));
        Assert.Equal(versions, writer.Entries.Select(static entry => entry.Version));
        Assert.True(writer.Version >= versions.Max());

        StoreInspection.AssertNoBlockIsLost(writer);
    }

    private static long LargestHeap(int keys) => StoreInspection.SizeOfBlock(SampleStore.Schema.Document.Length) + SampleTraffic.Lengths
        .Select(static length => StoreInspection.SizeOfBlock(Sample.LengthOf(length)))
        .Distinct()
        .Sum(size => size * (Math.Clamp((1024 * 1024) / size, 4, 256) + keys + 1));
}
