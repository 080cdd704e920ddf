using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Turns;

/// <summary>Blocks that one of several writers has freed, and another one needs, in a store that cannot grow.</summary>
public sealed class FreedByOthersTests : IDisposable
{
    private const int Large = 3000;

    private readonly TestFolder _folder = new();
    private readonly MapStoreWriter _first;
    private readonly MapStoreWriter _second;

    public FreedByOthersTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "several writers need Linux");
        string path = _folder.File();
        var options = new StoreOptions { Writers = WriterMode.Several, MaximumSize = 1 << 20 };
        _first = MapStoreWriter.Open(path, options);
        _second = MapStoreWriter.Open(path, options);
    }

    public void Dispose()
    {
        string path = _first.Path!;
        _second.Dispose();
        _first.Dispose();
        using (var next = MapStoreWriter.Open(path, new StoreOptions { Writers = WriterMode.Several }))
            StoreInspection.AssertEveryBlockIsKnown(next);
        _folder.Dispose();
    }

    /// <summary>Blocks are never merged: large ones that are divided for small ones are gone for ever.</summary>
    [Fact]
    public void A_block_that_another_has_freed_is_used_before_a_larger_one_is_divided()
    {
        int small = Fill(_first.Numbers, 0, 16, most: 2000);
        int large = Fill(_second.Numbers, 1_000_000, Large, most: int.MaxValue);
        small += Fill(_first.Numbers, small, 16, most: int.MaxValue);
        Assert.True(small > 500 && large > 50, $"{small} small, {large} large");
        for (int i = 0; i < large; i++)
            _second.Numbers.Remove(1_000_000 + i);
        for (int i = 0; i < small; i++)
            _first.Numbers.Remove(i);
        long before = LargeBlocks();
        for (int i = 0; i < small - 100; i++)
            _second.Numbers.Set(i, Sample.Of(i, 16));
        Assert.Equal(before, LargeBlocks());
    }

    /// <summary>Each writer walks through the heap when what it needs may be in another's lists, and what it takes is what the other one then lacks.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    public void A_full_cache_is_not_walked_through_for_every_entry(int longest)
    {
        var limits = new MapLimits { MaximumEntries = 1_000_000 };
        MapStoreWriter[] writers = [_first, _second];
        foreach (MapStoreWriter writer in writers)
            writer.Numbers.Limits = limits;
        for (int i = 0; i < 20_000; i++)
            writers[i % 2].Numbers.Set(i, Sample.Of(i, 1 + (i * 7 % longest)));
        long epoch = Epoch();
        long evicted = _first.Numbers.Count;
        for (int i = 0; i < 1000; i++)
            writers[i % 2].Numbers.Set(100_000 + i, Sample.Of(i, 1 + (i * 7 % longest)));
        Assert.InRange(_first.Numbers.Count, evicted * 9 / 10, evicted * 11 / 10);
        Assert.InRange(Epoch() - epoch, 0, 20);
    }

    [Fact]
    public void What_another_has_taken_is_not_counted_as_free()
    {
        Fill(_first.Numbers, 0, 16, most: int.MaxValue);
        for (int i = 0; i < 2000; i++)
            _first.Numbers.Remove(i);
        Assert.True(_first.Statistics.FreeBlocks >= 2000);
        long epoch = Epoch();
        for (int i = 0; Epoch() == epoch; i++)
            _second.Numbers.Set(i, Sample.Of(i, 16));
        Assert.Equal((0, 0), (_first.Statistics.FreeBlocks, _first.Statistics.FreeBlockBytes));
        Assert.True(_second.Statistics.FreeBlocks > 0);
    }

    private static int Fill(SharedMapWriter<int, Sample> map, int first, int length, int most)
    {
        int count = 0;
        while (count < most && Record.Exception(() => map.Set(first + count, Sample.Of(count, length))) is null)
            count++;
        return count;
    }

    private long Epoch() => new RegionHeader(_first.Attachment.Region).At<long>(HeaderLayout.HeapEpochOffset);

    private long LargeBlocks() => _first.GetHeapReport(TestContext.Current.CancellationToken).SizeClasses.Where(static use => use.BlockBytes >= Large).Sum(static use => use.LiveBlocks + use.FreeBlocks);
}
