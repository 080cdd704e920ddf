using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Turns;

/// <summary>What one of several writers frees and another one needs is used again: a store grows with what is in it, not with what was written to it.</summary>
public sealed class SharedFreeBlocksTests : IDisposable
{
    private const int Length = 1000;
    private const int Sets = 40_000;

    private readonly TestFolder _folder = new();
    private readonly List<MapStoreWriter> _writers = [];

    public SharedFreeBlocksTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "several writers need Linux");

    public void Dispose()
    {
        _writers.ForEach(static writer => writer.Dispose());
        using (MapStoreWriter next = MapStoreWriter.Open(_folder.File(), new StoreOptions { Writers = WriterMode.Several }))
            StoreInspection.AssertEveryBlockIsKnown(next);
        _folder.Dispose();
    }

    [Fact]
    public void Two_that_add_and_one_that_removes()
    {
        Attach(3);
        AssertBounded(i =>
        {
            _writers[i % 2].Numbers.Set(i, Sample.Of(i, Length));
            _writers[2].Numbers.Remove(i - 500);
        });
    }

    [Fact]
    public void Writers_whose_objects_are_of_other_sizes()
    {
        Attach(4);
        AssertBounded(i => _writers[i % 4].Numbers.Set(i / 4 % 500, Sample.Of(i, Length << (i % 4) >> 2)));
    }

    [Fact]
    public void One_that_clears_what_others_have_written()
    {
        Attach(3);
        AssertBounded(i =>
        {
            _writers[i % 2].Numbers.Set(i, Sample.Of(i, Length));
            if (i % 500 == 0)
                _writers[2].Numbers.Clear();
        });
    }

    [Fact]
    public void Commits_that_replace_what_another_has_written()
    {
        Attach(3);
        AssertBounded(i =>
        {
            if (i % 100 != 0)
                return;
            MapStoreWriter writer = _writers[i / 100 % 3];
            using StoreCommit commit = writer.BeginCommit();
            for (int key = 0; key < 100; key++)
                writer.Numbers.Set(key, Sample.Of(i, Length << (i / 100 % 3)));
            commit.Complete();
        });
    }

    [Fact]
    public void What_a_writer_that_leaves_has_freed_is_there_for_the_others()
    {
        Attach(2);
        for (int i = 0; i < 200; i++)
            _writers[0].Numbers.Set(i, Sample.Of(i, Length));
        long epoch = Epoch();
        long committed = Committed();
        for (int i = 0; i < 200; i++)
            _writers[0].Numbers.Remove(i);
        _writers[0].Dispose();
        for (int i = 0; i < 200; i++)
            _writers[1].Numbers.Set(i, Sample.Of(i, Length));
        Assert.Equal((epoch, committed), (Epoch(), Committed()));
    }

    [Fact]
    public void Those_of_one_that_dies_while_it_gives_them_are_found_by_the_next()
    {
        Attach(2);
        int given = 0;
        for (int i = 0; i < 2000; i++)
            _writers[0].Numbers.Set(i, Sample.Of(i, 16));
        _writers[0].Attachment.Writer!.StepTaken = step =>
        {
            if (step == WriteStep.BlockLinked && ++given == 10)
                throw new InvalidOperationException("dead");
        };
        Exception? death = null;
        for (int i = 0; i < 2000 && death is null; i++)
            death = Record.Exception(() => _writers[0].Numbers.Remove(i));
        Assert.Equal("dead", death?.Message);
        _writers[0].Attachment.Writer!.StepTaken = null;
        for (int i = 0; i < 4000; i++)
            _writers[i % 2].Numbers.Set(i, Sample.Of(-i, 16));
        Assert.All(Enumerable.Range(0, 4000), i => Assert.Equal(Sample.Of(-i, 16), _writers[0].Numbers[i].Value));
    }

    private void Attach(int count)
    {
        for (int i = 0; i < count; i++)
            _writers.Add(MapStoreWriter.Open(_folder.File(), new StoreOptions { Writers = WriterMode.Several }));
    }

    private void AssertBounded(Action<int> write)
    {
        for (int i = 0; i < Sets / 10; i++)
            write(i);
        long committed = Committed();
        long epoch = Epoch();
        for (int i = Sets / 10; i < Sets; i++)
            write(i);
        Assert.InRange(Committed(), committed, 2 * committed);
        Assert.InRange(Epoch() - epoch, 0, 20);
    }

    private long Committed()
    {
        _writers[^1].Numbers.Set(-1, Sample.Of(0, 1));
        return _writers[^1].Statistics.CommittedBytes;
    }

    private long Epoch() => new RegionHeader(_writers[^1].Attachment.Region).At<long>(HeaderLayout.HeapEpochOffset);
}
