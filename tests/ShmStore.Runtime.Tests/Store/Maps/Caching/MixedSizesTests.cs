using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Maps.Caching;

/// <summary>A cache of small and large entries in a store that is full before the map has reached its bounds.</summary>
public sealed class MixedSizesTests : IDisposable
{
    private const int Maximum = 4 << 20;
    private const int Keys = 20_000;
    private const int Requests = 100_000;

    // The block of an entry that has more than half of the longest text is larger.
    private const int LargeBlock = 384;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(WriterMode.Exclusive)]
    [InlineData(WriterMode.Several)]
    public void Large_entries_keep_their_part_of_it(WriterMode mode)
    {
        Assert.SkipUnless(mode == WriterMode.Exclusive || OperatingSystem.IsLinux(), "several writers need Linux");
        using MapStoreWriter writer = MapStoreWriter.Open(_folder.File(), new StoreOptions { Writers = mode, MaximumSize = Maximum });
        writer.Texts.Limits = new MapLimits { MaximumBytes = Maximum };
        var random = new Random(1);
        Request(writer, random, Requests / 5);
        Assert.InRange(BytesOfTexts(writer), Maximum / 2, Maximum - (Maximum / 20));
        long large = LargeBlocks(writer);
        Assert.Equal(0, Request(writer, random, Requests));
        Assert.InRange(LargeBlocks(writer), large * 3 / 4, 2 * large);
    }

    // Some keys more often than others; of those that are found some are set again, or removed. Tells how many were refused.
    private static int Request(MapStoreWriter writer, Random random, int count)
    {
        int refused = 0;
        for (int i = 0; i < count; i++)
        {
            int number = (int)(Keys * Math.Pow(random.NextDouble(), 3));
            string key = $"session:{number}";
            try
            {
                writer.Texts.GetOrAdd(key, _ => ValueOf(number));
                switch (random.Next(100))
                {
                    case < 2:
                        writer.Texts.Set(key, ValueOf(number));
                        break;
                    case < 5:
                        writer.Texts.Remove(key);
                        break;
                }
            }
            catch (StoreFullException)
            {
                refused++;
            }
        }

        return refused;
    }

    private static Sample ValueOf(int number) => Sample.Of(number, number * 7919 % 600);

    private static long LargeBlocks(MapStoreWriter writer) => Report(writer).SizeClasses.Where(static size => size.BlockBytes is > LargeBlock and < 1024).Sum(static size => size.LiveBlocks);

    private static long BytesOfTexts(MapStoreWriter writer) => Report(writer).Maps.Single(static map => map.Name.EndsWith("Texts", StringComparison.Ordinal)).Entries.Bytes;

    private static HeapReport Report(MapStoreWriter writer) => writer.GetHeapReport(TestContext.Current.CancellationToken);
}
