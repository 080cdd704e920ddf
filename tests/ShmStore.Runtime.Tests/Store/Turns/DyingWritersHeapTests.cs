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
        Assert.InRange(Epoch() - epoch, 0, die ? 70 : 0);
    }

    /// <summary>Building is not slower for a dead one: a walk needs a quarter of the heap that nobody uses.</summary>
    [Fact]
    public void A_store_that_only_grows_is_never_walked_through_though_one_has_died()
    {
        MapStoreWriter first = Open();
        MapStoreWriter second = Open();
        for (int i = 0; i < 1000; i++)
            Change(first);
        for (int i = 0; i < 10_000; i++)
            second.Numbers.Set(Keys + i, Sample.Of(i, MostLength));
        Die(first);
        MapStoreWriter third = Open();
        Assert.True(AreLeft);
        long epoch = Epoch();
        for (int i = 0; i < 30_000; i++)
            (i % 2 == 0 ? second : third).Numbers.Set(-i, Sample.Of(i, MostLength));
        Assert.Equal(epoch, Epoch());
    }

    /// <summary>As the blocks of the dead are found, or not: each walk is paid for by what was given out since the one before.</summary>
    [Fact]
    public void There_is_no_walk_before_an_eighth_of_the_heap_was_given_out()
    {
        MapStoreWriter[] writers = [.. Enumerable.Range(0, Writers).Select(_ => Open())];
        int walks = 0;
        for (int round = 0; round < 300; round++)
        {
            (long epoch, long given) = (Epoch(), Given());
            for (int i = 0; i < 200; i++)
            {
                long heap = writers[0].Statistics.HeapBytes;
                Change(writers[i % Writers]);
                if (Epoch() != epoch)
                {
                    // What the very change has given out before is not seen here.
                    Assert.InRange(given, (heap / 8) - (1 << 17), long.MaxValue);
                    walks++;
                }

                (epoch, given) = (Epoch(), Given());
            }

            ref MapStoreWriter old = ref writers[round % Writers];
            Die(old);
            old = Open();
        }

        Assert.InRange(walks, 5, 100);
    }

    [Fact]
    public void Who_could_not_give_its_blocks_is_known_to_the_next_that_attaches()
    {
        MapStoreWriter first = Open();
        MapStoreWriter second = Open();
        for (int i = 0; i < 1000; i++)
            Change(second);
        using (StoreCommit commit = first.BeginCommit())
        {
            // It does not wait for its turn.
            second.Dispose();
            commit.Complete();
        }

        Assert.False(AreLeft);
        _ = Open();
        Assert.True(AreLeft);
    }

    [Fact]
    public void Who_has_given_its_blocks_leaves_nothing()
    {
        MapStoreWriter first = Open();
        for (int i = 0; i < 1000; i++)
            Change(first);
        MapStoreWriter second = Open();
        for (int i = 0; i < 1000; i++)
            Change(second);
        second.Dispose();
        _ = Open();
        Assert.False(AreLeft);
    }

    [Fact]
    public void Blocks_of_indexes_that_one_frees_are_used_by_those_who_come_after_it()
    {
        MapStoreWriter stays = Open();
        FillAndClear(stays);
        long most = 0;
        for (int i = 0; i < 50; i++)
        {
            MapStoreWriter writer = Open();
            for (int j = 0; j < 10; j++)
                FillAndClear(writer);
            writer.Dispose();
            most = i < 2 ? Segments() : most;
        }

        Assert.Equal(most, Segments());
    }

    [Fact]
    public void One_that_dies_while_it_gives_a_block_of_an_index_loses_none_and_gives_none_twice()
    {
        MapStoreWriter writer = Open();
        List<byte[]> images = [];
        byte[]? image = null;
        writer.Attachment.Writer!.StepTaken = step =>
        {
            if (step == WriteStep.IndexBlockCleared && image is not null)
                images.Add(image);
            image = step == WriteStep.BlockLinked ? File.ReadAllBytes(_folder.File()) : null;
        };
        for (int i = 0; i < 10; i++)
            FillAndClear(writer);
        writer.Attachment.Writer.StepTaken = null;
        Assert.InRange(images.Count, 5, 100);
        foreach (byte[] bytes in images)
        {
            string copy = _folder.File("copy.shm");
            File.WriteAllBytes(copy, bytes);
            using MapStoreWriter next = MapStoreWriter.Open(copy, Several);
            StoreInspection.AssertEveryBlockIsKnown(next);
            for (int i = 0; i < 10; i++)
                FillAndClear(next);
            StoreInspection.AssertEveryBlockIsKnown(next);
        }
    }

    private static void FillAndClear(MapStoreWriter writer)
    {
        for (int key = 0; key < 10; key++)
            writer.Numbers.Set(key, Sample.Of(key, 10));
        Assert.All(Enumerable.Range(0, 10), key => Assert.Equal(Sample.Of(key, 10), writer.Numbers[key].Value));
        writer.Numbers.Clear();
    }

    private static void Die(MapStoreWriter writer) => writer.Attachment.Region.Seats!.Lose();

    private void Run(MapStoreWriter[] writers, int rounds, bool die)
    {
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < Writers * Changes; i++)
                Change(writers[i % Writers]);
            ref MapStoreWriter old = ref writers[round % Writers];
            if (die)
                Die(old);
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

    private RegionHeader Header => new(_all[0].Attachment.Region);

    private bool AreLeft => Header.At<long>(HeaderLayout.LeftEpochOffset) == Epoch();

    private long Epoch() => Header.At<long>(HeaderLayout.HeapEpochOffset);

    private long Given() => Header.At<long>(HeaderLayout.AllocatedBytesOffset);

    private long Segments() => StoreInspection.Blocks(_all[0].Attachment.Region)
        .LongCount(block => new BlockMeta(Header.At<uint>(block + BlockLayout.MetaOffset)) is { IsIndex: true, Kind: IndexKind.Segment });

    private MapStoreWriter Open()
    {
        var writer = MapStoreWriter.Open(_folder.File(), Several);
        _all.Add(writer);
        return writer;
    }
}
