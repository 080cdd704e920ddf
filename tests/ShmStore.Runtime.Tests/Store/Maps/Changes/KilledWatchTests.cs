using System.Globalization;
using ShmStore.Heap;
using ShmStore.Store.Commits;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Maps.Changes;

/// <summary>Writers that are killed while others follow the map: nothing is told that has not happened, and nothing that has is lost without a word.</summary>
public sealed class KilledWatchTests : IDisposable
{
    private const int Rounds = 20;
    private const int Steps = 12;
    private const int FirstStepAfterCommit = 1;

    private readonly TestFolder _folder = new();

    public static TheoryData<int> AllSteps => [.. Enumerable.Range(0, Steps)];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(AllSteps))]
    public void Of_a_commit_of_several_keys_all_is_told_or_nothing(int step)
    {
        string path = _folder.File();
        using (var writer = MapStoreWriter.Open(path))
            writer.Texts.Set("first", Sample.Of(1));
        using MapStore reader = MapStore.Open(path);
        var told = new Collected(reader.Texts.WatchAsync(cancellationToken: Stop));
        using (HostProcess child = HostProcess.Start("map-write", path, "0", step.ToString(CultureInfo.InvariantCulture)))
            Assert.Null(child.ReadLine());
        using (var writer = MapStoreWriter.Open(path))
            writer.Texts.Set(FollowedMap.End, Sample.Of(0));
        List<string?> keys = [.. told.UntilEnd().Select(static change => change.Key)];
        Assert.Equal(step >= FirstStepAfterCommit ? [.. MapTraffic.CommitKeys, FollowedMap.End] : [FollowedMap.End], keys);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void A_change_of_one_key_that_was_begun_is_told_as_missed_also_if_it_is_the_first_of_the_map(bool isThere, bool removal)
    {
        string path = _folder.File();
        long begun;
        using (var writer = MapStoreWriter.Open(path))
        {
            if (isThere)
                writer.Texts.Set("a", Sample.Of(1));
            begun = Begin(writer, removal);
        }

        using MapStore reader = MapStore.Open(path);
        var told = new Collected(reader.Texts.WatchAsync(cancellationToken: Stop));
        Assert.True(reader.Texts.Version < begun);
        for (int round = 0; round < 2; round++)
            MapStoreWriter.Open(path).Dispose();
        MapChange<string, Sample> change = told.Next();
        Assert.Equal((MapChangeKind.Missed, begun), (change.Kind, change.Version));
        using (var writer = MapStoreWriter.Open(path))
            Assert.True(writer.Texts.Set("b", Sample.Of(1)) > begun);
        Assert.Equal("b", told.Next().Key);
        Assert.Equal(isThere, reader.Texts.ContainsKey("a"));
    }

    [Fact]
    public async Task At_random_whoever_follows_knows_the_map_in_the_end()
    {
        string path = _folder.File();
        MapStoreWriter.Open(path).Dispose();
        using MapStore reader = MapStore.Open(path);
        var followed = new FollowedMap(reader.Texts);
        Task consumer = Task.Run(() => followed.FollowAsync(reader.Texts.WatchAsync(0, Stop)), Stop);
        var random = new Random(5);
        for (int round = 0; round < Rounds; round++)
        {
            using HostProcess child = HostProcess.Start("map-write", path, round.ToString(CultureInfo.InvariantCulture));
            child.Await("writing");
            await Task.Delay(random.Next(1, 40), Stop);
            child.Kill();
        }

        using var writer = MapStoreWriter.Open(path);
        Assert.False(consumer.IsCompleted);
        StoreInspection.AssertEveryBlockIsKnown(writer);
        writer.Texts.Set(FollowedMap.End, Sample.Of(0));
        await consumer.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        string? difference = followed.Difference();
        Assert.True(difference is null, difference);
    }

    // What a writer that dies before its one store has done: the record is in the ring, and the entry is as it was.
    private static long Begin(MapStoreWriter writer, bool removal)
    {
        CommitWriter commits = writer.Attachment.Writer!;
        long version = commits.NextVersion;
        commits.StepTaken = static step =>
        {
            if (step == WriteStep.ChangeNoted)
                throw new OperationCanceledException();
        };
        Assert.Throws<OperationCanceledException>(() =>
        {
            if (removal)
                writer.Texts.Remove("a");
            else
                writer.Texts.Set("a", Sample.Of(2));
        });
        return version;
    }
}
