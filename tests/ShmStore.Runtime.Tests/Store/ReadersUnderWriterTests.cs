using System.Diagnostics;
using System.Globalization;
using ShmStore.Memory;
using ShmStore.Memory.Linux;
using ShmStore.Memory.Portable;
using ShmStore.Store.Attaching;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Protocol;

namespace ShmStore.Tests.Store;

/// <summary>Every way of reading, in threads and in processes, while a writer goes at full speed through small and large values.</summary>
public sealed class ReadersUnderWriterTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("linux", true, false)]
    [InlineData("linux", true, true)]
    [InlineData("linux", false, true)]
    [InlineData("portable", true, true)]
    [InlineData("portable", false, true)]
    public void Threads_read_whole_values_of_their_key_that_never_go_back(string provider, bool inFile, bool large)
    {
        IRegionProvider regions = provider == "linux" ? new LinuxRegionProvider() : new PortableRegionProvider();
        using var writer = new SampleWriter(new StoreOpener(regions).CreateWriter(
            SampleStore.Schema, inFile ? _folder.File() : null, new StoreOptions { MaximumSize = 1L << 30 }));
        using SampleStore store = writer.OpenReader();
        var traffic = new SampleTraffic(writer, large);
        bool stop = false;
        SampleChecker[] checkers = [new(store), new(store)];
        Task<string?>[] readers = [.. checkers.Select(checker => Task.Factory.StartNew(() => checker.ReadUntil(() => Volatile.Read(ref stop)), TaskCreationOptions.LongRunning))];
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < StressTime.Normal && !readers.Any(static reader => reader.IsCompleted))
            traffic.WriteRound();
        Volatile.Write(ref stop, true);
        Assert.All(readers, static reader => Assert.Null(reader.GetAwaiter().GetResult()));
        AssertRead(checkers.Sum(static checker => checker.Reads), store.Statistics.ReadRetries);
    }

    [Theory]
    [InlineData("small")]
    [InlineData("large")]
    public void Processes_read_whole_values_of_their_key_that_never_go_back(string size)
    {
        string path = _folder.File();
        using HostProcess writer = HostProcess.Start("store-write", path, size);
        writer.Await("writing");
        using HostProcess first = HostProcess.Start("store-read", path);
        using HostProcess second = HostProcess.Start("store-read", path);
        first.Await("reading");
        second.Await("reading");
        Thread.Sleep(StressTime.Normal);
        foreach (HostProcess reader in (HostProcess[])[first, second])
        {
            reader.EndInput();
            string[] words = reader.ReadLine()!.Split(' ');
            reader.Succeed();
            AssertRead(long.Parse(words[0], CultureInfo.InvariantCulture), long.Parse(words[2], CultureInfo.InvariantCulture));
        }
    }

    private static void AssertRead(long reads, long retries)
    {
        TestContext.Current.SendDiagnosticMessage("{0} reads, {1} retries", reads, retries);
        Assert.True(reads > 1000, $"Only {reads} reads.");

        // How many depends on how far the processors are from each other; a read that starts again and again would show.
        Assert.True(retries < reads, $"{retries} retries in {reads} reads.");
    }
}
