using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Maps.Caching;

/// <summary>A cache takes memory that is free, though another writer has some that rests.</summary>
public sealed class GrowingBesideOthersTests : IDisposable
{
    private const int Length = 1000;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Larger_blocks_that_are_free_are_divided_before_entries_are_evicted()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "several writers need Linux");
        const int large = 40_000;
        const int number = 200;
        var options = new StoreOptions { Writers = WriterMode.Several, MaximumSize = 16 << 20 };
        string path = _folder.File();
        using var first = MapStoreWriter.Open(path, options);
        using var second = MapStoreWriter.Open(path, options);

        // The index is large enough for all that come.
        for (int i = 0; i < 20_000; i++)
            first.Texts.Set($"{i}", Sample.Of(i, 1));
        for (int i = 0; i < 20_000; i++)
            first.Texts.Remove($"{i}");
        for (int i = 0; i < number; i++)
            second.Numbers.Set(i, Sample.Of(i, large));
        first.Texts.Limits = new MapLimits { MaximumEntries = 1_000_000 };
        int next = 0;
        while (next < 20_000)
            Set();
        long before = first.Texts.Count;
        Assert.InRange(before, 2000, 19_000);
        second.Numbers.Clear();
        while (next < 60_000)
            Set();

        // All but what rests with the other one.
        Assert.InRange(first.Texts.Count - before, number * large / 2 / Length, number * large / Length);

        void Set()
        {
            first.Texts.Set($"entry {next}", Sample.Of(next, Length));

            // It has freed blocks that rest all the time.
            if (next++ % 10 == 0)
                second.Beside.Set(Sample.Of(next));
        }
    }
}
