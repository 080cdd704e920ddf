using ShmStore.Layout;
using ShmStore.Store.Maps;
using ShmStore.Store.Maps.Caching;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Maps.Caching;

/// <summary>When buckets are looked at for what has expired.</summary>
public sealed class ExpirySweepTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly MapStoreWriter _writer;

    public ExpirySweepTests() => _writer = MapStoreWriter.Open(null, new StoreOptions { MaximumSize = 6 << 20, TimeProvider = _clock });

    public void Dispose()
    {
        StoreInspection.AssertEveryBlockIsKnown(_writer);
        _writer.Dispose();
    }

    /// <summary>Or a full store would ask for it 256 times at every write.</summary>
    [Fact]
    public void A_map_that_was_never_written_is_looked_at_once()
    {
        ExpirySweep sweep = SweepOfTexts();
        Assert.True(sweep.IsActive);
        Assert.Equal(0, Next(sweep));
        Assert.False(sweep.IsActive);
        _writer.Texts.Set("expires", Sample.Of(1), TimeSpan.FromMinutes(1));
        sweep.Begin(_clock.GetUtcNow().ToUnixTimeMilliseconds() + 60_000);
        Assert.True(sweep.IsActive);
        _clock.Advance(60);
        Assert.Contains(1, Enumerable.Range(0, 100).Select(_ => Next(sweep)));
    }

    private static int Next(ExpirySweep sweep) => sweep.Next(stackalloc nint[IndexLayout.Lanes]);

    private ExpirySweep SweepOfTexts() =>
        new(new MapIndex(_writer.Attachment.Writer!, _writer.Attachment.Areas.SlotAt(SlotLayout.FirstKeySlot), _writer.Texts.Reader.Seed, "Texts"), _clock);
}
