using System.Diagnostics;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Protocol;

namespace ShmStore.Tests.Store.Backups;

/// <summary>Backups of stores that are written at full speed: each is one state.</summary>
public sealed class BackupStressTests : IDisposable
{
    private const int Accounts = 40;
    private const long Sum = 1_000_000;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_reader_takes_one_state_of_all_keys_from_a_process_that_writes_them_all_at_once()
    {
        using HostProcess child = HostProcess.Start("store-commit", _folder.File());
        child.Await("writing");
        using var reader = SampleStore.Open(_folder.File());
        long version = 0;
        int taken = 0;
        for (DateTime end = DateTime.UtcNow + (StressTime.Normal / 2); DateTime.UtcNow < end || taken < 2; taken++)
        {
            reader.BackUp(_folder.File("copy"), overwrite: true);
            version = AssertOneState(_folder.File("copy"), version);
        }

        // The writer was not stopped.
        Assert.True(SpinWait.SpinUntil(() => reader.Version > version, TimeSpan.FromSeconds(30)), $"Nothing is written after version {version}.");
    }

    [Fact]
    public void A_dead_writers_unfinished_commit_is_in_the_backup_or_not()
    {
        for (int step = 0; step < 9; step++)
        {
            string path = _folder.File($"store{step}");
            using (var writer = SampleWriter.Open(path))
                SampleCommits.Write(writer, 1);
            using (HostProcess child = HostProcess.Start("store-commit", path, $"{step}"))
                Assert.Null(child.ReadLine());
            using var reader = SampleStore.Open(path);
            reader.BackUp(_folder.File("copy"), overwrite: step > 0);
            AssertOneState(_folder.File("copy"), 0);
            using var backup = SampleStore.Open(_folder.File("copy"));
            Assert.Equal(step >= 1 ? 2 : 1, backup.A.Value.Number);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Money_moves_between_entries_of_maps_and_none_is_lost_in_a_backup(bool byWriter)
    {
        using var writer = MapStoreWriter.Open(_folder.File(), new StoreOptions { MaximumSize = 64L << 20, Checksums = byWriter });
        using MapStore reader = writer.OpenReader();
        FillAccounts(writer);
        using var stop = new CancellationTokenSource();
        Thread traffic = StartTransfers(writer, pause: !byWriter, stop.Token);
        try
        {
            int taken = 0;
            for (DateTime end = DateTime.UtcNow + (StressTime.Normal / 2); DateTime.UtcNow < end || taken < 2; taken++)
            {
                (byWriter ? (SharedStore)writer : reader).BackUp(_folder.File("copy"), overwrite: true);
                Assert.Equal(Sum, SumIn(_folder.File("copy")));
                Assert.Empty(StoreFiles.Verify(_folder.File("copy")).Findings);
            }
        }
        finally
        {
            stop.Cancel();
            traffic.Join();
        }
    }

    [Fact]
    public void What_was_copied_in_vain_makes_room_for_what_is_copied_next()
    {
        const int entries = 300;
        const int length = 30_000;
        using var writer = MapStoreWriter.Open(_folder.File(), new StoreOptions { MaximumSize = 256L << 20 });
        bool stop = false;
        long round = 0;
        SetAll();
        var traffic = new Thread(() =>
        {
            while (!Volatile.Read(ref stop))
                SetAll();
        });
        traffic.Start();
        long before = Volatile.Read(ref round);
        try
        {
            writer.BackUp(_folder.File("copy"));
        }
        finally
        {
            Volatile.Write(ref stop, true);
            traffic.Join();
        }

        Assert.True(round > before);
        Assert.InRange(new FileInfo(_folder.File("copy")).Length, entries * length, 7 * entries * length / 2);
        Assert.Empty(StoreFiles.Verify(_folder.File("copy")).Findings);

        void SetAll()
        {
            for (int i = 0; i < entries; i++)
                writer.Numbers.Set(i, Sample.Of(i, length));
            Interlocked.Increment(ref round);
        }
    }

    [Fact]
    public void Control_entries_that_are_read_one_after_the_other_are_caught()
    {
        using var writer = MapStoreWriter.Open(_folder.File(), new StoreOptions { MaximumSize = 64L << 20 });
        using MapStore reader = writer.OpenReader();
        FillAccounts(writer);
        using var stop = new CancellationTokenSource();
        Thread traffic = StartTransfers(writer, pause: false, stop.Token);
        try
        {
            bool caught = false;
            for (int i = 0; i < 1_000_000 && !caught; i++)
            {
                long sum = 0;
                for (int account = 0; account < Accounts; account++)
                    sum += reader.Numbers[account].Value.Number;
                caught = sum != Sum;
            }

            Assert.True(caught);
        }
        finally
        {
            stop.Cancel();
            traffic.Join();
        }
    }

    [Fact]
    public void A_reader_gives_up_on_a_store_that_never_stands_still_and_leaves_nothing_behind()
    {
        using var writer = MapStoreWriter.Open(_folder.File(), new StoreOptions { MaximumSize = 64L << 20 });
        for (int i = 0; i < 5000; i++)
            writer.Numbers.Set(i, Sample.Of(i));
        using var reader = new MapStore(StoreAttachment.OpenReader(MapStore.Schema, _folder.File(), new OpenOptions { MaximumReadAttempts = 3 }));
        using var stop = new CancellationTokenSource();
        var traffic = new Thread(() =>
        {
            for (int i = 0; !stop.IsCancellationRequested; i++)
                writer.Numbers.Set(i % 5000, Sample.Of(i));
        });
        traffic.Start();
        try
        {
            // Likely at the first attempt, certain only over time: nothing depends on which one it is. On a busy machine both threads may take turns for long, so that the store does stand still.
            Exception? error = null;
            var patience = Stopwatch.StartNew();
            while (error is null && patience.Elapsed < TimeSpan.FromSeconds(60))
            {
                error = Record.Exception(() => reader.BackUp(_folder.File("copy")));
                File.Delete(_folder.File("copy"));
            }

            Assert.IsType<ReadContentionException>(error);
            Assert.DoesNotContain(_folder.Names(), static name => name.Contains("new-", StringComparison.Ordinal));
        }
        finally
        {
            stop.Cancel();
            traffic.Join();
        }
    }

    private static long AssertOneState(string path, long notBefore)
    {
        using var backup = SampleWriter.Open(path);
        (long Number, long Version)[] read = SampleCommits.Read(new SampleStore(backup.Attachment.AsReader()));
        Assert.Null(SampleCommits.Check(read, notBefore));
        return read[0].Version;
    }

    private static void FillAccounts(MapStoreWriter writer)
    {
        for (int account = 0; account < Accounts; account++)
            writer.Numbers.Set(account, Sample.Of(account == 0 ? Sum : 0));
    }

    // Each commit moves an amount from one entry to another, and touches other keys beside.
    private static Thread StartTransfers(MapStoreWriter writer, bool pause, CancellationToken stop)
    {
        var thread = new Thread(() =>
        {
            for (int i = 0; !stop.IsCancellationRequested; i++)
            {
                int from = i % Accounts;
                int to = ((i * 7) + 1) % Accounts;
                using StoreCommit commit = writer.BeginCommit();
                long amount = writer.Numbers[from].Value.Number / 2;
                writer.Numbers.Update(from, old => Sample.Of(old.Number - amount, 1 + (i % 300)));
                writer.Numbers.Update(to, old => Sample.Of(old.Number + amount));
                writer.Texts.Set($"t{i % 500}", Sample.Of(i));
                if (i % 3 == 0)
                    writer.Texts.Remove($"t{i * 11 % 500}");
                commit.Complete();

                // A reader can only take what stands for a moment.
                if (pause && i % 50 == 0)
                    Thread.Sleep(2);
            }
        });
        thread.Start();
        return thread;
    }

    private static long SumIn(string path)
    {
        using var store = MapStore.Open(path);
        return store.Numbers.Sum(static entry => entry.Value.Number);
    }
}
