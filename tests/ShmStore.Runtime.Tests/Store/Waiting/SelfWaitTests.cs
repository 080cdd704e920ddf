using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Waiting;

/// <summary>A thread that keeps everybody else from writing is told so when it waits for what only others can do.</summary>
public sealed class SelfWaitTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public static TheoryData<WriterMode> Modes => [WriterMode.Exclusive, WriterMode.Several];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_thread_with_an_open_commit_does_not_wait_for_ever(WriterMode mode)
    {
        using MapStoreWriter writer = Open(mode);
        long version = writer.Texts.Set("key", Sample.Of(1));
        Assert.All(Waits(writer, () => writer.Version, version), wait => Assert.Contains("wait for itself", Assert.Throws<InvalidOperationException>(() => Own(() => InCommit(writer, wait))).Message, StringComparison.Ordinal));
        writer.Beside.Set(Sample.Of(2));
        writer.Texts.Set("key", Sample.Of(2));
        Assert.All(Waits(writer, static () => 0, version), wait => Assert.True(Own(() => InCommit(writer, wait)) > version));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Nor_through_a_reader_that_the_writer_has_opened(WriterMode mode)
    {
        using MapStoreWriter writer = Open(mode);
        using MapStore reader = writer.OpenReader();
        AssertTold(writer, reader);
        using MapStoreWriter ofMemory = MapStoreWriter.Open(null);
        using MapStore alias = ofMemory.OpenReader();
        AssertTold(ofMemory, alias);

        static void AssertTold(MapStoreWriter writer, MapStore reader)
        {
            Assert.Contains("wait for itself", Assert.Throws<InvalidOperationException>(() => Own(() => InCommit(writer, () => reader.WaitForChange(reader.Version, Stop)))).Message, StringComparison.Ordinal);
            Assert.Contains("wait for itself", Assert.Throws<InvalidOperationException>(() => Own(() => InCommit(writer, () => reader.Texts.WaitForChange(reader.Texts.Version, Stop)))).Message, StringComparison.Ordinal);
            Assert.True(Own(() => reader.WaitForChange(-1, Stop)) >= 0);
        }
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Nor_does_the_function_of_an_update(WriterMode mode)
    {
        using MapStoreWriter writer = Open(mode);
        writer.Beside.Set(Sample.Of(1));
        long version = writer.Texts.Set("key", Sample.Of(1));
        Assert.All(Waits(writer, () => writer.Version, version), wait => Assert.Contains("wait for itself", Assert.Throws<InvalidOperationException>(() => Own(() => InUpdate(writer, wait))).Message, StringComparison.Ordinal));
        Assert.Equal(version, writer.Version);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void It_may_wait_for_some_time_and_others_may_wait_for_its_commit(WriterMode mode)
    {
        using MapStoreWriter writer = Open(mode);
        long version = writer.Beside.Set(Sample.Of(1));
        var begun = new TaskCompletionSource();
        var other = new WaitingThread(() =>
        {
            begun.Task.Wait(Stop);
            return writer.WaitForChange(version, Stop);
        });
        using (StoreCommit commit = writer.BeginCommit())
        {
            Assert.False(writer.TryWaitForChange(version, TimeSpan.FromMilliseconds(2), out _, Stop));
            Assert.False(writer.WaitForChangeAsync(version, Stop).IsCompleted);
            writer.Beside.Set(Sample.Of(2));
            begun.SetResult();
            Assert.False(other.HasEnded(TimeSpan.FromMilliseconds(20)));
            commit.Complete();
        }

        Assert.True(other.Result() > version);
    }

    // Every way to wait for a change without a limit.
    private static Func<long>[] Waits(MapStoreWriter writer, Func<long> since, long sinceOfKey) =>
    [
        () => writer.WaitForChange(since(), Stop),
        () => writer.TryWaitForChange(since(), Timeout.InfiniteTimeSpan, out long changed, Stop) ? changed : -1,
        () => writer.Beside.WaitForChange(since(), Stop),
        () => writer.Texts.WaitForChange(since(), Stop),
        () => writer.Texts.TryWaitForChange(since(), Timeout.InfiniteTimeSpan, out long changed, Stop) ? changed : -1,
        () => writer.Texts.WaitForEntry("key", sinceOfKey, Stop),
        () => writer.Texts.TryWaitForEntry("key", sinceOfKey, Timeout.InfiniteTimeSpan, out long changed, Stop) ? changed : -1,
    ];

    // A thread of its own: if it waits after all, the test ends.
    private static long Own(Func<long> use) => new WaitingThread(use).Result();

    private static long InCommit(MapStoreWriter writer, Func<long> wait)
    {
        using StoreCommit commit = writer.BeginCommit();
        return wait();
    }

    private static long InUpdate(MapStoreWriter writer, Func<long> wait)
    {
        long changed = -1;
        writer.Beside.Update(present =>
        {
            changed = wait();
            return present;
        });
        return changed;
    }

    private MapStoreWriter Open(WriterMode mode) => MapStoreWriter.Open(_folder.File(), new StoreOptions { Writers = mode });
}
