using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Protocol;

namespace ShmStore.Tests.Store.Maps.Kinds;

/// <summary>
/// Several writers count up the same keys, which are missing at first, and now and then take what has been counted: nothing is lost and nothing counted twice. Who reads and then writes loses some, or takes it twice.
/// </summary>
public sealed class CountingKeysTests : IDisposable
{
    private const int Writers = 2;
    private const int Rounds = 3000;

    private readonly TestFolder _folder = new();

    public CountingKeysTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "several writers need Linux");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(MapKind.Typed, false)]
    [InlineData(MapKind.Typed, true)]
    [InlineData(MapKind.Schemaless, false)]
    [InlineData(MapKind.Schemaless, true)]
    public async Task What_is_counted_in_one_step_is_all_there(MapKind kind, bool inCommits) =>
        Assert.Equal(Writers * Rounds, await CountAsync(kind, (writer, map, key) => Count(inCommits ? writer : null, map, key), static (map, key) => map.TryRemove(key, out long number) ? number : 0));

    [Theory]
    [InlineData(MapKind.Typed, true)]
    [InlineData(MapKind.Typed, false)]
    [InlineData(MapKind.Schemaless, true)]
    [InlineData(MapKind.Schemaless, false)]
    public async Task Who_reads_and_then_writes_is_caught(MapKind kind, bool countsSo)
    {
        long total = Writers * Rounds;
        for (long start = TimeProvider.System.GetTimestamp(); total == Writers * Rounds;)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < StressTime.Patience, "nothing was lost or taken twice");
            total = await CountAsync(
                kind,
                (_, map, key) =>
                {
                    if (countsSo)
                        map.Set(key, map.TryGet(key, out long number, out long _) ? number + 1 : 1);
                    else
                        Count(null, map, key);
                },
                (map, key) =>
                {
                    if (countsSo)
                        return map.TryRemove(key, out long taken) ? taken : 0;
                    bool isThere = map.TryGet(key, out long number, out long _);
                    map.Remove(key);
                    return isThere ? number : 0;
                });
        }
    }

    private static void Count(BothMapsWriter? writer, INumberMap map, string key)
    {
        if (writer is null)
        {
            map.AddOrUpdate(key, static _ => 1, static old => old + 1);
            return;
        }

        using StoreCommit commit = writer.BeginCommit();
        map.AddOrUpdate(key, static _ => 1, static old => old + 2);
        map.Update(key, static old => old == 1 ? 1 : old - 1);
        commit.Complete();
    }

    // What was taken and what is left.
    private async Task<long> CountAsync(MapKind kind, Action<BothMapsWriter, INumberMap, string> count, Func<INumberMap, string, long> take)
    {
        string path = _folder.File();
        var options = new StoreOptions { Writers = WriterMode.Several };
        BothMapsWriter[] writers = [.. Enumerable.Range(0, Writers).Select(_ => BothMapsWriter.Open(path, options))];
        BothMaps[] readers = [.. writers.Select(static writer => writer.OpenReader())];
        long[] taken = await Task.WhenAll(Enumerable.Range(0, Writers).Select(i => Task.Factory.StartNew(
            () =>
            {
                INumberMap map = NumberStore.Of(kind, writers[i], readers[i]);
                long sum = 0;
                for (int round = 0; round < Rounds; round++)
                {
                    count(writers[i], map, $"key:{round % 3}");
                    if (round % 5 == 0)
                        sum += take(map, $"key:{round % 2}");
                }

                return sum;
            },
            Stop,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        long left = NumberStore.Of(kind, writers[0], readers[0]).All.Values.Sum();
        foreach (SharedStore store in (SharedStore[])[.. readers, .. writers])
            store.Dispose();
        File.Delete(path);
        return taken.Sum() + left;
    }
}
