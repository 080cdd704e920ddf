using System.Collections;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Attributes;
using ShmStore.Bson;

namespace ShmStore.Tests.Bson.Types;

/// <summary>Elements that a type has no member for: kept as MongoDB.Bson keeps them, or refused.</summary>
public class ExtraElementsTests
{
    private static readonly BsonDocument Document = new()
    {
        { "A", 1 }, { "_t", "X" }, { "z", 1 }, { "list", new BsonArray { 1, new BsonDocument("q", 1L) } }, { "null", BsonNull.Value }, { "date", DateTime.UnixEpoch },
        { "bytes", new byte[] { 1 } }, { "id", ObjectId.Empty }, { "decimal", Decimal128.One }, { "stamp", new BsonTimestamp(1) }, { "document", new BsonDocument("x", "y") },
    };

    private enum Large : ulong
    {
        First = 1,
        Last = ulong.MaxValue,
    }

    private readonly struct Names : IElementNames
    {
        public static bool Contains(ReadOnlySpan<byte> name) => name.SequenceEqual("A"u8);
    }

    private sealed class WithDocument
    {
        public int A { get; set; }

        [BsonExtraElements]
        public BsonDocument? Extra { get; set; }
    }

    private sealed class WithDictionary
    {
        public int A { get; set; }

        [BsonExtraElements]
        public Dictionary<string, object?>? Extra { get; set; }
    }

    [Fact]
    public void They_are_what_mongodb_collects()
    {
        var view = new DocumentView(Document.ToBson());
        Assert.Equal(BsonSerializer.Deserialize<WithDocument>(Document).Extra, ExtraElements.ReadDocument<Names>(view));
        Dictionary<string, object?> expected = BsonSerializer.Deserialize<WithDictionary>(Document).Extra!;
        Dictionary<string, object?> actual = ExtraElements.ReadDictionary<Names>(view)!;
        Assert.Equal(expected.Keys, actual.Keys);
        foreach ((string name, object? value) in expected)
        {
            Assert.Equal(value?.GetType(), actual[name]?.GetType());
            Assert.Equal(value, actual[name]);
        }
    }

    [Fact]
    public void They_are_written_back()
    {
        var view = new DocumentView(Document.ToBson());
        byte[] document = Write(ExtraElements.ReadDocument<Names>(view));
        Assert.Equal(new WithDocument { A = 1, Extra = ExtraElements.ReadDocument<Names>(view) }.ToBson(), document);
        Dictionary<string, object?> entries = ExtraElements.ReadDictionary<Names>(view)!;
        Assert.Equal(document, Write(entries));
    }

    [Fact]
    public void A_zero_keeps_its_sign()
    {
        BsonDocument zeros = new() { { "A", 1 }, { "zero", 0.0 }, { "less", -0.0 }, { "list", new BsonArray { 1.5, -0.0 } }, { "in", new BsonDocument("x", -0.0) } };
        byte[] document = zeros.ToBson();
        Dictionary<string, object?> entries = ExtraElements.ReadDictionary<Names>(new DocumentView(document))!;
        Assert.Equal(0.0, entries["zero"]);
        Assert.Equal(document, Write(entries));
    }

    [Fact]
    public void What_cannot_be_stored_is_named()
    {
        var error = Assert.Throws<ArgumentException>(() => Write(new Dictionary<string, object?> { ["odd"] = new object() }));
        Assert.Contains("'odd'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_would_come_back_as_another_value_is_refused()
    {
        foreach (object value in new object[] { ulong.MaxValue, Large.Last, new DateTime(2024, 1, 2), new Dictionary<int, string> { [1] = "x" } })
        {
            foreach (object at in new[] { value, new List<object> { value }, new Dictionary<string, object> { ["in"] = new[] { value } } })
                Assert.Contains("'odd'", Assert.Throws<ArgumentException>(() => Write(new Dictionary<string, object?> { ["odd"] = at })).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Values_of_the_same_types_that_fit_are_written()
    {
        Dictionary<string, object?> values = new()
        {
            ["ulong"] = (ulong)long.MaxValue,
            ["enum"] = Large.First,
            ["date"] = new DateTime(2024, 1, 2, 0, 0, 0, DateTimeKind.Utc),
            ["least"] = DateTime.MinValue,
            ["decimal"] = 1.10m,
            ["most"] = decimal.MaxValue,
            ["list"] = new object?[] { 1, null, "x", new byte[] { 1 } },
            ["map"] = new Hashtable { ["k"] = new SortedDictionary<string, object?> { ["v"] = 1L } },
            ["expando"] = new System.Dynamic.ExpandoObject(),
            ["day"] = DayOfWeek.Friday,
            ["bson"] = new BsonDocument("a", new BsonArray { 1 }),
        };
        BsonDocument expected = new()
        {
            { "A", 1 }, { "ulong", long.MaxValue }, { "enum", 1L }, { "date", new DateTime(2024, 1, 2, 0, 0, 0, DateTimeKind.Utc) }, { "least", new BsonDateTime(DateTime.MinValue) }, { "decimal", new Decimal128(1.10m) },
            { "most", Decimal128.Parse("79228162514264337593543950335") }, { "list", new BsonArray { 1, BsonNull.Value, "x", new byte[] { 1 } } }, { "map", new BsonDocument("k", new BsonDocument("v", 1L)) },
            { "expando", new BsonDocument() }, { "day", 5 }, { "bson", new BsonDocument("a", new BsonArray { 1 }) },
        };
        Assert.Equal(expected.ToBson(), Write(values));
    }

    [Fact]
    public void A_cycle_of_references_is_refused()
    {
        List<object> list = [];
        list.Add(list);
        Dictionary<string, object?> dictionary = [];
        dictionary["d"] = dictionary;
        foreach (object cycle in new object[] { list, dictionary })
            Assert.Contains("100 levels", Assert.Throws<ArgumentException>(() => Write(new Dictionary<string, object?> { ["odd"] = cycle })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void None_are_null()
    {
        var view = new DocumentView(new BsonDocument { { "A", 1 }, { "_t", "x" } }.ToBson());
        Assert.Null(ExtraElements.ReadDocument<Names>(view));
        Assert.Null(ExtraElements.ReadDictionary<Names>(view));
        ExtraElements.ThrowIfAny<Names>(view);
        Assert.Equal(new WithDocument { A = 1 }.ToBson(), Write((BsonDocument?)null));
    }

    [Fact]
    public void Strict_types_name_the_first()
    {
        BsonFormatException error = Assert.Throws<BsonFormatException>(() => ExtraElements.ThrowIfAny<Names>(new DocumentView(Document.ToBson())));
        Assert.Equal((BsonFormatReason.UnknownField, "z"), (error.Reason, error.FieldPath));
        Assert.Contains("'z'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_cannot_be_written_twice()
    {
        Assert.Contains("'A'", Assert.Throws<ArgumentException>(() => Write(new BsonDocument("A", 1))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Write(new BsonDocument("_t", "x")));
        Assert.Throws<ArgumentException>(() => Write(new BsonDocument(allowDuplicateNames: true) { { "b", 1 }, { "b", 2 } }));
        Assert.Throws<ArgumentException>(() => Write(new BsonDocument("a\0", 1)));
    }

    private static byte[] Write(BsonDocument? extra)
    {
        var writer = new DocumentWriter(new byte[64]);
        int start = Begin(ref writer);
        ExtraElements.Write<Names>(ref writer, extra);
        writer.EndDocument(start);
        return writer.Written.ToArray();
    }

    private static byte[] Write(Dictionary<string, object?> extra)
    {
        var writer = new DocumentWriter(new byte[64]);
        int start = Begin(ref writer);
        ExtraElements.Write<Names>(ref writer, extra);
        writer.EndDocument(start);
        return writer.Written.ToArray();
    }

    private static int Begin(ref DocumentWriter writer)
    {
        int start = writer.BeginDocument([0, 0, 0, 0]);
        writer.Element<int, Int32Codec>("A"u8, 1);
        return start;
    }
}
