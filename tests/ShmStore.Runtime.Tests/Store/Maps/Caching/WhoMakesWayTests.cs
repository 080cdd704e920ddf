using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Maps.Caching;

/// <summary>Which of several caches makes way in a full store.</summary>
public sealed class WhoMakesWayTests : IDisposable
{
    private const int Small = 5000;
    private const int Others = 4000;

    private readonly FourMaps _writer = new(StoreAttachment.CreatePrivateWriter(FourMaps.Schema, new StoreOptions { MaximumSize = 4 << 20 }));

    public void Dispose()
    {
        StoreInspection.AssertEveryBlockIsKnown(_writer);
        _writer.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_cache_that_is_written_pays_for_itself(bool isFirst)
    {
        (SharedMapWriter<int, Sample> read, SharedMapWriter<int, Sample> written) = isFirst ? (_writer.First, _writer.Second) : (_writer.Second, _writer.First);
        Fill(read, written);
        Assert.Equal(Small, read.Count);
        Assert.InRange(written.Count, Small, 40_000);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void For_what_is_written_beside_each_pays_by_its_size(bool isFirst)
    {
        for (int i = 0; i < Others; i++)
            _writer.Beside.Set(i, Sample.Of(i));
        for (int i = 0; i < Others; i++)
            _writer.Beside.Remove(i);
        (SharedMapWriter<int, Sample> small, SharedMapWriter<int, Sample> large) = isFirst ? (_writer.First, _writer.Second) : (_writer.Second, _writer.First);
        Fill(small, large);
        double before = (double)small.Count / large.Count;
        for (int i = 0; i < Others; i++)
            _writer.Beside.Set(i, Sample.Of(i));
        Assert.InRange(small.Count, 1, Small - (Others / 10));
        Assert.InRange(small.Count / (before * large.Count), 0.95, 1.05);
    }

    [Fact]
    public void What_is_written_takes_from_others_when_it_has_nothing_to_give()
    {
        Fill(_writer.First, _writer.Second);
        _writer.Third.Limits = new MapLimits { MaximumEntries = 1_000_000 };
        for (int i = 0; i < 100; i++)
            _writer.Third.Set(i, Sample.Of(i));
        Assert.InRange(_writer.Third.Count, 1, 100);
    }

    private static void Fill(SharedMapWriter<int, Sample> small, SharedMapWriter<int, Sample> large)
    {
        small.Limits = large.Limits = new MapLimits { MaximumEntries = 1_000_000 };
        for (int i = 0; i < Small; i++)
            small.Set(i, Sample.Of(i));
        for (int i = 0; i < 40_000; i++)
            large.Set(i, Sample.Of(i));
        Assert.True(large.Count < 40_000);
    }

    private sealed class FourMaps(StoreAttachment attachment) : SharedStoreWriter(attachment)
    {
        public static StoreSchema Schema { get; } = SampleSchema.Parse(SampleSchema.Store(
            [SampleSchema.Map("First", "int32"), SampleSchema.Map("Second", "int32"), SampleSchema.Map("Third", "int32"), SampleSchema.Map("Beside", "int32")],
            [SampleSchema.OfSample]));

        public SharedMapWriter<int, Sample> First { get; } = new(attachment, 0);

        public SharedMapWriter<int, Sample> Second { get; } = new(attachment, 1);

        public SharedMapWriter<int, Sample> Third { get; } = new(attachment, 2);

        public SharedMapWriter<int, Sample> Beside { get; } = new(attachment, 3);
    }
}
