using ShmStore.Heap;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Maps;

/// <summary>Where nothing is left that was not divided into blocks for documents, indexes are made of those that are free.</summary>
public sealed class IndexOfFreedBlocksTests : IDisposable
{
    private const long Maximum = 4 << 20;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(200_000, WriterMode.Exclusive)]
    [InlineData(20_000, WriterMode.Exclusive)]
    [InlineData(2000, WriterMode.Exclusive)]
    [InlineData(150, WriterMode.Exclusive)]
    [InlineData(200_000, WriterMode.Several)]
    [InlineData(20_000, WriterMode.Several)]
    [InlineData(2000, WriterMode.Several)]
    [InlineData(150, WriterMode.Several)]
    public void A_map_of_large_objects_that_was_cleared_holds_about_as_many_small_ones_as_a_new_one(int length, WriterMode mode)
    {
        Assert.SkipUnless(mode == WriterMode.Exclusive || OperatingSystem.IsLinux(), "several writers need Linux");
        var options = new StoreOptions { MaximumSize = Maximum, Writers = mode };
        int fresh;
        using (var writer = MapStoreWriter.Open(_folder.File("fresh"), options))
            fresh = Fill(writer.Numbers, 1);
        string path = _folder.File("store");
        using (var writer = MapStoreWriter.Open(path, options))
        {
            int large = Fill(writer.Numbers, length);
            Assert.Equal(large, writer.Numbers.Keys.Count());
            writer.Numbers.Clear();
            int small = Fill(writer.Numbers, 1);
            Assert.True(small >= fresh * 3 / 4, $"{small} of {fresh} after {large} large ones");
            Assert.Equal(Enumerable.Range(0, small).Select(static i => (i, Sample.Of(i, 1))), writer.Numbers.Select(static entry => (entry.Key, entry.Value)).OrderBy(static entry => entry.Key));
            if (mode == WriterMode.Exclusive)
                StoreInspection.AssertEveryBlockIsKnown(writer);
        }

        Assert.Empty(SharedStoreFile.Verify(path, cancellationToken: TestContext.Current.CancellationToken).Findings);
        using var next = MapStoreWriter.Open(path, options);
        StoreInspection.AssertEveryBlockIsKnown(next);
    }

    [Fact]
    public void A_cache_of_large_objects_becomes_one_of_many_small_ones()
    {
        const int entries = 10_000;
        using var writer = MapStoreWriter.Open(null, new StoreOptions { MaximumSize = Maximum });
        writer.Numbers.Limits = new MapLimits { MaximumEntries = entries };
        for (int i = 0; i < 2000; i++)
            writer.Numbers.Set(-1 - i, Sample.Of(i, 20_000));

        // Found since, or they would go before the large ones.
        for (int i = 0; i < 10 * entries; i++)
        {
            writer.Numbers.Set(i % entries, Sample.Of(i % entries, 1));
            Assert.True(writer.Numbers.ContainsKey(i % entries));
        }

        Assert.True(writer.Numbers.Count >= entries * 9 / 10, $"{writer.Numbers.Count} entries");
        StoreInspection.AssertEveryBlockIsKnown(writer);
    }

    [Theory]
    [InlineData(20_000)]
    [InlineData(5000)]
    [InlineData(100)]
    public void A_commit_that_was_given_up_takes_nothing_from_maps_that_were_never_written(int length)
    {
        using var writer = MapStoreWriter.Open(null, new StoreOptions { MaximumSize = 2 << 20 });
        for (int round = 0; round < 3; round++)
        {
            using StoreCommit commit = writer.BeginCommit();
            Fill(writer.Numbers, length);
        }

        Assert.Equal(0, writer.Numbers.Count);
        writer.Numbers.Clear();
        writer.Numbers.Set(1, Sample.Of(1));
        writer.Texts.Set("a", Sample.Of(2));
        writer.Beside.Set(Sample.Of(3));
        Assert.Equal((1, 2, 3), (writer.Numbers[1].Value.Number, writer.Texts["a"].Value.Number, writer.Beside.Value.Number));
        Assert.True(Fill(writer.Texts) > 10_000);
        StoreInspection.AssertEveryBlockIsKnown(writer);
    }

    [Fact]
    public void A_full_store_keeps_room_for_the_first_index_of_every_map()
    {
        using var writer = MapStoreWriter.Open(null, new StoreOptions { MaximumSize = 1 << 20 });
        Fill(writer.Numbers, 1000);
        Assert.Contains("are kept for maps that were never written", Assert.Throws<StoreFullException>(() => writer.Numbers.Set(-1, Sample.Of(1, 1000))).Message, StringComparison.Ordinal);
        writer.Numbers.Remove(0);
        writer.Texts.Set("a", Sample.Of(1, 500));
        writer.Texts.Clear();
        writer.Numbers.Clear();
    }

    [Fact]
    public void What_is_kept_for_a_map_is_nobodys_once_another_writer_has_written_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "several writers need Linux");
        var options = new StoreOptions { MaximumSize = 1 << 20, Writers = WriterMode.Several };
        using var writer = MapStoreWriter.Open(_folder.File(), options);
        Fill(writer.Numbers, 1000);
        Assert.Contains("are kept for maps that were never written", Refusal().Message, StringComparison.Ordinal);
        using (var other = MapStoreWriter.Open(_folder.File(), options))
            other.Texts.Set("a", Sample.Of(1));
        Assert.DoesNotContain("are kept", Refusal().Message, StringComparison.Ordinal);

        StoreFullException Refusal() => Assert.Throws<StoreFullException>(() => writer.Numbers.Set(-1, Sample.Of(1, 100_000)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(500)]
    [InlineData(3000)]
    [InlineData(20_000)]
    public void However_large_what_fills_a_store_is_a_map_that_was_never_written_gets_its_first_index(int length)
    {
        using var writer = MapStoreWriter.Open(null, new StoreOptions { MaximumSize = 1 << 20 });
        Fill(writer.Numbers, length);

        // Room for the object, and not for an index.
        if (length <= 3000)
            writer.Numbers.Remove(0);
        writer.Texts.Set("a", Sample.Of(1, 1));
        Assert.Equal(1, writer.Texts["a"].Value.Number);
    }

    [Fact]
    public void Nor_is_it_taken_by_what_is_larger_than_that_room()
    {
        const int length = 150_000;
        for (int more = 0; more < length; more += 8192)
        {
            using var writer = MapStoreWriter.Open(null, new StoreOptions { MaximumSize = (1 << 20) + more });
            Fill(writer.Numbers, length);
            writer.Texts.Set("a", Sample.Of(more, 1));
            Assert.Equal(more, writer.Texts["a"].Value.Number);
        }
    }

    [Fact]
    public void Nor_is_that_room_taken_by_an_index_that_grows()
    {
        using var writer = MapStoreWriter.Open(null, new StoreOptions { MaximumSize = 1 << 20 });
        for (int i = 0; i < 300; i++)
            writer.Numbers.Set(i, Sample.Of(i, 1));
        int large = 1000;
        while (Record.Exception(() => writer.Numbers.Set(large, Sample.Of(large, 20_000))) is null)
            large++;
        for (int i = 1; i <= 2; i++)
            Assert.True(writer.Numbers.Remove(large - i));
        long? growths = writer.Statistics.IndexGrowths;
        for (int i = 300; i < 400; i++)
            writer.Numbers.Set(i, Sample.Of(i, 1));
        Assert.Equal(growths + 1, writer.Statistics.IndexGrowths);
        writer.Texts.Set("a", Sample.Of(1, 1));
        Assert.Equal(1, writer.Texts["a"].Value.Number);
    }

    [Fact]
    public async Task Who_holds_entries_finds_them_or_that_they_are_missing_and_never_anything_else()
    {
        const int large = 600;
        using var writer = MapStoreWriter.Open(null, new StoreOptions { MaximumSize = 4 << 20 });
        using MapStore reader = writer.OpenReader();
        bool stop = false;
        long reads = 0;
        Task[] readers = [.. Enumerable.Range(0, 3).Select(_ => Task.Factory.StartNew(Read, TaskCreationOptions.LongRunning))];
        for (int round = 0; round < 12; round++)
        {
            for (int i = 0; i < large; i++)
                writer.Numbers.Set(i, Sample.Of(i, 3000));
            writer.Numbers.Clear();
            int small = 0;
            for (; small < 20_000; small++)
                writer.Numbers.Set(small, Sample.Of(small, 1));
            writer.Numbers.Clear();
        }

        Volatile.Write(ref stop, true);
        await Task.WhenAll(readers);
        Assert.True(reads > 0);
        StoreInspection.AssertEveryBlockIsKnown(writer);

        void Read()
        {
            for (int i = 0; !Volatile.Read(ref stop); i = (i + 1) % large)
            {
                try
                {
                    // Held across what the writer does meanwhile.
                    if (!reader.Numbers.TryGet(i, out SharedMapEntry<Sample> entry))
                        continue;
                    for (int again = 0; again < 20; again++)
                    {
                        Sample value = entry.Value;
                        Assert.True(value.IsWhole && value.Number == i, $"{i}: {value}");
                        Interlocked.Increment(ref reads);
                    }
                }
                catch (KeyNotFoundException)
                {
                }
            }
        }
    }

    [Fact]
    public void The_heap_can_be_walked_whenever_somebody_dies_or_looks()
    {
        string path = _folder.File("store");
        string dead = _folder.File("dead");
        var options = new StoreOptions { MaximumSize = 2 << 20 };
        using var writer = MapStoreWriter.Open(path, options);
        Fill(writer.Numbers, 3000);
        writer.Numbers.Clear();
        int deaths = 0;
        writer.Attachment.Writer!.StepTaken = step =>
        {
            if (step != WriteStep.SuccessorsFormatted && !(deaths % 2 == 1 && step == WriteStep.IndexBlockMade))
                return;
            File.Copy(path, dead, overwrite: true);
            using (var next = MapStoreWriter.Open(dead, options))
            {
                Assert.True(next.Numbers.All(static entry => entry.Value == Sample.Of(entry.Key, 1)));
                StoreInspection.AssertEveryBlockIsKnown(next);
            }

            Assert.DoesNotContain(SharedStoreFile.Verify(dead).Findings, static finding => finding.Severity == StoreFindingSeverity.Damage);
            using MapStore reader = writer.OpenReader();
            Assert.True(reader.GetHeapReport().HeapBytes > 0);
            deaths++;
        };
        for (int i = 0; i < 8000; i++)
            writer.Numbers.Set(i, Sample.Of(i, 1));
        Assert.True(deaths >= 4, $"{deaths} deaths");
    }

    private static int Fill(SharedMapWriter<int, Sample> map, int length)
    {
        int count = 0;
        try
        {
            for (; ; count++)
                map.Set(count, Sample.Of(count, length));
        }
        catch (StoreFullException)
        {
            return count;
        }
    }

    private static int Fill(SharedMapWriter<string, Sample> map)
    {
        int count = 0;
        try
        {
            for (; ; count++)
                map.Set($"{count}", Sample.Of(count, 1));
        }
        catch (StoreFullException)
        {
            return count;
        }
    }
}
