using System.Diagnostics;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Waiting;

/// <summary>Commits that change nothing, between those that do, cost nobody a wake-up.</summary>
public sealed class EmptyCommitTests : IDisposable
{
    // Half of the time that a thread sleeps at most which was not woken.
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Asleep = TimeSpan.FromMilliseconds(60);

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_empty_commit_behind_one_that_was_given_up_wakes_nobody_for_the_next()
    {
        using var writer = MapStoreWriter.Open(_folder.File());
        using MapStore reader = MapStore.Open(_folder.File());

        // A machine that is busy with something else may be late once; a wake-up that is lost is late each time.
        Assert.Contains(Enumerable.Range(0, 3), _ => TimeToWake(writer, reader) < Soon);
    }

    private static TimeSpan TimeToWake(MapStoreWriter writer, MapStore reader)
    {
        long seen = writer.Beside.Set(Sample.Of(1));
        long woken = 0;
        var waiter = new Thread(() =>
        {
            reader.Beside.WaitForChange(seen);
            woken = Stopwatch.GetTimestamp();
        });
        waiter.Start();
        Thread.Sleep(Asleep);
        writer.BeginCommit().Dispose();
        using (StoreCommit empty = writer.BeginCommit())
            empty.Complete();
        Thread.Sleep(Asleep);
        long start = Stopwatch.GetTimestamp();
        writer.Beside.Set(Sample.Of(2));
        waiter.Join();
        return Stopwatch.GetElapsedTime(start, woken);
    }
}
