using System.Diagnostics;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Protocol;

namespace ShmStore.Tests.Store.Backups;

/// <summary>Backups of a store that grows many times, in heap and indexes, while its writers add, replace and remove: each is one state, and is what a snapshot could have been.</summary>
public sealed class BackupUnderGrowthTests : IDisposable
{
    private const int Writers = 2;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(WriterMode.Exclusive, true)]
    [InlineData(WriterMode.Exclusive, false)]
    [InlineData(WriterMode.Several, true)]
    [InlineData(WriterMode.Several, false)]
    public void Each_backup_has_all_of_every_commit_or_nothing(WriterMode mode, bool byWriter)
    {
        string path = _folder.File();
        var options = new StoreOptions { Writers = mode, MaximumSize = 256L << 20, Checksums = true };
        MapStoreWriter[] writers = [.. Enumerable.Range(0, mode == WriterMode.Several ? Writers : 1).Select(_ => MapStoreWriter.Open(path, options))];
        using var reader = MapStore.Open(path);
        using var stop = new CancellationTokenSource();
        long committed = reader.Statistics.CommittedBytes;
        Thread[] traffic = [.. writers.Select((writer, own) => Start(writer, own, stop.Token))];
        try
        {
            long version = 0;
            int taken = 0;
            var watch = Stopwatch.StartNew();
            for (; watch.Elapsed < StressTime.Normal / 2 || taken < 2 || (!HasGrown() && watch.Elapsed < StressTime.Patience); taken++)
            {
                (byWriter ? (SharedStore)writers[0] : reader).BackUp(_folder.File("copy"), overwrite: true);
                version = AssertPairs(_folder.File("copy"), version);
            }
        }
        finally
        {
            stop.Cancel();
            foreach (Thread thread in traffic)
                thread.Join();
            foreach (MapStoreWriter writer in writers)
                writer.Dispose();
        }

        Assert.True(HasGrown(), "the store has not grown");
        Assert.Empty(StoreFiles.Verify(path).Findings);

        bool HasGrown() => new FileInfo(path).Length > 4 * committed;
    }

    // Each commit sets or removes the same number in both maps.
    private static Thread Start(MapStoreWriter writer, int own, CancellationToken stop)
    {
        var thread = new Thread(() =>
        {
            for (int i = own; !stop.IsCancellationRequested; i += Writers)
            {
                using (StoreCommit commit = writer.BeginCommit())
                {
                    if (i % 5 == 0)
                    {
                        writer.Numbers.Remove(i - (20 * Writers) - Writers);
                        writer.Texts.Remove($"{i - (20 * Writers) - Writers}");
                    }

                    writer.Numbers.Set(i, Sample.Of(i, 20 + (i % 2000)));
                    writer.Texts.Set($"{i}", Sample.Of(i));
                    commit.Complete();
                }

                // A reader can only take what stands for a moment.
                if (i % 200 < Writers)
                    Thread.Sleep(40);
            }
        });
        thread.Start();
        return thread;
    }

    private static long AssertPairs(string path, long notBefore)
    {
        StoreReport report = StoreFiles.Verify(path);
        Assert.Empty(report.Findings);
        using var backup = MapStore.Open(path);
        Assert.Equal(backup.Numbers.Count, backup.Texts.Count);
        foreach ((int key, Sample value) in backup.Numbers.Select(static entry => (entry.Key, entry.Value)))
        {
            Assert.Equal(key, value.Number);
            Assert.Equal(key, backup.Texts[$"{key}"].Value.Number);
        }

        Assert.True(backup.Version >= notBefore);
        return backup.Version;
    }
}
