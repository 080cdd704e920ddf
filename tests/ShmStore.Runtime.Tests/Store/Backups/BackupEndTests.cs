using System.Diagnostics;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Backups;

/// <summary>Which commit a backup is of, and that it can be ended while it looks.</summary>
public sealed class BackupEndTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_number_of_a_commit_that_was_given_up_is_not_given_out_again(bool byWriter)
    {
        using var writer = MapStoreWriter.Open(_folder.File());
        writer.Numbers.Set(1, Sample.Of(1));
        long map = writer.Numbers.Version;
        long told;
        using (writer.BeginCommit())
            told = writer.Numbers.Set(2, Sample.Of(2));
        using MapStore reader = writer.OpenReader();
        (byWriter ? (SharedStore)writer : reader).BackUp(_folder.File("copy"));
        using var copy = MapStoreWriter.Open(_folder.File("copy"));
        Assert.Equal((reader.Version, map), (copy.Version, copy.Numbers.Version));
        Assert.True(copy.Version >= told);
        Assert.True(copy.Numbers.Set(2, Sample.Of(3)) > told);
    }

    [Fact]
    public void Cancelling_ends_it_while_it_looks_at_a_map()
    {
        const int entries = 100_000;
        using var writer = MapStoreWriter.Open(null);
        for (int i = 0; i < entries; i++)
            writer.Numbers.Set(i, Sample.Of(i));
        long start = Stopwatch.GetTimestamp();
        long all = AllocatedBy(() => writer.BackUp(_folder.File("copy")));
        TimeSpan usual = Stopwatch.GetElapsedTime(start);
        bool amidst = false;

        // Only what is copied takes much memory, so it tells how far it has come.
        for (int i = 0; i < 200 && !amidst; i++)
        {
            using var cancellation = new CancellationTokenSource(usual * (i % 40 / 40.0));
            bool cancelled = false;
            long allocated = AllocatedBy(() => cancelled = Record.Exception(() => writer.Backup(_folder.File("copy"), overwrite: true, cancellation.Token)) is OperationCanceledException);
            amidst = cancelled && allocated > all / 20 && allocated < all * 3 / 4;
        }

        Assert.True(amidst);
        Assert.Equal(["copy"], _folder.Names());
    }

    private static long AllocatedBy(Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
