using ShmStore.TestHost.Samples;
using ShmStore.Tests.Store.Commits;

namespace ShmStore.Tests.Store.Snapshots;

/// <summary>Snapshots that begin before a commit of several keys, or in the middle of it, with the writer standing still or going on while they are taken.</summary>
public sealed class PausedWriterTests : IDisposable
{
    private const int Steps = 9;
    private const int Stamped = 0;
    private const int SecondWordStored = 3;

    private readonly SampleWriter _writer = SampleWriter.Open(null);
    private readonly SampleStore _reader;

    public PausedWriterTests()
    {
        _reader = _writer.OpenReader();
        SampleCommits.Write(_writer, 1);
    }

    public static TheoryData<int> AllSteps => [.. Enumerable.Range(0, Steps)];

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }

    [Theory]
    [MemberData(nameof(AllSteps))]
    public void One_that_has_begun_before_the_commit_and_reads_at_a_step_of_it(int step)
    {
        PausedWriter? paused = null;
        List<(long, long)> firstRun = [];
        (long Number, long Version)[] read = _reader.Snapshot(store =>
        {
            paused ??= new PausedWriter(_writer, step, () => SampleCommits.Write(_writer, 2));
            (long, long)[] all = SampleCommits.Read(store);
            if (firstRun.Count == 0)
                firstRun.AddRange(all);
            return all;
        });
        paused!.Dispose();
        Assert.Null(SampleCommits.Check(read));
        Assert.Equal(step == Stamped ? 1 : 2, read[0].Number);

        // What it has come upon was not of one commit.
        if (step == SecondWordStored)
            Assert.NotNull(SampleCommits.Check([.. firstRun]));
    }

    [Fact]
    public void One_that_has_taken_the_record_is_taken_again_when_the_writer_goes_on()
    {
        var paused = new PausedWriter(_writer, SecondWordStored, () => SampleCommits.Write(_writer, 2));
        List<(long, long)> seen = [];
        (long, long) result = _reader.Snapshot(store =>
        {
            long a = store.A.Value.Number;
            if (seen.Count == 0)
            {
                paused.Dispose();
                Assert.Equal(2, store.B.Value.Number);
                using StoreCommit next = _writer.BeginCommit();
                _writer.A.Set(Sample.Of(3));
                _writer.Free.Set(new MongoDB.Bson.BsonDocument("n", 3L));
                next.Complete();
            }

            seen.Add((a, store.Free.Value["n"].AsInt64));
            return seen[^1];
        });
        Assert.Equal([(2, 3), (3, 3)], seen);
        Assert.Equal((3, 3), result);
    }

    [Fact]
    public void The_same_record_is_not_waited_for_twice()
    {
        using var paused = new PausedWriter(_writer, SecondWordStored, () => SampleCommits.Write(_writer, 2));
        for (int i = 0; i < 10; i++)
            Assert.Equal(2, _reader.Snapshot(SampleCommits.Read)[3].Number);
        Assert.Equal(1, _reader.D.Value.Number);
        Assert.Equal(0, _reader.Statistics.ReadRetries);
    }
}
