using System.Globalization;
using System.Text.RegularExpressions;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Maps;

/// <summary>Maps in stores that are full, or changed for long.</summary>
public sealed partial class FullMapTests
{
    private const int Longest = 3000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_has_no_room_is_refused_with_numbers_and_nothing_is_lost(int seed)
    {
        const long maximum = 1 << 19;
        using var writer = MapStoreWriter.Open(null, new StoreOptions { MaximumSize = maximum });
        using MapStore reader = writer.OpenReader();
        var random = new Random(seed);
        var model = new Dictionary<int, Sample>();
        int refused = 0;
        for (int i = 0; i < 2500; i++)
        {
            var before = new Dictionary<int, Sample>(model);
            (long Count, long Version) root = (reader.Numbers.Count, reader.Numbers.Version);
            try
            {
                if (random.Next(20) == 0)
                    Commit(writer, model, random);
                else if (random.Next(1000) == 0)
                    Clear(writer, model);
                else
                    Change(writer, model, random);
            }
            catch (StoreFullException full)
            {
                refused++;
                Assert.True(full.Needed > 0 && full.Maximum == maximum, full.Message);
                Assert.Contains($"{maximum}", full.Message, StringComparison.Ordinal);
                long[] told = [.. NumbersOfMessage().Match(full.Message).Groups.Values.Skip(1).Select(static group => long.Parse(group.Value, CultureInfo.InvariantCulture))];
                Assert.Equal([full.Needed, full.Free - told[3], full.Largest, told[3]], told);
                model = before;
                Assert.Equal(root, (reader.Numbers.Count, reader.Numbers.Version));
                AssertSame(model, reader.Numbers);
            }

            if (i % 1000 == 0)
                StoreInspection.AssertEveryBlockIsKnown(writer);
        }

        Assert.True(refused > 50, $"Only {refused} were refused.");
        AssertSame(model, reader.Numbers);
        new IndexInspection(writer.Attachment, 1).AssertCounts();
        StoreInspection.AssertEveryBlockIsKnown(writer);
        TestContext.Current.SendDiagnosticMessage("{0} refused", refused);
    }

    [Fact]
    public void An_index_that_has_no_room_to_grow_is_as_before()
    {
        using var writer = MapStoreWriter.Open(null, new StoreOptions { MaximumSize = 1 << 20 });
        using MapStore reader = writer.OpenReader();
        for (int i = 0; i < 1600; i++)
            writer.Numbers.Set(i, Sample.Of(i, 1));

        // Leaves room for entries, but not for a segment of 64 KiB.
        int fillers = 0;
        while (Record.Exception(() => writer.Texts.Set($"{fillers}", Sample.Of(1, 20_000))) is null)
            fillers++;
        Assert.True(writer.Texts.Remove($"{--fillers}"));
        int count = 1600;
        while (Record.Exception(() => writer.Numbers.Set(count, Sample.Of(count, 1))) is not StoreFullException)
            count++;
        Assert.InRange(count, 1600, 1700);
        for (int round = 0; round < 3; round++)
        {
            Assert.Throws<StoreFullException>(() => writer.Numbers.Set(count, Sample.Of(1, 1)));
            Assert.Equal(Enumerable.Range(0, count), reader.Numbers.Keys.Order());
            writer.Numbers.Set(5, Sample.Of(round, 1));
            Assert.True(writer.Numbers.Remove(count - 1));
            writer.Numbers.Set(count - 1, Sample.Of(7, 1));
        }

        while (fillers > 0)
            Assert.True(writer.Texts.Remove($"{--fillers}"));
        StoreInspection.AssertEveryBlockIsKnown(writer);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(200)]
    public void A_map_can_be_emptied_however_full_the_store_is(int length)
    {
        using var writer = MapStoreWriter.Open(null, new StoreOptions { MaximumSize = 1 << 19 });
        using MapStore reader = writer.OpenReader();
        for (int round = 0; round < 5; round++)
        {
            int count = 0;
            writer.Texts.Set("first", Sample.Of(1));
            while (Record.Exception(() => writer.Numbers.Set(count, Sample.Of(count, length))) is null)
                count++;
            while (Record.Exception(() => writer.Texts.Set($"{count}", Sample.Of(count, 1))) is null)
                count++;
            Assert.InRange(count, 100, int.MaxValue);
            Assert.Equal(writer.Numbers.Clear(), reader.Numbers.Version);
            Assert.Equal(writer.Texts.Clear(), reader.Texts.Version);
            Assert.Equal((0, 0), (reader.Numbers.Count, reader.Texts.Count));
            StoreInspection.AssertEveryBlockIsKnown(writer);
        }
    }

    [Fact]
    public void Memory_of_what_was_removed_or_replaced_is_used_again()
    {
        using var writer = MapStoreWriter.Open(null);
        var random = new Random(1);
        var model = new Dictionary<int, Sample>();
        long settled = 0;
        for (int i = 0; i < 60_000; i++)
        {
            if (random.Next(100) == 0)
                Commit(writer, model, random);
            else
                Change(writer, model, random);
            if (i == 30_000)
                settled = writer.Statistics.HeapBytes;
        }

        // Sizes vary, so that another few blocks of some size can be needed.
        Assert.InRange(writer.Statistics.HeapBytes, settled, settled + (settled / 4));
        AssertSame(model, writer.Numbers);
        StoreInspection.AssertEveryBlockIsKnown(writer);
    }

    private static void Change(MapStoreWriter writer, Dictionary<int, Sample> model, Random random)
    {
        int key = random.Next(1500);
        var value = Sample.Of(random.Next(1000), 1 + random.Next(random.Next(2) == 0 ? Longest : 100));
        switch (random.Next(4))
        {
            case 0:
                Assert.Equal(model.Remove(key), writer.Numbers.Remove(key));
                break;
            case 1:
                model.TryAdd(key, value);
                writer.Numbers.TryAdd(key, value);
                break;
            default:
                model[key] = value;
                writer.Numbers.Set(key, value);
                break;
        }
    }

    private static void Commit(MapStoreWriter writer, Dictionary<int, Sample> model, Random random)
    {
        using StoreCommit commit = writer.BeginCommit();
        for (int i = random.Next(10); i >= 0; i--)
            Change(writer, model, random);
        commit.Complete();
    }

    private static void Clear(MapStoreWriter writer, Dictionary<int, Sample> model)
    {
        writer.Numbers.Clear();
        model.Clear();
    }

    private static void AssertSame(Dictionary<int, Sample> model, SharedMap<int, Sample> map)
    {
        Assert.Equal(model.Count, map.Count);
        foreach ((int key, Sample value) in map)
        {
            if (!model.TryGetValue(key, out Sample? expected) || expected != value)
                Assert.Equal(expected, value);
        }
    }

    [GeneratedRegex(@"a block of (\d+) bytes is needed(?: for the index of a map)?, (\d+) bytes are free in blocks of at most (\d+), (\d+) bytes are not divided yet")]
    private static partial Regex NumbersOfMessage();
}
