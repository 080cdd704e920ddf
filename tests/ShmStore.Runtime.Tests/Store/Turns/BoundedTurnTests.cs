using System.Diagnostics;
using System.Globalization;
using MongoDB.Bson;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Turns;

/// <summary>One of several writers whose commits begin in time or not at all, beside writers in other processes.</summary>
public sealed class BoundedTurnTests : IDisposable
{
    private static readonly StoreOptions Several = new() { Writers = WriterMode.Several };
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_process_that_is_stopped_in_its_turn_is_not_waited_for(bool goesOn)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "One writer only.");
        string path = _folder.File();
        using var writer = SampleWriter.Open(path, Several);
        writer.A.Set(Sample.Of(7));
        using HostProcess child = StoppedInItsTurn(path);
        long version = writer.Version;
        foreach (int milliseconds in (int[])[0, 1, 200])
        {
            var time = TimeSpan.FromMilliseconds(milliseconds);
            long start = Stopwatch.GetTimestamp();
            Assert.False(writer.TryBeginCommit(time, out StoreCommit none));
            Assert.InRange(Stopwatch.GetElapsedTime(start), time, Patience);
            none.Dispose();
            Assert.Equal((7, version), (writer.A.Value.Number, writer.Version));
        }

        if (goesOn)
        {
            child.Signal("CONT");
            child.EndInput();
        }
        else
        {
            child.Kill();
        }

        // Given up by its process, or repaired behind it.
        Assert.True(writer.TryBeginCommit(Patience, out StoreCommit commit));
        using (commit)
        {
            writer.B.Set(Sample.Of(8));
            Assert.True(commit.Complete() > version + 1);
        }

        Assert.Equal((7, 8), (writer.A.Value.Number, writer.B.Value.Number));
        if (goesOn)
            child.Succeed();
        StoreInspection.AssertEveryBlockIsKnown(writer);
    }

    [Fact]
    public void A_wait_for_a_process_that_is_stopped_in_its_turn_can_be_cancelled()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "One writer only.");
        string path = _folder.File();
        using var writer = SampleWriter.Open(path, Several);
        writer.A.Set(Sample.Of(7));
        using HostProcess child = StoppedInItsTurn(path);
        long version = writer.Version;
        for (int i = 0; i < 5; i++)
        {
            using var cancelling = new CancellationTokenSource(TimeSpan.FromMilliseconds(30));
            long start = Stopwatch.GetTimestamp();
            Assert.Equal(cancelling.Token, Assert.Throws<OperationCanceledException>(() => writer.BeginCommit(cancelling.Token)).CancellationToken);
            Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, Patience);
            Assert.Equal((7, version), (writer.A.Value.Number, writer.Version));
        }

        child.Signal("CONT");
        child.EndInput();
        using (StoreCommit commit = writer.BeginCommit(TestContext.Current.CancellationToken))
        {
            writer.B.Set(Sample.Of(8));
            commit.Complete();
        }

        Assert.Equal((7, 8), (writer.A.Value.Number, writer.B.Value.Number));
        child.Succeed();
        StoreInspection.AssertEveryBlockIsKnown(writer);
    }

    [Fact]
    public void A_dead_writer_s_turn_is_taken_over_without_any_time()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "One writer only.");
        string path = _folder.File();
        using var writer = SampleWriter.Open(path, Several);
        using HostProcess child = HostProcess.Start("store-commit", path, "1", "several");
        Assert.Null(child.ReadLine());
        child.Kill();
        Assert.True(writer.TryBeginCommit(TimeSpan.Zero, out StoreCommit commit));
        commit.Dispose();
        StoreInspection.AssertEveryBlockIsKnown(writer);
    }

    [Fact]
    public async Task Those_who_have_no_time_and_those_who_wait_lose_no_update()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "One writer only.");
        const int patient = 3;
        const int rounds = 500;
        const int hasty = 2;
        bool stop = false;
        int updates;
        string path = _folder.File();
        SampleCounting.Create(path);
        HostProcess[] children = [.. Enumerable.Range(0, patient).Select(_ => HostProcess.Start("store-count", path, rounds.ToString(CultureInfo.InvariantCulture)))];
        try
        {
            foreach (HostProcess child in children)
                child.Await("ready");
            Task<(int Updates, int Late)>[] counting =
                [.. Enumerable.Range(0, hasty).Select(_ => Task.Factory.StartNew(() => CountHastily(path, () => Volatile.Read(ref stop)), TaskCreationOptions.LongRunning))];
            foreach (HostProcess child in children)
                child.EndInput();
            foreach (HostProcess child in children)
                child.Succeed();
            Volatile.Write(ref stop, true);
            (int Updates, int Late)[] counts = await Task.WhenAll(counting).WaitAsync(Patience, TestContext.Current.CancellationToken);
            updates = counts.Sum(static count => count.Updates);
            Assert.NotEqual(0, updates);
            Assert.NotEqual(0, counts.Sum(static count => count.Late));
        }
        finally
        {
            foreach (HostProcess child in children)
                child.Dispose();
        }

        Assert.Null(SampleCounting.Check(path, patient, rounds));
        using var writer = SampleWriter.Open(path, Several);
        Assert.Equal(updates, writer.Free.Value["n"].AsInt32);
        StoreInspection.AssertEveryBlockIsKnown(writer);
    }

    // A process that has the turn, and does not go on with it.
    private static HostProcess StoppedInItsTurn(string path)
    {
        HostProcess child = HostProcess.Start("store-tell", path, nameof(WriterMode.Several), "0");
        Assert.NotNull(child.ReadLine());
        child.Signal("STOP");
        return child;
    }

    // Counts the document up until told to stop. Returns how often it did, and how often there was no turn in time.
    private static (int Updates, int Late) CountHastily(string path, Func<bool> stop)
    {
        using var writer = SampleWriter.Open(path, Several);
        int updates = 0, late = 0;
        while (!stop())
        {
            if (!writer.TryBeginCommit(TimeSpan.FromMicroseconds((updates + late) % 4 * 100), out StoreCommit commit))
            {
                late++;
                continue;
            }

            using (commit)
            {
                writer.Free.Set(new BsonDocument("n", writer.Free.HasValue ? writer.Free.Value["n"].AsInt32 + 1 : 1));
                commit.Complete();
                updates++;
            }
        }

        return (updates, late);
    }
}
