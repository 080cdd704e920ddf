using System.Globalization;
using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Attaching;

namespace ShmStore.Tests.Store.Commits;

/// <summary>Writers that are killed in the middle of a commit of several keys, at every step of it and at random, under readers that stay.</summary>
public sealed class KilledCommitTests : IDisposable
{
    private const int Steps = 9;
    private const int FirstStepAfterCommit = 1;
    private const int Rounds = 25;

    private readonly TestFolder _folder = new();

    // Writes at full speed until it is killed.
    private HostProcess? _child;

    public static TheoryData<int> AllSteps => [.. Enumerable.Range(0, Steps)];

    public void Dispose()
    {
        _child?.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(AllSteps))]
    public void At_every_step_readers_and_the_next_writer_see_all_of_it_or_nothing(int step)
    {
        string path = _folder.File();
        using SampleStore reader = KillAt(path, step);
        long expected = step >= FirstStepAfterCommit ? 2 : 1;
        for (int i = 0; i < 3; i++)
            AssertAll(expected, reader.Snapshot(SampleCommits.Read));
        Assert.All(reader.Entries, static entry => Assert.True(entry.Value.IsWhole));
        using (SampleStore late = SampleStore.Open(path))
            AssertAll(expected, late.Snapshot(SampleCommits.Read));

        using (var writer = SampleWriter.Open(path))
        {
            AssertAll(expected, SampleCommits.Read(reader));
            AssertAll(expected, reader.Snapshot(SampleCommits.Read));
            AssertAll(expected, writer.Snapshot(SampleCommits.Read));
            Assert.True(writer.Version >= reader.A.Version);
            StoreInspection.AssertNoBlockIsLost(writer);
            Assert.True(SampleCommits.Write(writer, 3) > reader.Version - 1);
            StoreInspection.AssertNoBlockIsLost(writer);
        }

        AssertAll(3, reader.Snapshot(SampleCommits.Read));
    }

    [Fact]
    public void Control_readers_that_do_not_look_at_the_record_are_caught()
    {
        string path = _folder.File();
        bool caught = false;
        for (int step = 0; step < Steps; step++)
        {
            File.Delete(path);
            using SampleStore reader = KillAt(path, step);

            // One that ignores it sees the store as if there were none.
            StoreOnDisk.Poke(path, HeaderLayout.CommitRecordOffset, 0L);
            caught |= SampleCommits.Check(reader.Snapshot(SampleCommits.Read)) is not null;
        }

        Assert.True(caught);
    }

    [Fact]
    public async Task At_random_readers_never_see_a_part_of_a_commit()
    {
        string path = _folder.File();
        var random = new Random(5);
        _child = Start(path);
        using var store = SampleStore.Open(path);
        bool stop = false;
        Task<string?> reader = Task.Factory.StartNew(() => SampleCommits.CheckUntil(store, () => Volatile.Read(ref stop)), TaskCreationOptions.LongRunning);
        for (int round = 0; round < Rounds; round++)
        {
            await Task.Delay(random.Next(1, 60), TestContext.Current.CancellationToken);
            _child.Kill();
            _child.Dispose();
            Assert.False(reader.IsCompleted, reader.IsCompleted ? await reader : null);
            (long Number, long Version)[] seen = store.Snapshot(SampleCommits.Read);
            Assert.Null(SampleCommits.Check(seen));
            if (round % 2 == 0)
            {
                using var writer = SampleWriter.Open(path);
                Assert.Equal(seen, SampleCommits.Read(store));
                StoreInspection.AssertNoBlockIsLost(writer);
            }

            _child = Start(path);
        }

        _child.Kill();
        _child.Dispose();
        Volatile.Write(ref stop, true);
        Assert.Null(await reader);
    }

    private static HostProcess Start(string path)
    {
        HostProcess child = HostProcess.Start("store-commit", path);
        child.Await("writing");
        return child;
    }

    /// <summary>A store in which all entries have number 1, and whose writer was killed at a step of the commit that gives them number 2.</summary>
    private static SampleStore KillAt(string path, int step)
    {
        using (var writer = SampleWriter.Open(path))
            SampleCommits.Write(writer, 1);
        var reader = SampleStore.Open(path);
        AssertAll(1, reader.Snapshot(SampleCommits.Read));
        using HostProcess child = HostProcess.Start("store-commit", path, step.ToString(CultureInfo.InvariantCulture));
        Assert.Null(child.ReadLine());
        return reader;
    }

    private static void AssertAll(long expected, (long Number, long Version)[] read)
    {
        Assert.Null(SampleCommits.Check(read));
        Assert.Equal(expected, read[0].Number);
    }
}
