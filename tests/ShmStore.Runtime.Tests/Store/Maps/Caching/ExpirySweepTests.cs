using ShmStore.Layout;
using ShmStore.Store.Maps;
using ShmStore.Store.Maps.Caching;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Maps.Caching;

/// <summary>When buckets are looked at for what has expired.</summary>
public sealed class ExpirySweepTests : IDisposable
{
    private const int Others = 400;

    // With a key of eleven bytes and a time as long as one that is 15 longer with a number as key.
    private const int Length = 40;

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

    /// <summary>What one writer sets behind the way may be found by the other one, and by nobody when both have stopped.</summary>
    [Fact]
    public void Two_writers_go_one_way_and_stop_when_nothing_on_it_expires()
    {
        for (int i = 0; i < Others; i++)
            _writer.Texts.Set($"entry {i}", Sample.Of(i, Length));
        ExpirySweep[] sweeps = [SweepOfTexts(), SweepOfTexts()];
        int round = GoOn(sweeps, 10_000);
        Assert.All(sweeps, static sweep => Assert.False(sweep.IsActive));
        Assert.InRange(round, Others / 8, 4 * Others);

        // Wherever the way is when it is set.
        for (int start = 0; start < round; start += 3)
        {
            GoOn([SweepOfTexts()], start);
            _writer.Texts.Set("expires", Sample.Of(start), TimeSpan.FromMinutes(1));
            sweeps[0].Begin(_clock.GetUtcNow().ToUnixTimeMilliseconds() + 60_000);
            sweeps[1].Begin(_clock.GetUtcNow().ToUnixTimeMilliseconds() + 60_000);
            GoOn(sweeps, 3 * round);
            Assert.All(sweeps, static sweep => Assert.True(sweep.IsActive));
            _writer.Texts.Remove("expires");
            GoOn(sweeps, 10_000);
            Assert.All(sweeps, static sweep => Assert.False(sweep.IsActive));
        }
    }

    /// <summary>The word is anybody's who may write the store.</summary>
    [Theory]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    [InlineData(1023)]
    public unsafe void Whatever_stands_for_the_way_all_that_has_expired_goes(long word)
    {
        for (int i = 0; i < Others; i++)
            _writer.Texts.Set($"entry {i}", Sample.Of(i, Length), TimeSpan.FromMinutes(1));
        byte* origin = _writer.Attachment.Region.Origin;
        *(long*)(origin + *(long*)(origin + new IndexInspection(_writer.Attachment, 0).Root + IndexLayout.RootRingOffset) + RingLayout.SweptOffset) = word;
        _clock.Advance(60);
        for (int i = 0; i < 2 * Others; i++)
            _writer.Texts.Set("same", Sample.Of(i, Length), TimeSpan.FromMinutes(1));
        Assert.Equal(1, _writer.Texts.Count);
    }

    [Fact]
    public void In_a_full_cache_in_which_nothing_has_expired_few_buckets_are_looked_at()
    {
        const int writes = 1000;
        int next = FillByEviction();
        long looks = _clock.Looks;
        long evicted = Evicted();
        for (int i = 0; i < writes; i++)
            _writer.Texts.Set($"entry {next++}", Sample.Of(i, Length));
        Assert.InRange(Evicted() - evicted, writes * 9 / 10, writes * 2);

        // One that the write sweeps, and when it expires itself; 256 at each write otherwise.
        Assert.InRange((_clock.Looks - looks) / writes, 1, 16);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(5000)]
    public void What_has_expired_goes_before_anything_is_evicted_though_the_search_rests(int milliseconds)
    {
        FillByEviction();
        _clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromMilliseconds(milliseconds));
        for (int i = 0; i < 20; i++)
            _writer.Numbers.Set(i, Sample.Of(i, Length + 15));
        long evicted = Evicted();
        long count = _writer.Texts.Count;
        _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        for (int i = 20; i < Others; i++)
            _writer.Numbers.Set(i, Sample.Of(i, Length + 15));
        Assert.Equal(evicted, Evicted());
        Assert.InRange(count - _writer.Texts.Count, (Others - 20) / 2, 2 * Others);
    }

    private long Evicted() => _writer.GetHeapReport(TestContext.Current.CancellationToken).Maps.Single(static map => map.Name.EndsWith("Texts", StringComparison.Ordinal)).Evicted;

    // All entries expire in an hour. Returns the number of the next one.
    private int FillByEviction()
    {
        // Its index is large enough for all that come.
        for (int i = 0; i < Others; i++)
            _writer.Numbers.Set(i, Sample.Of(i, Length + 15));
        for (int i = 0; i < Others; i++)
            _writer.Numbers.Remove(i);
        _writer.Texts.Limits = new MapLimits { MaximumEntries = 1_000_000, TimeToLive = TimeSpan.FromHours(1) };
        int next = 10_000;
        for (; next < 60_000; next++)
            _writer.Texts.Set($"entry {next}", Sample.Of(next, Length));
        Assert.InRange(Evicted(), 1, next);
        return next;
    }

    // One after the other, as often as this, or until both have stopped. Returns how often.
    private static int GoOn(ExpirySweep[] sweeps, int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            if (!Array.Exists(sweeps, static sweep => sweep.IsActive))
                return i;
            ExpirySweep sweep = sweeps[i % sweeps.Length];
            if (sweep.IsActive)
                Next(sweep);
        }

        return steps;
    }

    private static int Next(ExpirySweep sweep) => sweep.Next(stackalloc nint[IndexLayout.Lanes]);

    private ExpirySweep SweepOfTexts() =>
        new(new MapIndex(_writer.Attachment.Writer!, _writer.Attachment.Areas.SlotAt(SlotLayout.FirstKeySlot), _writer.Texts.Reader.Seed, "Texts"), _clock);
}
