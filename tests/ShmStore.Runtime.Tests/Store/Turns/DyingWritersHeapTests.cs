using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Turns;

/// <summary>Writers come and go, by dying or in order, while a store of several is changed without a pause: it grows with what is in it, not with how many of them there were.</summary>
public sealed class DyingWritersHeapTests : IDisposable
{
    private const int Writers = 3;
    private const int Keys = 6000;
    private const int MostLength = 400;
    private const int Changes = 1500;

    private static readonly StoreOptions Several = new() { Writers = WriterMode.Several };

    private readonly TestFolder _folder = new();
    private readonly List<MapStoreWriter> _all = [];
    private readonly Random _random = new(1);

    public DyingWritersHeapTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "several writers need Linux");

    public void Dispose()
    {
        _all.ForEach(static writer => writer.Dispose());
        using (MapStoreWriter next = Open())
            StoreInspection.AssertEveryBlockIsKnown(next);
        _folder.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_store_does_not_grow_with_how_many_there_were(bool die)
    {
        MapStoreWriter[] writers = [.. Enumerable.Range(0, Writers).Select(_ => Open())];
        Run(writers, rounds: 10, die);
        StoreStatistics settled = writers[0].Statistics;
        long epoch = Epoch();
        Run(writers, rounds: 60, die);
        StoreStatistics end = writers[0].Statistics;
        Assert.InRange(end.HeapBytes, 0, settled.HeapBytes * 3 / 2);
        Assert.InRange(end.CommittedBytes, 0, 2 * end.HeapBytes);
        Assert.InRange(Epoch() - epoch, 0, die ? 60 : 0);
        File.AppendAllText("/tmp/heapfix.num", $"die {die}: settled {settled.HeapBytes >> 10}k/{settled.CommittedBytes >> 10}k end {end.HeapBytes >> 10}k/{end.CommittedBytes >> 10}k epoch {epoch} {Epoch()}\n");
    }

    private void Run(MapStoreWriter[] writers, int rounds, bool die)
    {
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < Writers * Changes; i++)
                Change(writers[i % Writers]);
            ref MapStoreWriter old = ref writers[round % Writers];
            if (die)
                old.Attachment.Region.Seats!.Lose();
            else
                old.Dispose();
            old = Open();
        }
    }

    private void Change(MapStoreWriter writer)
    {
        int key = _random.Next(Keys);
        if (_random.Next(2) == 0)
            writer.Numbers.Remove(key);
        else
            writer.Numbers.Set(key, Sample.Of(key, _random.Next(MostLength)));
    }

    private long Epoch() => new RegionHeader(_all[^1].Attachment.Region).At<long>(HeaderLayout.HeapEpochOffset);

    private MapStoreWriter Open()
    {
        var writer = MapStoreWriter.Open(_folder.File(), Several);
        _all.Add(writer);
        return writer;
    }
}
