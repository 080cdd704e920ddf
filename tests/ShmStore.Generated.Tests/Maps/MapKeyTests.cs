using MongoDB.Bson;
using ShmStore.Generated.Tests.Shapes;

namespace ShmStore.Generated.Tests.Maps;

/// <summary>Maps of every kind of key, written by one attachment and read by others.</summary>
public sealed class MapKeyTests : IDisposable
{
    private readonly TestFile _file = new();
    private readonly Keyed.Writer _writer;
    private readonly Keyed.Contributor _contributor;
    private readonly Keyed _reader;

    public MapKeyTests()
    {
        _writer = Keyed.CreateWriter(_file.Path);
        _contributor = Keyed.OpenContributor(_file.Path);
        _reader = Keyed.Open(_file.Path);
    }

    public void Dispose()
    {
        _reader.Dispose();
        _contributor.Dispose();
        _writer.Dispose();
        _file.Dispose();
    }

    [Fact]
    public void Texts_of_every_length_and_script()
    {
        string[] keys =
        [
            "", "a", "ab", "abc", "abcd", "abcdefg", "abcdefgh", "abcdefghabcdefgh", "abcdefghabcdefghi", new('x', 1000), new('x', 32767),
            "é", "Zoë", "日本", "📈", "abcdéfgh", new('é', 16383), "a/b", "a\0b", "\0",
        ];
        Check(_writer.Texts, [_reader.Texts, _contributor.Texts, _writer.Texts], keys, "none", "\"none\"");
    }

    [Fact]
    public void Ints() => Check(_writer.Ints, [_reader.Ints, _contributor.Ints], [0, 1, -1, int.MinValue, int.MaxValue], 5, "5");

    [Fact]
    public void Longs() => Check(_writer.Longs, [_reader.Longs, _contributor.Longs], [0, 1, -1, 1L << 32, long.MinValue, long.MaxValue], -5, "-5");

    [Fact]
    public void Guids() => Check(
        _writer.Guids, [_reader.Guids, _contributor.Guids], [Guid.Empty, Samples.Guid, Guid.NewGuid()], new("10112233-4455-6677-8899-aabbccddeeff"), "10112233-4455-6677-8899-aabbccddeeff");

    [Fact]
    public void ObjectIds() => Check(
        _writer.ObjectIds, [_reader.ObjectIds, _contributor.ObjectIds], [ObjectId.Empty, Samples.ObjectId, ObjectId.GenerateNewId()], new("1123456789abcdef01234567"), "1123456789abcdef01234567");

    [Fact]
    public void Bytes() => Check(
        _writer.Blobs, [_reader.Blobs, _contributor.Blobs], [[], [0], [0, 0], [1, 2, 3, 4], new byte[16], new byte[17], new byte[32767]], [0xAB, 0xCD], "0xABCD");

    [Fact]
    public void Enums_over_ulong() => Check(_writer.Venues, [_reader.Venues, _contributor.Venues], [Keyed.Venue.None, Keyed.Venue.Last, (Keyed.Venue)(1UL << 63)], (Keyed.Venue)7, "7");

    [Fact]
    public void Enums_over_sbyte() => Check(_writer.Sides, [_reader.Sides, _contributor.Sides], [Keyed.Side.Sell, Keyed.Side.Buy, (Keyed.Side)0], (Keyed.Side)1, "1");

    [Fact]
    public void Keys_are_given_by_span_and_as_UTF8()
    {
        string[] keys = ["", "abc", "abcd", "abcdefghij", new('x', 100), "Zoë 📈"];
        for (int i = 0; i < keys.Length; i++)
            _writer.Texts.Set(keys[i], Quote.Of(i));
        for (int i = 0; i < keys.Length; i++)
        {
            Assert.True(_reader.Texts.TryGet($"[{keys[i]}]".AsSpan(1, keys[i].Length), out SharedMapEntry<Quote> entry));
            Assert.Equal(i + 0.5, entry.Bid);
            Assert.True(_reader.Texts.TryGet(System.Text.Encoding.UTF8.GetBytes(keys[i]), out entry));
            Assert.Equal($"Q{i}", entry.Symbol);
        }

        Assert.False(_reader.Texts.TryGet("abcde".AsSpan(), out _));
        Assert.False(_reader.Texts.TryGet("abcde"u8, out _));
    }

    [Fact]
    public void Keys_that_cannot_be_stored_are_refused()
    {
        string[] unstorable = ["\uD800", "abc\uDC00", $"{new string('x', 20)}\uD83D", new('x', 32768), new('é', 16384)];
        foreach (string key in unstorable)
        {
            Assert.Throws<ArgumentException>(() => _writer.Texts.Set(key, Quote.Of(1)));
            Assert.Throws<ArgumentException>(() => _reader.Texts.ContainsKey(key));
            Assert.Throws<ArgumentException>(() => _reader.Texts.GetMany([key], new Quote?[1]));
        }

        Assert.Throws<ArgumentException>(() => _writer.Blobs.Set(new byte[32768], Quote.Of(1)));
        Assert.Throws<ArgumentNullException>(() => _reader.Blobs.ContainsKey(null!));
        Assert.Throws<ArgumentException>("keys", () => _reader.Texts.ReadMany(["a", null!], new double[2], static view => view.Bid));
        Assert.Equal((0, 0), (_reader.Texts.Count, _reader.Texts.Version));
    }

    private static void Check<TKey>(SharedMapWriter<TKey, Quote> writer, SharedMap<TKey, Quote>[] readers, TKey[] keys, TKey missing, string display)
        where TKey : notnull
    {
        for (int i = 0; i < keys.Length; i++)
        {
            Assert.All(readers, reader => Assert.False(reader.ContainsKey(keys[i])));
            Assert.True(writer.TryAdd(keys[i], Quote.Of(i)));
        }

        foreach (SharedMap<TKey, Quote> reader in readers)
        {
            Assert.Equal(keys.Length, reader.Count);
            for (int i = 0; i < keys.Length; i++)
            {
                Assert.Equal(Quote.Of(i), reader[keys[i]].Value);
                Assert.Equal(($"Q{i}", i + 0.5, i), (reader[keys[i]].Symbol, reader[keys[i]].Bid, reader[keys[i]].Size));
                Assert.Equal(i + 0.5, reader.Read(keys[i], static view => view.Bid));
            }

            KeyNotFoundException error = Assert.Throws<KeyNotFoundException>(() => reader[missing].Bid);
            Assert.Equal($"'{reader.KeyName}' has no key {display}.", error.Message);
            Assert.Equal(error.Message, Assert.Throws<KeyNotFoundException>(() => reader.Read(missing, static view => view.Bid)).Message);
            CheckMany(reader, [missing, .. keys, missing, keys[0]], keys.Length);
        }

        Assert.True(writer.Remove(keys[0]));
        Assert.All(readers, reader => Assert.False(reader.TryGet(keys[0], out _)));
    }

    private static void CheckMany<TKey>(SharedMap<TKey, Quote> reader, TKey[] keys, int count)
        where TKey : notnull
    {
        double[] bids = new double[keys.Length];
        bool[] found = new bool[keys.Length];
        Assert.Equal(count + 1, reader.ReadMany(keys, bids, static view => view.Bid, found));
        Assert.Equal([0, .. Enumerable.Range(0, count).Select(static i => i + 0.5), 0, 0.5], bids);
        Assert.Equal([false, .. Enumerable.Repeat(true, count), false, true], found);
        Quote?[] quotes = new Quote?[keys.Length];
        Assert.Equal(count + 1, reader.GetMany(keys, quotes));
        Assert.Equal<IEnumerable<Quote?>>([null, .. Enumerable.Range(0, count).Select(Quote.Of), null, Quote.Of(0)], quotes);
    }
}
