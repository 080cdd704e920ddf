using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Protocol;

namespace ShmStore.Tests.Store.Maps.Changes;

/// <summary>Consumers beside a writer at full speed, in this process and in others, while the map grows, shrinks and is cleared.</summary>
public sealed class WatchStressTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Whoever_follows_knows_the_map_in_the_end()
    {
        string path = _folder.File();
        using var writer = MapStoreWriter.Open(path);
        using MapStore reader = MapStore.Open(path);
        using HostProcess child = HostProcess.Start("map-watch", path);
        child.Await("watching");
        FollowedMap[] followed = [new(reader.Texts), new(reader.Texts)];
        Task[] consumers = [.. followed.Select(map => Task.Run(() => map.FollowAsync(reader.Texts.WatchAsync(0, Stop)), Stop))];
        var traffic = new MapTraffic(writer, 1);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        for (int i = 0; watch.Elapsed < StressTime.Normal; i++)
        {
            traffic.Change();

            // Sometimes those who follow can keep up.
            if (i % 500 == 0)
                await Task.Delay(1, Stop);
        }

        writer.Texts.Set(FollowedMap.End, Sample.Of(0));
        await Task.WhenAll(consumers).WaitAsync(TimeSpan.FromSeconds(30), Stop);
        Assert.All(followed, static map => Assert.Null(map.Difference()));
        Assert.Equal("same", child.ReadLine());
        child.Succeed();
    }

    [Fact]
    public async Task Whoever_is_told_a_change_finds_all_of_its_commit_in_the_map()
    {
        using var writer = MapStoreWriter.Open(null);
        using MapStore reader = writer.OpenReader();
        string[] keys = ["a", "b", "a key that is longer than sixteen bytes"];
        IAsyncEnumerable<MapChange<string, Sample>> changes = reader.Texts.WatchAsync(cancellationToken: Stop);
        int told = 0;
        Task consumer = Task.Run(
            async () =>
            {
                await foreach (MapChange<string, Sample> change in changes)
                {
                    if (change.Kind == MapChangeKind.Missed)
                        continue;
                    told++;
                    Assert.Equal(MapChangeKind.Set, change.Kind);
                    foreach (string key in keys)
                    {
                        Assert.True(reader.Texts.TryGetValue(key, out _, out long version));
                        Assert.True(version >= change.Version, $"'{key}' is of version {version} when the change of {change.Version} is told.");
                    }

                    Assert.True(reader.Texts.Version >= change.Version);
                    if (change.TryGetValue(out Sample? value) && value.Number == 0)
                        return;
                }
            },
            Stop);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        for (int number = 1; watch.Elapsed < StressTime.Normal && !consumer.IsCompleted; number++)
        {
            Commit(number);

            // Sometimes the consumer can keep up.
            if (number % 500 == 0)
                await Task.Delay(1, Stop);
        }

        // Again and again, as a consumer that lags behind may be told that it has missed one.
        for (int i = 0; i < 1500 && !consumer.IsCompleted; i++)
        {
            Commit(0);
            await Task.Delay(20, Stop);
        }

        await consumer.WaitAsync(TimeSpan.FromSeconds(1), Stop);
        Assert.True(told > 10, $"Only {told} changes were told.");

        void Commit(int number)
        {
            using StoreCommit commit = writer.BeginCommit();
            foreach (string key in keys)
                writer.Texts.Set(key, Sample.Of(number));
            commit.Complete();
        }
    }
}
