using System.Diagnostics;
using MongoDB.Bson;
using ShmStore.Memory;
using ShmStore.Store.Attaching;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Attaching;

/// <summary>Who stands by becomes the writer when there is none any more.</summary>
public sealed class WriterSuccessionTests : IDisposable
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TestFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task After_a_writer_that_ends()
    {
        string path = _folder.File();
        var first = SampleWriter.Open(path);
        first.A.Set(Sample.Of(1));
        Assert.Null(Try(path, TimeSpan.Zero));
        Assert.Null(Try(path, Short));
        Task<StoreAttachment> standing = StoreAttachment.BecomeWriterAsync(SampleStore.Schema, path, cancellationToken: Stop);
        await Task.Delay(Short, Stop);
        Assert.False(standing.IsCompleted);
        first.A.Set(Sample.Of(2));
        first.Dispose();
        using (var second = new SampleWriter(await standing.WaitAsync(Patience, Stop)))
        {
            Assert.Equal(2, second.A.Value.Number);
            second.A.Set(Sample.Of(3));
        }

        using SampleWriter? third = Try(path, TimeSpan.Zero);
        Assert.Equal(3, third!.A.Value.Number);
    }

    [Fact]
    public void After_a_writer_that_is_killed()
    {
        string path = _folder.File();
        HostProcess child = HostProcess.Start("store-write", path, "small");
        for (int round = 0; round < 5; round++)
        {
            child.Await("writing");
            using var standing = new ManualResetEventSlim();
            SampleWriter? next = null;
            var thread = new Thread(() =>
            {
                standing.Set();
                next = Try(path, Patience);
            });
            thread.Start();
            standing.Wait(Stop);
            Thread.Sleep(20);
            child.Kill();
            child.Dispose();
            thread.Join();
            using (next)
            {
                Assert.NotNull(next);
                Assert.True(next.A.Value.IsWhole);
                StoreInspection.AssertEveryBlockIsKnown(next);
            }

            child = HostProcess.Start("store-write", path, "small");
        }

        child.Dispose();
    }

    [Fact]
    public async Task One_of_many_at_a_time()
    {
        string path = _folder.File();
        using (var first = SampleWriter.Open(path))
            first.A.Set(Sample.Of(0));
        int inside = 0;
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(
            async () =>
            {
                using var writer = new SampleWriter(await StoreAttachment.BecomeWriterAsync(SampleStore.Schema, path, cancellationToken: Stop));
                Assert.Equal(1, Interlocked.Increment(ref inside));
                writer.A.Update(static value => Sample.Of(value.Number + 1));
                Interlocked.Decrement(ref inside);
            },
            Stop)));
        using var reader = SampleStore.Open(path);
        Assert.Equal(12, reader.A.Value.Number);
    }

    [Fact]
    public void Where_there_is_no_store_it_is_made()
    {
        using SampleWriter? writer = Try(_folder.File(), TimeSpan.Zero);
        Assert.NotNull(writer);
        Assert.ThrowsAny<FileNotFoundException>(() => Try(_folder.File("other"), Patience, new StoreOptions { Mode = StoreMode.Open }));
        Assert.Throws<IOException>(() => Try(_folder.File(), Short, new StoreOptions { Mode = StoreMode.CreateNew }));
    }

    [Fact]
    public async Task Waits_end_when_they_are_cancelled()
    {
        string path = _folder.File();
        using var writer = SampleWriter.Open(path);
        using var cancelling = new CancellationTokenSource(Short);
        Task<StoreAttachment> standing = StoreAttachment.BecomeWriterAsync(SampleStore.Schema, path, cancellationToken: cancelling.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => standing);
        Assert.Throws<OperationCanceledException>(() => StoreAttachment.TryBecomeWriter(SampleStore.Schema, path, Timeout.InfiniteTimeSpan, null, cancelling.Token));
        writer.Dispose();
        using SampleWriter? next = Try(path, TimeSpan.Zero);
        Assert.NotNull(next);
    }

    [Fact]
    public async Task One_of_several_does_not_wait_longer_for_the_turn_of_another_than_it_has_time()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "several writers need Linux");
        string path = _folder.File();
        var options = new StoreOptions { Writers = WriterMode.Several };
        using var writer = SampleWriter.Open(path, options);
        using var begun = new ManualResetEventSlim();
        using var end = new ManualResetEventSlim();
        var committing = new Thread(() =>
        {
            using StoreCommit commit = writer.BeginCommit();
            begun.Set();
            end.Wait(Stop);
            writer.A.Set(Sample.Of(1));
            commit.Complete();
        });
        committing.Start();
        begun.Wait(Stop);
        foreach (TimeSpan time in (TimeSpan[])[TimeSpan.Zero, Short, 10 * Short])
        {
            long start = Stopwatch.GetTimestamp();
            Assert.Null(Try(path, time, options));
            Assert.InRange(Stopwatch.GetElapsedTime(start), time, Patience);
        }

        using var cancelling = new CancellationTokenSource(Short);
        Assert.Throws<OperationCanceledException>(() => StoreAttachment.TryBecomeWriter(SampleStore.Schema, path, Timeout.InfiniteTimeSpan, options, cancelling.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => StoreAttachment.BecomeWriterAsync(SampleStore.Schema, path, options, cancelling.Token));

        // Every one of 100 has left its seat, of which there are 64.
        for (int i = 0; i < 100; i++)
            Assert.Null(Try(path, TimeSpan.Zero, options));
        Task<StoreAttachment> standing = StoreAttachment.BecomeWriterAsync(SampleStore.Schema, path, options, Stop);
        await Task.Delay(10 * Short, Stop);
        Assert.False(standing.IsCompleted);
        end.Set();
        committing.Join();
        using var next = new SampleWriter(await standing.WaitAsync(Patience, Stop));
        Assert.Equal(1, next.A.Value.Number);
        next.A.Set(Sample.Of(2));
        Assert.Equal(2, writer.A.Value.Number);
    }

    [Fact]
    public void One_of_several_when_a_seat_is_free()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "several writers need Linux");
        string path = _folder.File();
        var options = new StoreOptions { Writers = WriterMode.Several };
        SampleWriter[] writers = [.. Enumerable.Range(0, 64).Select(_ => SampleWriter.Open(path, options))];
        Assert.Null(Try(path, Short, options));
        Task.Run(
            async () =>
            {
                await Task.Delay(Short, Stop);
                writers[17].Dispose();
            },
            Stop);
        using SampleWriter? next = Try(path, Patience, options);
        Assert.NotNull(next);
        Assert.All(writers, static writer => writer.Dispose());
    }

    [Fact]
    public async Task One_of_several_does_not_wait_longer_for_who_has_the_store_for_himself()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "several writers need Linux");
        string path = _folder.File();
        var options = new StoreOptions { Writers = WriterMode.Several };
        SampleWriter.Open(path, options).Dispose();
        using (StoreLock.Take(RegionProviders.Default, path))
        {
            long start = Stopwatch.GetTimestamp();
            Assert.Null(Try(path, Short, options));
            using var cancelling = new CancellationTokenSource(Short);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => StoreAttachment.BecomeWriterAsync(SampleStore.Schema, path, options, cancelling.Token));
            Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(4));
        }

        using SampleWriter? next = Try(path, Patience, options);
        Assert.NotNull(next);
    }

    [Fact]
    public void What_can_never_succeed_is_told_at_once()
    {
        string path = _folder.File();
        using var writer = SampleWriter.Open(path);
        Assert.Throws<SchemaMismatchException>(() => StoreAttachment.TryBecomeWriter(MapStore.Schema, path, Patience, null, Stop));
        Assert.Throws<WriterModeException>(() => Try(path, Patience, new StoreOptions { Writers = WriterMode.Several }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Try(path, TimeSpan.FromSeconds(-2)));
        Assert.ThrowsAny<ArgumentException>(() => Try(path, Patience, new StoreOptions { MaximumSize = -1 }));
        Assert.ThrowsAny<ArgumentException>(() => Try("", Patience));
    }

    [Fact]
    public async Task Keys_for_which_there_is_no_room_are_told_at_once()
    {
        string path = _folder.File();
        using var writer = SampleWriter.Open(path);
        StoreSchema many = With([.. Enumerable.Range(0, 200).Select(static i => $"K{i}")]);
        SharedStoreException error = Assert.Throws<SharedStoreException>(() => StoreAttachment.TryBecomeWriter(many, path, TimeSpan.Zero, null, Stop));
        Assert.Contains("209", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<SharedStoreException>(() => StoreAttachment.BecomeWriterAsync(many, path, cancellationToken: Stop).WaitAsync(Patience, Stop));
    }

    [Fact]
    public void A_schema_that_another_writer_extends_meanwhile_is_looked_at_again()
    {
        string path = _folder.File();
        var first = SampleWriter.Open(path);
        var standing = new WriterSuccession(RegionProviders.Default, With("Mine"), path, new StoreOptions());
        Assert.Null(standing.TryAttach(TimeSpan.Zero, Stop));
        Assert.Null(standing.TryAttach(TimeSpan.Zero, Stop));
        first.Dispose();

        // It stands by without claiming what it would append.
        using var other = new SampleWriter(StoreAttachment.CreateWriter(With("Others"), path));
        SchemaMismatchException refused = Assert.Throws<SchemaMismatchException>(() => standing.TryAttach(TimeSpan.Zero, Stop));
        Assert.Contains(refused.Differences, static difference => difference.Path == "Tests.SampleStore.Mine");
    }

    [Fact]
    public void Where_a_writer_cannot_be_told_by_looking_it_is_tried()
    {
        string path = _folder.File();
        var provider = new ShmStore.Memory.Portable.PortableRegionProvider();
        Assert.False(((IRegionProvider)provider).HasWriter(path));
        using var writer = new SampleWriter(new StoreOpener(provider).CreateWriter(SampleStore.Schema, path, new StoreOptions()));
        var standing = new WriterSuccession(provider, SampleStore.Schema, path, new StoreOptions());
        Assert.Null(standing.TryAttach(Short, Stop));
        writer.Dispose();
        using var next = new SampleWriter(standing.TryAttach(Patience, Stop)!);
        next.A.Set(Sample.Of(1));
    }

    private static StoreSchema With(params string[] keys)
    {
        BsonDocument schema = SampleSchema.Document();
        foreach (string key in keys)
            schema["keys"].AsBsonArray.Add(SampleSchema.Key(key, "entry", SampleSchema.SampleType));
        return SampleSchema.Parse(schema);
    }

    private static SampleWriter? Try(string path, TimeSpan timeout, StoreOptions? options = null) =>
        StoreAttachment.TryBecomeWriter(SampleStore.Schema, path, timeout, options, Stop) is { } attachment ? new SampleWriter(attachment) : null;
}
