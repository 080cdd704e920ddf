using System.Diagnostics;
using ShmStore.Memory;
using ShmStore.Memory.Linux;
using ShmStore.Memory.Portable;
using ShmStore.Store.Attaching;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Protocol;

namespace ShmStore.Tests.Store.Snapshots;

/// <summary>Snapshots by several threads while a writer makes commits of all keys at full speed.</summary>
public sealed class SnapshotStressTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("linux")]
    [InlineData("portable")]
    public void No_snapshot_is_of_two_commits_or_goes_back(string provider)
    {
        IRegionProvider regions = provider == "linux" ? new LinuxRegionProvider() : new PortableRegionProvider();
        using var writer = new SampleWriter(new StoreOpener(regions).CreateWriter(SampleStore.Schema, _folder.File(), new StoreOptions { MaximumSize = 1L << 30 }));
        using SampleStore store = writer.OpenReader();
        for (var watch = Stopwatch.StartNew(); store.Statistics.ReadRetries == 0 && watch.Elapsed < StressTime.Patience;)
            Assert.All(Run(writer, StressTime.Normal, stop => SampleCommits.CheckUntil(store, stop)), Assert.Null);
        TestContext.Current.SendDiagnosticMessage("{0} commits, {1} snapshots taken again", writer.Version, store.Statistics.ReadRetries);
        Assert.NotEqual(0, store.Statistics.ReadRetries);
    }

    [Fact]
    public void Control_reading_the_keys_one_after_the_other_is_caught()
    {
        using var writer = SampleWriter.Open(_folder.File());
        using SampleStore store = writer.OpenReader();
        string?[] wrong = Run(writer, TimeSpan.FromSeconds(30), stop =>
        {
            string? mixed = null;
            while (mixed is null && !stop())
                mixed = SampleCommits.Check(SampleCommits.Read(store));
            return mixed;
        });
        Assert.Contains(wrong, static mixed => mixed is not null);
    }

    /// <summary>Writes until the time is up or a reader has ended; what the two readers have returned.</summary>
    private static string?[] Run(SampleWriter writer, TimeSpan time, Func<Func<bool>, string?> read)
    {
        bool stop = false;
        SampleCommits.Write(writer, 1);
        Task<string?>[] readers = [.. Enumerable.Range(0, 2).Select(_ => Task.Factory.StartNew(() => read(() => Volatile.Read(ref stop)), TaskCreationOptions.LongRunning))];
        long start = Stopwatch.GetTimestamp();
        for (long number = 2; Stopwatch.GetElapsedTime(start) < time && !readers.Any(static reader => reader.IsCompleted); number++)
            SampleCommits.Write(writer, number);
        Volatile.Write(ref stop, true);
        return [.. readers.Select(static reader => reader.GetAwaiter().GetResult())];
    }
}
