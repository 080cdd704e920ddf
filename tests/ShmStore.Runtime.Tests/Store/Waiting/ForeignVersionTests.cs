using System.Diagnostics;
using ShmStore.Layout;
using ShmStore.Store.Maps;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Attaching;
using ShmStore.Tests.Store.Maps.Changes;

namespace ShmStore.Tests.Store.Waiting;

/// <summary>Going on in one store with versions that were seen in another, which this one is an earlier backup of.</summary>
public sealed class ForeignVersionTests : IDisposable
{
    private const int Lost = 3;

    private readonly TestFolder _folder = new();
    private readonly long _seen;

    public ForeignVersionTests()
    {
        using var origin = MapStoreWriter.Open(_folder.File("origin"));
        origin.Texts.Set("a", Sample.Of(1));
        origin.Beside.Set(Sample.Of(1));
        origin.Backup(_folder.File(), cancellationToken: Stop);
        for (int i = 0; i < Lost; i++)
            _seen = origin.Texts.Set("lost", Sample.Of(i));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(Lost)]
    public void Who_follows_a_map_is_told_that_he_has_missed_all_and_then_every_change(int ahead)
    {
        using var writer = MapStoreWriter.Open(_folder.File());
        long now = writer.Version;
        Assert.Equal(_seen, now + Lost);
        var told = new Collected(writer.Texts.WatchAsync(now + ahead, Stop));
        Assert.Equal([(MapChangeKind.Missed, null, now)], told.Of(1));
        Assert.Equal([.. Enumerable.Range(0, Lost + 1).Select(i => (MapChangeKind.Set, (string?)$"{i}", writer.Texts.Set($"{i}", Sample.Of(i))))], told.Of(Lost + 1));
    }

    [Fact]
    public void Also_of_a_map_that_was_never_changed()
    {
        using var writer = MapStoreWriter.Open(_folder.File("empty"));
        var told = new Collected(writer.Texts.WatchAsync(_seen, Stop));
        Assert.Equal([(MapChangeKind.Missed, null, writer.Version)], told.Of(1));
        long first = writer.Texts.Set("a", Sample.Of(1));
        Assert.Equal([(MapChangeKind.Set, "a", first)], told.Of(1));
    }

    [Fact]
    public async Task Waits_for_what_the_store_has_not_come_to_end_at_once_and_go_on_from_what_there_is()
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        soon.CancelAfter(TimeSpan.FromSeconds(30));
        using var writer = MapStoreWriter.Open(_folder.File());
        using MapStore reader = writer.OpenReader();
        long last = writer.Version;
        Assert.Equal(last, reader.WaitForChange(_seen, soon.Token));
        Assert.Equal(last, await reader.WaitForChangeAsync(_seen, soon.Token));
        Assert.True(reader.TryWaitForChange(_seen, TimeSpan.Zero, out long version, soon.Token));
        Assert.Equal(last, version);
        Assert.Equal(reader.Texts.Version, reader.Texts.WaitForChange(_seen, soon.Token));
        Assert.Equal(reader.Beside.Version, reader.Beside.WaitForChange(_seen, soon.Token));
        await foreach (Versioned<Sample> change in reader.Beside.ChangesAsync(_seen, soon.Token))
        {
            Assert.Equal((reader.Beside.Version, 1), (change.Version, change.Value!.Number));
            break;
        }

        Assert.False(reader.TryWaitForChange(last, TimeSpan.Zero, out _, Stop));
    }

    [Fact]
    public void The_version_of_the_commit_that_is_being_made_is_none_of_another_store()
    {
        using var writer = MapStoreWriter.Open(_folder.File());
        using MapStore reader = writer.OpenReader();
        using StoreCommit commit = writer.BeginCommit();
        long next = writer.Beside.Set(Sample.Of(2));
        Assert.Equal(reader.Version + 1, next);
        Assert.False(reader.Beside.TryWaitForChange(next, TimeSpan.Zero, out _, Stop));
    }

    // As after a power failure, when the page of the header is older than others.
    [Fact]
    public async Task Where_fewer_commits_are_counted_than_there_were_nobody_is_told_of_a_version_twice()
    {
        string path = _folder.File();
        using (var writer = MapStoreWriter.Open(path))
        {
            for (int i = 0; i < 10; i++)
            {
                writer.Beside.Set(Sample.Of(i));
                writer.Texts.Set("a", Sample.Of(i));
            }
        }

        StoreOnDisk.Poke(path, HeaderLayout.CommitCounterOffset, 2L);
        using MapStore reader = MapStore.Open(path);
        Assert.Equal(2, reader.Version);
        (long beside, long texts) = (reader.Beside.Version, reader.Texts.Version);
        Assert.True(beside > 3);
        Assert.False(reader.Beside.TryWaitForChange(beside, TimeSpan.Zero, out _, Stop));
        Assert.False(reader.Texts.TryWaitForChange(texts, TimeSpan.Zero, out _, Stop));
        Assert.True(reader.Beside.TryWaitForChange(_seen, TimeSpan.Zero, out long version, Stop));
        Assert.Equal(beside, version);

        using var soon = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        int told = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (Versioned<Sample> change in reader.Beside.ChangesAsync(0, soon.Token))
            {
                told += change.Version == beside ? 1 : 1000;
                soon.CancelAfter(TimeSpan.FromMilliseconds(100));
            }
        });
        Assert.Equal(1, told);
    }

    // The writer stands still between the two, for less than the follower waits.
    [Fact]
    public void A_version_that_is_not_counted_yet_is_waited_for()
    {
        using var writer = MapStoreWriter.Open(_folder.File());
        using MapStore reader = writer.OpenReader();
        writer.Texts.Set("a", Sample.Of(0));
        int seen = 0;
        for (int round = 1; round <= 50 && seen < 5; round++)
        {
            Task<bool>? isMissed = null;
            long begun = 0;
            writer.Attachment.Writer!.StepTaken = _ =>
            {
                long version = reader.Texts["a"].Version;
                if (isMissed is not null || version <= reader.Version)
                    return;
                using var starting = new ManualResetEventSlim();
                begun = Stopwatch.GetTimestamp();
                isMissed = Task.Factory.StartNew(
                    () =>
                    {
                        starting.Set();
                        ReadOnlySpan<ChangeRecord> told = new ChangeCursor(reader.Texts.Reader, version).Read();
                        return !told.IsEmpty && told[0].Kind == ChangeKind.Missed;
                    },
                    Stop, TaskCreationOptions.LongRunning, TaskScheduler.Default);
                starting.Wait(Stop);
                Thread.Sleep(1);
            };
            writer.Texts.Set("a", Sample.Of(round));
#pragma warning disable xUnit1031 // the time counts
            bool missed = isMissed!.Result;
#pragma warning restore xUnit1031
            if (Stopwatch.GetElapsedTime(begun) > TimeSpan.FromMilliseconds(80))
                continue;
            Assert.False(missed);
            seen++;
        }

        writer.Attachment.Writer!.StepTaken = null;
        Assert.Equal(5, seen);
    }

    [Fact]
    public void Who_sees_a_commit_before_it_is_counted_and_follows_the_map_from_there_on_is_not_told_so()
    {
        using var writer = MapStoreWriter.Open(_folder.File());
        using MapStore reader = writer.OpenReader();
        bool stop = false;
        var writing = new WaitingThread(() =>
        {
            for (int i = 0; !Volatile.Read(ref stop); i++)
                writer.Texts.Set("a", Sample.Of(i));
            return 0;
        });
        try
        {
            for (int i = 0; i < 100_000; i++)
            {
                long version = reader.Texts["a"].Version;
                ReadOnlySpan<ChangeRecord> told = new ChangeCursor(reader.Texts.Reader, version).Read();
                if (!told.IsEmpty && told[0].Kind == ChangeKind.Missed)
                    Assert.True(reader.Version - version > RingLayout.Records / 2, $"at {version} of {reader.Version}");
            }
        }
        finally
        {
            Volatile.Write(ref stop, true);
            writing.Result();
        }
    }

    [Fact]
    public void Each_store_and_each_backup_has_an_identity_which_it_keeps()
    {
        Guid identity;
        using (MapStore reader = MapStore.Open(_folder.File()))
            identity = reader.StoreIdentity;
        using (var origin = MapStoreWriter.Open(_folder.File("origin")))
            Assert.NotEqual(identity, origin.StoreIdentity);
        using (var writer = MapStoreWriter.Open(_folder.File()))
            Assert.Equal(identity, writer.StoreIdentity);
        MapStore disposed = MapStore.Open(_folder.File());
        disposed.Dispose();
        Assert.Throws<ObjectDisposedException>(() => disposed.StoreIdentity);
    }
}
