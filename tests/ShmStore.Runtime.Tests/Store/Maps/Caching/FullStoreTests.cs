using ShmStore.Bson;
using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Maps.Caching;

/// <summary>What makes way in a full store, and what does not.</summary>
public sealed class FullStoreTests : IDisposable
{
    private const int Large = 8000;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly TestFolder _folder = new();
    private readonly ManualClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Expired_entries_that_another_writer_has_set()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "several writers need Linux");
        string path = _folder.File();
        using MapStoreWriter first = Open(path, WriterMode.Several);
        using MapStoreWriter second = Open(path, WriterMode.Several);
        for (int i = 0; i < 100; i++)
            second.Texts.Set("x", Sample.Of(i));
        Fill(first, Minute);
        _clock.Advance(60);
        second.Texts.Set("y", Sample.Of(1, Large));
        second.Beside.Set(Sample.Of(2, Large));
        Assert.Equal((1, 2), (first.Texts["y"].Value.Number, first.Beside.Value.Number));
    }

    /// <summary>The other one has looked in vain before the clock was set back, and does not look again within a second.</summary>
    [Fact]
    public void Expired_entries_though_the_clock_was_set_back()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "several writers need Linux");
        string path = _folder.File();
        using MapStoreWriter first = Open(path, WriterMode.Several);
        using MapStoreWriter second = Open(path, WriterMode.Several);
        Fill(first, Timeout.InfiniteTimeSpan);
        Assert.Throws<StoreFullException>(() => second.Beside.Set(Sample.Of(1, Large)));
        _clock.Advance(-3600);
        first.Texts.Clear();
        Fill(first, TimeSpan.FromSeconds(1));
        Assert.Throws<StoreFullException>(() => first.Beside.Set(Sample.Of(1, Large)));
        _clock.Advance(10);
        second.Beside.Set(Sample.Of(2, Large));
        Assert.Equal(2, first.Beside.Value.Number);
    }

    [Fact]
    public void A_few_expired_entries_among_many_that_stay()
    {
        using MapStoreWriter writer = Open(null, WriterMode.Exclusive, 16 << 20);
        for (int i = 0; i < 10; i++)
            writer.Texts.Set($"expires {i}", Sample.Of(i, Large), Minute);
        for (int i = 0; i < 20_000; i++)
            writer.Texts.Set($"stays {i}", Sample.Of(i));
        Fill(writer, Timeout.InfiniteTimeSpan);
        _clock.Advance(60);
        for (int i = 0; i < 10; i++)
            writer.Beside.Set(Sample.Of(i, Large));
        Assert.Equal(9, writer.Beside.Value.Number);
    }

    [Fact]
    public void Expired_entries_of_one_map_before_all_of_another_is_evicted_in_vain()
    {
        using MapStoreWriter writer = Open(null, WriterMode.Exclusive, 16 << 20);
        writer.Numbers.Limits = new MapLimits { MaximumEntries = 1_000_000 };
        for (int i = 0; i < 5000; i++)
            writer.Numbers.Set(i, Sample.Of(i));
        for (int i = 0; i < 10; i++)
            writer.Texts.Set($"expires {i}", Sample.Of(i, Large), Minute);
        for (int i = 0; i < 20_000; i++)
            writer.Texts.Set($"stays {i}", Sample.Of(i));
        writer.Numbers.Limits = null;
        Fill(writer, Timeout.InfiniteTimeSpan);
        writer.Numbers.Limits = new MapLimits { MaximumEntries = 1_000_000 };
        _clock.Advance(60);
        writer.Beside.Set(Sample.Of(1, Large));
        Assert.InRange(writer.Numbers.Count, 4900, 5000);
    }

    /// <summary>Each is found alone, and there are more of them than what is asked for one write.</summary>
    [Fact]
    public void A_large_entry_though_many_small_ones_have_expired()
    {
        using MapStoreWriter writer = Open(null, WriterMode.Exclusive, 8 << 20);
        for (int i = 0; i < 10; i++)
            writer.Texts.Set($"large {i}", Sample.Of(i, Large));
        for (int i = 0; i < 2000; i++)
            writer.Texts.Set($"expires {i}", Sample.Of(i), Minute);
        Fill(writer.Numbers);
        writer.Texts.Limits = new MapLimits { MaximumEntries = 1_000_000 };
        _clock.Advance(60);
        writer.Beside.Set(Sample.Of(1, Large));
        Assert.Equal(9, writer.Texts.Keys.Count());
    }

    /// <summary>The other one has looked for one in vain, and remembers that, until the changes of the map say otherwise, or are too many to say anything.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(2 * RingLayout.Records)]
    public void A_large_entry_that_another_writer_has_set(int changes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "several writers need Linux");
        string path = _folder.File();
        using MapStoreWriter first = Open(path, WriterMode.Several);
        using MapStoreWriter second = Open(path, WriterMode.Several);
        first.Texts.Set("x", Sample.Of(1));
        Fill(first.Numbers);
        int[] small = [.. first.Numbers.Keys.Order().TakeLast(5)];
        first.Texts.Limits = second.Texts.Limits = new MapLimits { MaximumEntries = 1_000_000 };
        Assert.Throws<StoreFullException>(() => second.Texts.Set("more", Sample.Of(1, Large)));
        foreach (int key in small.Append(0))
            first.Numbers.Remove(key);
        first.Texts.Set("large", Sample.Of(1, Large));
        for (int i = 0; i < changes; i++)
            first.Texts.Set("x", Sample.Of(i));
        second.Texts.Set("other", Sample.Of(2, Large));
        Assert.Equal(["other", "x"], second.Texts.Keys.Order());
    }

    [Fact]
    public void What_a_search_has_passed_is_removed_in_time()
    {
        using MapStoreWriter writer = Open(null, WriterMode.Exclusive, 4 << 20);
        for (int i = 0; i < 100; i++)
            writer.Texts.Set($"an hour {i}", Sample.Of(i), TimeSpan.FromHours(1));
        for (int i = 0; i < 5000; i++)
            writer.Texts.Set($"stays {i}", Sample.Of(i));
        writer.Texts.Set("soon", Sample.Of(1, Large), Minute);
        Fill(writer, Timeout.InfiniteTimeSpan);
        _clock.Advance(60);
        writer.Beside.Set(Sample.Of(1, Large));
        long count = writer.Texts.Count;
        _clock.Advance(TimeSpan.FromHours(1));

        // Twice as many writes as there are buckets at most, of which none sets an entry that expires.
        for (int i = 0; i < 4000; i++)
            writer.Texts.Set("stays 1", Sample.Of(i));
        Assert.Equal(count - 100, writer.Texts.Count);
    }

    [Fact]
    public void When_nothing_has_expired_that_is_found_out_once_and_not_at_every_write()
    {
        using MapStoreWriter writer = Open(null, WriterMode.Exclusive, 8 << 20);
        writer.Texts.Set("expires", Sample.Of(1, Large), Minute);
        Fill(writer, Timeout.InfiniteTimeSpan);
        Assert.Throws<StoreFullException>(() => writer.Texts.Set("more", Sample.Of(2, Large)));
        _clock.Advance(60);
        writer.Texts.Set("more", Sample.Of(2, Large));

        // One that is set meanwhile is known at once.
        writer.Texts.Remove("more");
        writer.Texts.Set("soon", Sample.Of(3, Large), TimeSpan.FromMilliseconds(1));
        Assert.Throws<StoreFullException>(() => writer.Texts.Set("more", Sample.Of(4, Large)));
        _clock.Advance(0.001);
        writer.Texts.Set("more", Sample.Of(5, Large));
        Assert.Equal(5, writer.Texts["more"].Value.Number);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Not_the_entry_that_is_written(bool member)
    {
        using MapStoreWriter writer = Open(null, WriterMode.Exclusive);
        writer.Texts.Set("oldest", Sample.Of(1, Large));
        Fill(writer.Numbers);
        writer.Texts.Limits = new MapLimits { MaximumEntries = 1_000_000 };
        long version = writer.Texts["oldest"].Version;
        Action write = member
            ? () => writer.Texts.SetFixed<long, long, Int64Codec>("oldest", Sample.NumberOffset, "Number"u8, 2)
            : () => writer.Texts.Set("oldest", Sample.Of(2, Large));
        Assert.Throws<StoreFullException>(write);
        Assert.Equal((1, version), (writer.Texts["oldest"].Value.Number, writer.Texts["oldest"].Version));

        // For another key it goes.
        writer.Texts.Set("other", Sample.Of(3, Large));
        Assert.Equal(["other"], writer.Texts.Keys);
    }

    [Fact]
    public void Not_the_entries_of_another_map_for_an_index()
    {
        using MapStoreWriter writer = Open(null, WriterMode.Exclusive);
        writer.Texts.Limits = new MapLimits { MaximumEntries = 1_000_000 };
        for (int i = 0; i < 20_000; i++)
            writer.Texts.Set($"cached {i}", Sample.Of(i));
        int number = 0;
        while (number < 10_000 && Record.Exception(() => writer.Numbers.Set(number, Sample.Of(1))) is null)
            number++;
        Assert.InRange(number, 1, 9_999);
        long cached = writer.Texts.Count;
        for (int i = 0; i < 10; i++)
            Assert.Throws<StoreFullException>(() => writer.Numbers.Set(number, Sample.Of(1)));
        Assert.InRange(writer.Texts.Count, cached - 20, cached);
    }

    [Fact]
    public void Limits_beyond_anything_take_no_more_for_marks_than_the_store_can_use()
    {
        using MapStoreWriter writer = Open(null, WriterMode.Exclusive);
        long before = GC.GetAllocatedBytesForCurrentThread();
        writer.Texts.Limits = new MapLimits { MaximumEntries = int.MaxValue };
        writer.Numbers.Limits = new MapLimits { MaximumBytes = long.MaxValue };
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        for (int i = 0; i < 5000; i++)
            writer.Texts.Set($"entry:{i}", Sample.Of(i, 1000));
        Assert.InRange(writer.Texts.Count, 100, 2000);
    }

    private MapStoreWriter Open(string? path, WriterMode mode, long maximum = 1 << 20) =>
        MapStoreWriter.Open(path, new StoreOptions { Writers = mode, MaximumSize = maximum, TimeProvider = _clock });

    private static void Fill(MapStoreWriter writer, TimeSpan timeToLive)
    {
        foreach (int length in (int[])[Large, 1000, 16])
        {
            Assert.Throws<StoreFullException>(() =>
            {
                for (int i = 0; i < 1_000_000; i++)
                    writer.Texts.Set($"fills {length} {i}", Sample.Of(i, length), timeToLive);
            });
        }
    }

    private static void Fill(SharedMapWriter<int, Sample> map)
    {
        int key = 0;
        foreach (int length in (int[])[Large, 1000, 16])
        {
            try
            {
                for (int i = 0; i < 5000; i++)
                    map.Set(key++, Sample.Of(i, length));
            }
            catch (StoreFullException)
            {
                // That is meant.
            }
        }
    }
}
