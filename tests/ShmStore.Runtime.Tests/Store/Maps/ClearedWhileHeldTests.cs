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

    [Theory]
    [InlineData(WriterMode.Exclusive)]
    [InlineData(WriterMode.Several)]
    public void Whoever_is_told_of_one_whose_writer_died_finds_none_of_them_current(WriterMode mode)
    {
        using var folder = new TestFolder();
        string dead = folder.File("dead");
        var options = new StoreOptions { Writers = mode };
        using MapStoreWriter writer = MapStoreWriter.Open(folder.File(), options);
        for (int i = 0; i < Entries; i++)
            writer.Numbers.Set(i, Sample.Of(i));
        using MapStore before = MapStore.Open(folder.File());
        MapPlace[] held = [.. Enumerable.Range(0, Entries).Select(key => PlaceOf(before, key))];
        writer.Attachment.Writer!.StepTaken = step =>
        {
            if (step == WriteStep.WordStored)
                File.Copy(folder.File(), dead);
        };
        long cleared = writer.Numbers.Clear();

        using MapStore reader = MapStore.Open(dead);
        MapPlace[] places = [.. held.Select(place => SamePlace(place, before, reader))];
        Assert.Equal((0, cleared - 1), (reader.Numbers.Keys.Count(), reader.Version));
        List<(bool IsTold, int Current)> steps = [];
        int thread = Environment.CurrentManagedThreadId;
        WriteSteps.OfNewWriters = Look;
        using MapStoreWriter next = MapStoreWriter.Open(dead, options);
        WriteSteps.OfNewWriters = null;
        Assert.Contains((false, Entries), steps);
        Assert.Contains((true, 0), steps);
        Assert.DoesNotContain(steps, static step => step.IsTold && step.Current > 0);

        // Other tests open writers, too.
        void Look(WriteStep step)
        {
            if (Environment.CurrentManagedThreadId == thread)
                steps.Add((reader.Version >= cleared, places.Count(static place => place.IsCurrent())));
        }
    }

    // That of a reader that has found it in the other's file, which is a copy of this one.
    private static unsafe MapPlace SamePlace(MapPlace place, MapStore store, MapStore copy) =>
        new((long*)(copy.Attachment.Region.Origin + ((byte*)place.Lane - store.Attachment.Region.Origin)), place.Word, place.Version, place.DocumentOffset);

    private MapPlace PlaceOf(int key) => PlaceOf(_reader, key);

    private static MapPlace PlaceOf(MapStore reader, int key)
    {
        MapReader map = reader.Numbers.Reader;
        Assert.True(map.TryFind(new KeyProbe((uint)key, (uint)key, sizeof(int), map.Seed), out MapPlace place));
        return place;
    }
}
