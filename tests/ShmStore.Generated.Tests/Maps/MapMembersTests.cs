using System.Globalization;
using MongoDB.Bson;
using ShmStore.Generated.Tests.Shapes;
using ShmStore.Tests;
using Fields = ShmStore.Generated.Tests.Shapes.Quote.Layout.Fields;

namespace ShmStore.Generated.Tests.Maps;

/// <summary>Members of many objects of a map, by name: <c>map.ReadMany(keys, results, Fields.Bid)</c>, <c>map.ReadValues(Fields.Bid)</c>.</summary>
public sealed class MapMembersTests : IDisposable
{
    private const int Count = 100;

    private readonly Keyed.Writer _writer = Keyed.CreateWriter();
    private readonly Keyed _reader;

    public MapMembersTests() => _reader = _writer.OpenReader();

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }

    // Of every length that is looked up in a way of its own, and some that are not ASCII.
    public static TheoryData<string> TextKeys => ["{0:D1}", "{0:D3}", "{0:D4}", "{0:D7}", "{0:D8}", "{0:D15}", "{0:D16}", "{0:D17}", "{0:D40}", "é{0:D2}", "é{0:D12}", "é{0:D30}"];

    [Theory]
    [MemberData(nameof(TextKeys))]
    public void Text_keys_of_any_length(string format) => AssertAll(
        _writer.Texts, _reader.Texts, [.. Enumerable.Range(0, Count).Select(i => string.Format(CultureInfo.InvariantCulture, format, i))]);

    [Fact]
    public void Keys_of_any_type()
    {
        AssertAll(_writer.Ints, _reader.Ints, [.. Enumerable.Range(-Count / 2, Count)]);
        AssertAll(_writer.Longs, _reader.Longs, [.. Enumerable.Range(0, Count).Select(static i => i * 0x1_0000_0001L)]);
        AssertAll(_writer.Guids, _reader.Guids, [.. Enumerable.Range(0, Count).Select(static i => new Guid(i, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8))]);
        AssertAll(_writer.ObjectIds, _reader.ObjectIds, [.. Enumerable.Range(0, Count).Select(static i => ObjectId.GenerateNewId(i))]);
        AssertAll(_writer.Blobs, _reader.Blobs, [.. Enumerable.Range(0, Count).Select(static i => Enumerable.Repeat((byte)i, i % 33).Append((byte)(i + 100)).ToArray())]);
    }

    [Fact]
    public void Keys_of_maps_that_note_what_was_read_and_of_entries_that_expire()
    {
        _writer.Texts.Limits = new MapLimits { MaximumEntries = 3 * Count };
        AssertAll(_writer.Texts, _reader.Texts, [.. Enumerable.Range(0, Count).Select(static i => $"key {i:D4}")]);
        foreach (string key in (string[])["key 0003", "key 0050"])
            _writer.Texts.Set(key, Quote.Of(7), TimeSpan.FromHours(1));
        double[] bids = new double[3];
        Assert.Equal(3, _reader.Texts.ReadMany(["key 0003", "key 0004", "key 0050"], bids, Fields.Bid));
        Assert.Equal([7.5, 4.5, 7.5], bids);
    }

    [Fact]
    public void Documents_from_elsewhere_are_read_by_name()
    {
        for (int i = 0; i < Count; i++)
        {
            string key = $"account:{i}";
            if (i % 3 == 0)
                _writer.Texts.SetRaw(key, new BsonDocument { { "more", "x" }, { "Size", i }, { "Bid", i + 0.5 }, { "Symbol", "s" } }.ToBson());
            else
                _writer.Texts.Set(key, Quote.Of(i));
        }

        var results = new (long Size, double Bid)[Count];
        Assert.Equal(Count, _reader.Texts.ReadMany([.. Enumerable.Range(0, Count).Select(static i => $"account:{i}")], results, Fields.Size, Fields.Bid));
        Assert.Equal(Enumerable.Range(0, Count).Select(static i => ((long)i, i + 0.5)), results);
        Assert.Equal(results.Order(), _reader.Texts.ReadValues(Fields.Size, Fields.Bid).Order());
        Assert.Equal(results, Enumerable.Range(0, Count).Select(i => _reader.Texts.Read($"account:{i}", Fields.Size, Fields.Bid)));
    }

    [Fact]
    public void Members_that_are_missing_have_their_defaults_and_those_of_another_type_are_an_error()
    {
        _writer.Texts.SetRaw("account:1", new BsonDocument { { "Symbol", "A" }, { "Bid", 2 } }.ToBson());
        var results = new (double, long)[1];
        Assert.Equal(1, _reader.Texts.ReadMany(["account:1"], results, Fields.Bid, Fields.Size));
        Assert.Equal([(2.0, 5L)], results);
        Assert.Equal([(2.0, 5L)], _reader.Texts.ReadValues(Fields.Bid, Fields.Size));
        Assert.Equal((2.0, 5L), _reader.Texts.Read("account:1", Fields.Bid, Fields.Size));
    }

    [Fact]
    public void A_snapshot_sees_those_of_its_moment()
    {
        string[] keys = ["account:1", "account:2"];
        _writer.Texts.Set(keys[0], Quote.Of(1));
        _writer.Texts.Set(keys[1], Quote.Of(1));
        int runs = 0;
        long sum = _reader.Snapshot(
            keyed =>
            {
                long[] sizes = new long[2];
                Assert.Equal(2, keyed.Texts.ReadMany(keys, sizes, Fields.Size));
                if (runs++ == 0)
                    _writer.Texts.SetSize(keys[1], 100);
                Assert.Equal(sizes.Sum(), keyed.Texts.ReadValues(Fields.Size).Sum());
                Assert.Equal(sizes.Sum(), keyed.Texts.Read(keys[0], Fields.Size) + keyed.Texts.Read(keys[1], Fields.Size));
                return sizes.Sum();
            },
            TestContext.Current.CancellationToken);
        Assert.Equal(runs == 1 ? 2 : 101, sum);
    }

    [Fact]
    public void Nothing_is_allocated_for_a_key()
    {
        string[] keys = [.. Enumerable.Range(0, Count).Select(static i => $"account:{i}")];
        foreach (string key in keys)
            _writer.Texts.Set(key, Quote.Of(1));
        double[] bids = new double[Count];
        Allocations.AssertNone(() => _reader.Texts.ReadMany(keys, bids, Fields.Bid));
        Allocations.AssertNone(() => (long)_reader.Texts.Read(keys[1], Fields.Bid));
    }

    [Fact]
    public void Misuse_is_an_error_that_names_it()
    {
        _writer.Texts.Set("account:1", Quote.Of(1));
        Assert.Contains("1 of 2", Assert.Throws<ArgumentException>("results", () => _reader.Texts.ReadMany(["a", "b"], new double[1], Fields.Bid)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("found", () => _reader.Texts.ReadMany(["a", "b"], new double[2], Fields.Bid, new bool[1]));
        Assert.Throws<ArgumentException>("keys", () => _reader.Texts.ReadMany(["a", null!], new double[2], Fields.Bid));
        Assert.Equal(0, _reader.Texts.ReadMany([], [], Fields.Bid));
        _reader.Dispose();
        Assert.Throws<ObjectDisposedException>(() => _reader.Texts.ReadMany(["account:1"], new double[1], Fields.Bid));
        Assert.Throws<ArgumentNullException>(() => _writer.Texts.Read(null!, Fields.Bid));
        Assert.Throws<ObjectDisposedException>(() => _reader.Texts.ReadValues(Fields.Bid).Sum());
        Assert.Throws<ObjectDisposedException>(() => _reader.Texts.Read("account:1", Fields.Bid));
        Assert.Throws<ObjectDisposedException>(() => _reader.Texts.TryRead("account:2", Fields.Bid, out _));
    }

    // Every second key has an object; and the last key comes twice.
    private static void AssertAll<TKey>(SharedMapWriter<TKey, Quote> writer, SharedMap<TKey, Quote> map, TKey[] keys)
        where TKey : notnull
    {
        for (int i = 0; i < keys.Length; i += 2)
            writer.Set(keys[i], Quote.Of(i));

        // A reader gets to know the index by the first look-up of all, which is of a single key.
        map.ContainsKey(keys[0]);
        TKey[] asked = [.. keys, keys[^1], keys[^2]];
        int[] numbers = [.. Enumerable.Range(0, keys.Length), keys.Length - 1, keys.Length - 2];
        bool[] expected = [.. numbers.Select(static i => i % 2 == 0)];
        int there = expected.Count(static found => found);

        double[] bids = new double[asked.Length];
        bool[] found = new bool[asked.Length];
        Assert.Equal(there, map.ReadMany(asked, bids, Fields.Bid, found));
        Assert.Equal(expected, found);
        Assert.Equal(numbers.Select(static i => i % 2 == 0 ? Quote.Of(i).Bid : 0), bids);

        var pairs = new (double, long)[asked.Length];
        Assert.Equal(there, map.ReadMany(asked, pairs, Fields.Bid, Fields.Size));
        Assert.Equal(numbers.Select(static i => i % 2 == 0 ? (Quote.Of(i).Bid, Quote.Of(i).Size) : default), pairs);
        var triples = new (long, double, long)[asked.Length];
        Assert.Equal(there, map.ReadMany(asked, triples, Fields.Size, Fields.Bid, Fields.Size));
        Assert.Equal(pairs.Select(static pair => (pair.Item2, pair.Item1, pair.Item2)), triples);
        var quads = new (long, double, long, double)[asked.Length];
        Assert.Equal(there, map.ReadMany(asked, quads, Fields.Size, Fields.Bid, Fields.Size, Fields.Bid));
        Assert.Equal(pairs.Select(static pair => (pair.Item2, pair.Item1, pair.Item2, pair.Item1)), quads);

        for (int i = 0; i < asked.Length; i++)
        {
            TKey key = asked[i];
            Assert.Equal((found[i], bids[i]), (map.TryRead(key, Fields.Bid, out double bid), bid));
            Assert.Equal((found[i], pairs[i]), (map.TryRead(key, Fields.Bid, Fields.Size, out (double, long) pair), pair));
            Assert.Equal((found[i], triples[i]), (map.TryRead(key, Fields.Size, Fields.Bid, Fields.Size, out (long, double, long) triple), triple));
            Assert.Equal((found[i], quads[i]), (map.TryRead(key, Fields.Size, Fields.Bid, Fields.Size, Fields.Bid, out (long, double, long, double) quad), quad));
            if (found[i])
            {
                Assert.Equal(bids[i], map.Read(key, Fields.Bid));
                Assert.Equal(pairs[i], map.Read(key, Fields.Bid, Fields.Size));
                Assert.Equal(triples[i], map.Read(key, Fields.Size, Fields.Bid, Fields.Size));
                Assert.Equal(quads[i], map.Read(key, Fields.Size, Fields.Bid, Fields.Size, Fields.Bid));
            }
            else
            {
                Assert.Equal(
                    Assert.Throws<KeyNotFoundException>(() => map[key].Version).Message,
                    Assert.Throws<KeyNotFoundException>(() => map.Read(key, Fields.Bid)).Message);
            }
        }

        string[] shown = [.. Enumerable.Range(0, keys.Length).Where(static i => i % 2 == 0).Select(i => $"{Shown(keys[i])}: {Quote.Of(i).Bid}, {Quote.Of(i).Size}").Order(StringComparer.Ordinal)];
        Assert.Equal(shown, map.ReadAll(Fields.Bid).Select(static pair => $"{Shown(pair.Key)}: {pair.Value}, {pair.Value - 0.5}").Order(StringComparer.Ordinal));
        Assert.Equal(shown, map.ReadAll(Fields.Bid, Fields.Size).Select(static pair => $"{Shown(pair.Key)}: {pair.Value.First}, {pair.Value.Second}").Order(StringComparer.Ordinal));
        Assert.Equal(shown, map.ReadAll(Fields.Bid, Fields.Size, Fields.Bid).Select(static pair => $"{Shown(pair.Key)}: {pair.Value.Third}, {pair.Value.Second}").Order(StringComparer.Ordinal));
        Assert.Equal(shown, map.ReadAll(Fields.Size, Fields.Bid, Fields.Bid, Fields.Size).Select(static pair => $"{Shown(pair.Key)}: {pair.Value.Third}, {pair.Value.Fourth}").Order(StringComparer.Ordinal));
        IEnumerable<Quote> all = Enumerable.Range(0, keys.Length).Where(static i => i % 2 == 0).Select(Quote.Of);
        Assert.Equal(all.Select(static quote => quote.Bid).Order(), map.ReadValues(Fields.Bid).Order());
        Assert.Equal(all.Select(static quote => (quote.Bid, quote.Size)).Order(), map.ReadValues(Fields.Bid, Fields.Size).Order());
        Assert.Equal(all.Select(static quote => (quote.Bid, quote.Size, quote.Bid)).Order(), map.ReadValues(Fields.Bid, Fields.Size, Fields.Bid).Order());
        Assert.Equal(all.Select(static quote => (quote.Size, quote.Bid, quote.Size, quote.Bid)).Order(), map.ReadValues(Fields.Size, Fields.Bid, Fields.Size, Fields.Bid).Order());
    }

    private static string Shown<TKey>(TKey key) => key is byte[] bytes ? Convert.ToHexString(bytes) : $"{key}";
}
