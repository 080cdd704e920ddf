using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Protocol;

namespace ShmStore.Tests.Store.Backups;

/// <summary>Backups of stores that have become as large as they may: what is copied in vain, and indexes that grow anew, take more room than there is in the store.</summary>
public sealed class FullStoreBackupTests : IDisposable
{
    private const int MaximumSize = 4 << 20;
    private const int Length = 1000;
    private const int Keys = 20_000;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Whether the index of a copy needs more room than that of its origin is a matter of hashes and of the order in which the store became full, so there are many stores.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void One_that_is_not_written_meanwhile(int kind)
    {
        const int stores = 24;
        for (int i = 0; i < stores; i++)
        {
            int maximum = (256 + (64 * (i / 2))) << 10;
            using var writer = MapStoreWriter.Open(_folder.File($"store{i}"), new StoreOptions { MaximumSize = maximum, Checksums = i % 2 == 0 });

            // Attached while it is small, and has not looked since.
            using MapStore reader = MapStore.Open(_folder.File($"store{i}"));
            FullStore.Fill(writer, kind, seed: i);
            foreach (SharedStore store in (SharedStore[])[reader, writer])
            {
                store.BackUp(_folder.File("copy"), overwrite: true);
                Assert.Empty(StoreFiles.Verify(_folder.File("copy")).Findings);
                using var copy = MapStoreWriter.Open(_folder.File("copy"));
                Assert.Equal(writer.Numbers.OrderBy(static entry => entry.Key), copy.Numbers.OrderBy(static entry => entry.Key));
                Assert.Equal(writer.Texts.OrderBy(static entry => entry.Key), copy.Texts.OrderBy(static entry => entry.Key));
                Assert.InRange(copy.Statistics.MaximumBytes, maximum, 3 * maximum);
                Assert.True(copy.Statistics.CommittedBytes <= copy.Statistics.MaximumBytes);
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void One_whose_entries_make_room_for_others_all_the_time(bool byWriter)
    {
        using var writer = MapStoreWriter.Open(_folder.File(), new StoreOptions { MaximumSize = MaximumSize });
        using MapStore reader = writer.OpenReader();
        writer.Numbers.Limits = new MapLimits { MaximumEntries = 10 * Keys };
        for (int i = 0; i < Keys; i++)
            writer.Numbers.Set(i, Sample.Of(i, Length));
        Assert.InRange(writer.Numbers.Count, 1, Keys - 1);
        using var stop = new CancellationTokenSource();
        Thread traffic = StartReplacing(writer, pause: !byWriter, stop.Token);
        try
        {
            int taken = 0;
            for (DateTime end = DateTime.UtcNow + (StressTime.Normal / 2); DateTime.UtcNow < end || taken < 2; taken++)
            {
                (byWriter ? (SharedStore)writer : reader).BackUp(_folder.File("copy"), overwrite: true);
                Assert.Empty(StoreFiles.Verify(_folder.File("copy")).Findings);
                using var copy = MapStoreWriter.Open(_folder.File("copy"));
                Assert.All(copy.Numbers, static entry => Assert.True(entry.Value.IsWhole && entry.Value.Number % Keys == entry.Key));
                Assert.InRange(copy.Statistics.MaximumBytes, MaximumSize, 3 * MaximumSize);
            }
        }
        finally
        {
            stop.Cancel();
            traffic.Join();
        }
    }

    [Fact]
    public void A_reader_that_is_overtaken_again_and_again_does_not_pile_up_what_it_has_copied()
    {
        const int entries = 3000;
        const int length = 3000;
        const int rounds = 1000;
        using var writer = MapStoreWriter.Open(_folder.File());
        using MapStore reader = writer.OpenReader();
        for (int i = 0; i < entries; i++)
            writer.Numbers.Set(i, Sample.Of(i, length));
        using var started = new ManualResetEventSlim();
        var traffic = new Thread(() =>
        {
            for (int round = 0; round < rounds; round++)
            {
                for (int i = 0; i < entries; i++)
                    writer.Numbers.Set(i, Sample.Of(round + i, length));
                started.Set();
            }
        });
        traffic.Start();
        started.Wait(TestContext.Current.CancellationToken);
        reader.BackUp(_folder.File("copy"));
        traffic.Join();
        Assert.InRange(new FileInfo(_folder.File("copy")).Length, entries * length, 3 * new FileInfo(_folder.File()).Length);
    }

    // Faster than a reader copies all of it, with moments in which nothing is written where one is to succeed.
    private static Thread StartReplacing(MapStoreWriter writer, bool pause, CancellationToken stop)
    {
        var thread = new Thread(() =>
        {
            for (int i = 0; !stop.IsCancellationRequested; i++)
            {
                writer.Numbers.Set(i % Keys, Sample.Of(i, Length));
                if (pause && i % 2000 == 0)
                    Thread.Sleep(100);
            }
        });
        thread.Start();
        return thread;
    }
}
