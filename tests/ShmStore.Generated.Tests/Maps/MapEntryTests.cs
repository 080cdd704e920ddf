using MongoDB.Bson;
using ShmStore.Generated.Tests.Shapes;
using ShmStore.Tests;

namespace ShmStore.Generated.Tests.Maps;

/// <summary>Generated stores with maps, and what is generated for the entries of maps.</summary>
public sealed class MapEntryTests : IDisposable
{
    private readonly Keyed.Writer _writer = Keyed.CreateWriter();
    private readonly Keyed _reader;

    public MapEntryTests() => _reader = _writer.OpenReader();

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }

    [Fact]
    public void Readers_and_contributors_cannot_write()
    {
        using Keyed.Contributor contributor = _writer.OpenContributor();
        Assert.IsNotType<SharedMapWriter<string, Quote>>(_reader.Texts);
        Assert.IsNotType<SharedMapWriter<string, Quote>>(contributor.Texts);
        Assert.IsNotType<SharedDocumentMapWriter<string>>(contributor.Documents);
    }

    [Fact]
    public void Entries_read_what_is_there_now()
    {
        _writer.Texts.Set("AAPL", new Quote("AAPL", 1.5, Note: "first"));
        Assert.True(_reader.Texts.TryGet("AAPL", out SharedMapEntry<Quote> quote));
        Assert.Equal(("AAPL", 1.5, 5L, "first"), (quote.Symbol, quote.Bid, quote.Size, quote.Note));
        long version = _writer.Texts.Set("AAPL", new Quote("AAPL", 2.5, 7));
        Assert.Equal(("AAPL", 2.5, 7L, null), (quote.Symbol, quote.Bid, quote.Size, quote.Note));
        Assert.Equal((4, 2.5), quote.Read(static view => (view.Symbol.Length, view.Bid)));
        Assert.Equal(3.5, quote.Read(1, static (view, add) => view.Bid + add));
        Assert.Equal((version, 2.5), (quote.Version, quote.Value.Bid));
        _writer.Texts.Remove("AAPL");
        try
        {
            Assert.Fail($"{quote.Bid}");
        }
        catch (KeyNotFoundException error)
        {
            Assert.Equal("'ShmStore.Generated.Tests.Shapes.Keyed.Texts' has no key \"AAPL\" any more.", error.Message);
        }
    }

    [Fact]
    public void Members_that_a_document_lacks_have_their_defaults()
    {
        _writer.Texts.SetRaw("x", new BsonDocument { ["Bid"] = 1, ["Symbol"] = "x" }.ToBson());
        Assert.Equal((1, 5, null), (_reader.Texts["x"].Bid, _reader.Texts["x"].Size, _reader.Texts["x"].Note));
        Assert.Equal(new Quote("x", 1), _reader.Texts["x"].Value);
        _writer.Texts.SetExtendedJson("x", """{"Symbol":"y","Bid":{"$numberInt":"2"},"Size":3}""");
        Assert.Equal(new Quote("y", 2, 3), _reader.Texts["x"].Value);
    }

    [Fact]
    public void Getters_work_in_generic_enclosing_types_and_for_structs()
    {
        _writer.Inners.Set(1, Samples.Inner);
        Assert.Equal((5, "outer"), (_reader.Inners[1].Number, _reader.Inners[1].Text));
        Assert.Equal("last", _reader.Inners.Read(1, static view => view.Next.Text.ToString()));
        _writer.Structs.Set("s", new ReadonlyStruct(1, "s"));
        ReadonlyStruct[] structs = new ReadonlyStruct[2];
        Assert.Equal(1, _reader.Structs.GetMany(["none", "s"], structs.AsSpan()));
        Assert.Equal([default, new ReadonlyStruct(1, "s")], structs);
    }

    [Fact]
    public void All_objects_are_read_in_place()
    {
        Assert.Empty(_reader.Texts.ReadAll(static view => view.Bid));
        Assert.Empty(_reader.Texts.ReadValues(static view => view.Bid));
        for (int number = 0; number < 100; number++)
            _writer.Texts.Set($"key {number}", Quote.Of(number));
        Dictionary<string, (double, int)> all = new(_reader.Texts.ReadAll(static view => (view.Bid, view.Symbol.Length)));
        Assert.Equal(Enumerable.Range(0, 100).ToDictionary(static number => $"key {number}", static number => (Quote.Of(number).Bid, Quote.Of(number).Symbol.Length)), all);
        Assert.Equal(all.Values.Order(), _reader.Texts.ReadValues(static view => (view.Bid, view.Symbol.Length)).Order());
        Assert.Equal(Enumerable.Range(0, 100).Select(Quote.Of).OrderBy(static quote => quote.Bid), _reader.Texts.Values.OrderBy(static quote => quote.Bid));
    }

    [Fact]
    public void Reads_of_a_key_that_is_not_there_say_so()
    {
        _writer.Texts.Set("a", Quote.Of(1));
        Assert.True(_reader.Texts.TryRead("a", static view => view.Symbol.ToString(), out string? symbol));
        Assert.Equal("Q1", symbol);
        Assert.False(_reader.Texts.TryRead("b", static view => view.Symbol.ToString(), out symbol));
        Assert.True(_reader.Texts.TryRead("a", "!", static (view, end) => view.Symbol.ToString() + end, out string? ended));
        Assert.Equal((_reader.Texts["a"].Symbol + "!", ended), (_reader.Texts.Read("a", "!", static (view, end) => view.Symbol.ToString() + end), ended));
        Assert.False(_reader.Texts.TryRead("b", 1, static (view, add) => view.Bid + add, out _));
        Assert.Throws<KeyNotFoundException>(() => _reader.Texts.Read("b", 1, static (view, add) => view.Bid + add));
        Assert.Throws<ArgumentNullException>("read", () => _reader.Texts.Read("a", 1, (Func<Quote.View, int, int>)null!));
        Assert.Null(symbol);
    }

    [Fact]
    public void Many_keys_are_read_in_any_number_and_without_allocation()
    {
        string[] keys = [.. Enumerable.Range(0, 1000).Select(static i => $"key {i}{new string('x', i % 21)}")];
        for (int i = 0; i < keys.Length; i += 2)
            _writer.Texts.Set(keys[i], Quote.Of(i));
        double[] bids = new double[keys.Length];
        bool[] found = new bool[keys.Length];
        Assert.Equal(0, _reader.Texts.ReadMany([], bids, static view => view.Bid));
        foreach (int count in (int[])[1, 15, 16, 17, 33, 1000])
        {
            bids.AsSpan().Fill(-1);
            Assert.Equal((count + 1) / 2, _reader.Texts.ReadMany(keys.AsSpan(0, count), bids, static view => view.Bid, found));
            Assert.Equal(Enumerable.Range(0, 1000).Select(i => i >= count ? -1 : i % 2 == 0 ? i + 0.5 : 0), bids);
            Assert.Equal(Enumerable.Range(0, count).Select(static i => i % 2 == 0), found.Take(count));
        }

        Func<Quote.View, double> read = static view => view.Bid;
        Allocations.AssertNone(() => _reader.Texts.ReadMany(keys, bids, read));
    }

    [Fact]
    public void Many_keys_need_as_much_room()
    {
        Assert.Contains("1 of 2", Assert.Throws<ArgumentException>("results", () => _reader.Texts.ReadMany(["a", "b"], new int[1], static _ => 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("values", () => _reader.Texts.GetMany(["a", "b"], new Quote?[1]));
        Assert.Throws<ArgumentException>("found", () => _reader.Texts.GetMany(["a", "b"], new Quote?[2], new bool[1]));
        Assert.Throws<ArgumentNullException>("read", () => _reader.Texts.ReadMany(["a"], new int[1], null!));
    }

    [Fact]
    public void A_map_has_no_bytes_of_its_own()
    {
        _writer.Texts.Set("a", Quote.Of(1));
        Assert.Contains("Keyed.Texts' is a map", Assert.Throws<InvalidOperationException>(() => _reader.GetRaw(Keyed.Key.Texts)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => _writer.GetRaw(Keyed.Key.Documents));
    }

    [Fact]
    public void The_schema_tells_the_types_of_keys_and_values()
    {
        const string Shapes = "ShmStore.Generated.Tests.Shapes.";
        Assert.Equal(
            [
                "Texts map string Quote", "Ints map int32 Quote", "Longs map int64 Quote", "Guids map uuid Quote", "ObjectIds map objectId Quote", "Blobs map binary Quote",
                "Venues map int64 Quote", "Sides map int64 Quote", "Inners map int32 Outer<System.IO.MemoryStream>+Inner", "Structs map string ReadonlyStruct", "free documents documentMap string ",
            ],
            Documents.Parse(Keyed.Layout.Schema.ToArray())["keys"].AsBsonArray.Select(static key =>
                $"{key["name"]} {key["kind"]} {key["key"]} {key.AsBsonDocument.GetValue("type", "").AsString.Replace(Shapes, "", StringComparison.Ordinal)}"));
    }
}
