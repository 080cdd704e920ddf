using ShmStore.Heap;
using ShmStore.Store.Maps;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Maps;

/// <summary>Places at which entries were found, while all entries are removed.</summary>
public sealed class ClearedWhileHeldTests : IDisposable
{
    private const int Entries = 300;

    private readonly MapStoreWriter _writer = MapStoreWriter.Open(null);
    private readonly MapStore _reader;

    public ClearedWhileHeldTests()
    {
        _reader = _writer.OpenReader();
        for (int i = 0; i < Entries; i++)
            _writer.Numbers.Set(i, Sample.Of(i));
    }

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }

    [Fact]
    public void Whoever_is_told_of_it_finds_none_of_them_current()
    {
        MapPlace[] places = [.. Enumerable.Range(0, Entries).Select(PlaceOf)];
        Assert.All(places, static place => Assert.True(place.IsCurrent()));
        long before = _reader.Version;
        int told = 0;
        int current = 0;
        _writer.Attachment.Writer!.StepTaken = _ =>
        {
            bool isTold = _reader.Version > before;
            told += isTold ? 1 : 0;
            current += isTold ? places.Count(static place => place.IsCurrent()) : 0;
        };
        long version = _writer.Numbers.Clear();
        Assert.True(told > 0);
        Assert.Equal(0, current);
        Assert.Equal((version, before + 1), (_reader.Version, version));
        Assert.Equal((0, version), (_reader.Numbers.Count, _reader.Numbers.Version));
    }

    [Fact]
    public void A_writer_that_dies_in_it_leaves_all_or_none_and_its_number_is_used_up()
    {
        using var folder = new TestFolder();
        string dead = folder.File("dead");
        using var writer = MapStoreWriter.Open(folder.File());
        for (int i = 0; i < Entries; i++)
            writer.Numbers.Set(i, Sample.Of(i));
        long before = writer.Version;
        List<(long Count, WriteStep Step)> deaths = [];
        writer.Attachment.Writer!.StepTaken = step =>
        {
            File.Copy(folder.File(), dead, overwrite: true);
            long count;
            using (MapStore reader = MapStore.Open(dead))
            {
                count = reader.Numbers.Count;
                Assert.Equal(count, reader.Numbers.Keys.Count());
            }

            deaths.Add((count, step));
            using var next = MapStoreWriter.Open(dead);
            Assert.Equal(count, next.Numbers.Count);
            StoreInspection.AssertEveryBlockIsKnown(next);
            Assert.True(next.Numbers.Set(-1, Sample.Of(1)) > before + (count == 0 ? 1 : 0));
        };
        writer.Numbers.Clear();
        Assert.Contains((Entries, WriteStep.ChangeBegun), deaths);
        Assert.Contains((0, WriteStep.IndexBlockCleared), deaths);
        Assert.Equal(deaths.OrderByDescending(static death => death.Count), deaths);
    }

    private MapPlace PlaceOf(int key)
    {
        MapReader map = _reader.Numbers.Reader;
        Assert.True(map.TryFind(new KeyProbe((uint)key, (uint)key, sizeof(int), map.Seed), out MapPlace place));
        return place;
    }
}
