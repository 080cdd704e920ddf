using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Exchange;

/// <summary>Exports that are cancelled.</summary>
public sealed class CancelledExportTests
{
    private static CancellationToken Cancelled => new(canceled: true);

    [Fact]
    public void One_that_is_cancelled_before_does_not_begin()
    {
        using SampleWriter empty = SampleWriter.Open(null);
        using SampleStore reader = empty.OpenReader();
        using SampleContributor contributor = empty.OpenContributor();

        // Of this one there is no document either.
        using MapStoreWriter maps = MapStoreWriter.Open(null);
        foreach (SharedStore store in (SharedStore[])[empty, reader, contributor, maps])
        {
            Assert.Equal(Cancelled, Assert.Throws<OperationCanceledException>(() => store.Export(Cancelled)).CancellationToken);
            Assert.NotNull(store.Export(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public void It_ends_between_the_entries_of_a_map()
    {
        const int entries = 1000;
        var clock = new CancellingClock();
        using MapStoreWriter writer = MapStoreWriter.Open(null, new StoreOptions { TimeProvider = clock });
        for (int i = 0; i < entries; i++)
            writer.Numbers.Set(i, Sample.Of(i), TimeSpan.FromHours(1));
        long before = clock.Looks;
        Assert.Equal(entries, writer.Export(TestContext.Current.CancellationToken).Keys.Count);
        Assert.InRange(clock.Looks - before, entries, long.MaxValue);

        using var cancelling = new CancellationTokenSource();
        clock.Cancelling = cancelling;
        before = clock.Looks;
        Assert.Throws<OperationCanceledException>(() => writer.Export(cancelling.Token));

        // The first look at the time has cancelled it: few entries more have been looked at.
        Assert.InRange(clock.Looks - before, 1, entries / 10);
    }

    // Of entries that expire the time is asked for.
    private sealed class CancellingClock : TimeProvider
    {
        public long Looks { get; private set; }

        public CancellationTokenSource? Cancelling { get; set; }

        public override DateTimeOffset GetUtcNow()
        {
            Looks++;
            Cancelling?.Cancel();
            return DateTimeOffset.UnixEpoch + TimeSpan.FromDays(20_000);
        }
    }
}
