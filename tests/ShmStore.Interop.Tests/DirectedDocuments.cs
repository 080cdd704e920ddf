using MongoDB.Bson;

namespace ShmStore.Interop.Tests;

/// <summary>Documents on which encoders or decoders are known to differ, by what they try.</summary>
internal static class DirectedDocuments
{
    // JavaScript has one NaN, and writes it with these bits; double.NaN has the sign bit set.
    private static readonly double JavaScriptNaN = BitConverter.Int64BitsToDouble(0x7FF8_0000_0000_0000);

    /// <summary>Documents that the npm package packs to the same bytes.</summary>
    public static IEnumerable<KeyValuePair<string, BsonDocument>> SameBytes { get; } = new Dictionary<string, BsonDocument>
    {
        ["empty"] = [],
        ["empty parts"] = new() { { "document", new BsonDocument() }, { "array", new BsonArray() }, { "text", "" }, { "", "empty name" } },
        ["nested arrays"] = new() { { "a", new BsonArray { new BsonArray { new BsonArray(), 1, new BsonDocument("b", new BsonArray { true }) }, "x" } } },
        ["deep"] = Nested(90),
        ["text"] = new() { { "astral", "😀𝒳" }, { "nul", "a\0b\0" }, { "accents", "naïve Ωмега 漢字" }, { "controls", "\u0001\u001F\u007F\u2028" }, { "näme😀", 1 } },
        ["int32"] = new() { { "max", int.MaxValue }, { "min", int.MinValue }, { "zero", 0 } },
        ["int64"] = new()
        {
            { "small", 1L }, { "safe", (1L << 53) - 1 }, { "limit", 1L << 53 }, { "beyond", (1L << 53) + 1 }, { "minus beyond", -(1L << 53) - 1 },
            { "max", long.MaxValue }, { "min", long.MinValue },
        },
        ["doubles"] = new()
        {
            { "one", 1.0 }, { "minus zero", new BsonDouble(-0.0) }, { "infinity", double.PositiveInfinity }, { "minus infinity", double.NegativeInfinity },
            { "nan", JavaScriptNaN }, { "epsilon", double.Epsilon }, { "max", double.MaxValue }, { "large integer", 5e9 }, { "fraction", 0.1 },
        },
        ["dates"] = new()
        {
            { "epoch", new BsonDateTime(0) }, { "before", new BsonDateTime(-1) }, { "year 1", new BsonDateTime(-62_135_596_800_000) },
            { "year 9999", new BsonDateTime(253_402_300_799_999) }, { "JavaScript's last", new BsonDateTime(8_640_000_000_000_000) },
        },
        ["binary"] = new()
        {
            { "none", new BsonBinaryData([]) }, { "all", new BsonBinaryData([.. Enumerable.Range(0, 256).Select(i => (byte)i)]) },
            { "uuid", new BsonBinaryData(new Guid("00112233-4455-6677-8899-aabbccddeeff"), GuidRepresentation.Standard) },
            { "md5", new BsonBinaryData(new byte[16], BsonBinarySubType.MD5) },
            { "user", new BsonBinaryData([1, 2, 3], (BsonBinarySubType)0x80) },
        },
        ["object id"] = new() { { "_id", new ObjectId("0123456789abcdef01234567") }, { "zero", ObjectId.Empty } },
        ["decimal128"] = new()
        {
            { "scale", Decimal128.Parse("1.10") }, { "digits", Decimal128.Parse("9.999999999999999999999999999999999E+6144") },
            { "small", Decimal128.Parse("-1E-6176") }, { "nan", Decimal128.QNaN }, { "infinity", Decimal128.PositiveInfinity },
        },
        ["regular expressions"] = new() { { "plain", new BsonRegularExpression("a.c", "im") }, { "empty", new BsonRegularExpression("", "") } },
        ["nothing"] = new() { { "null", BsonNull.Value }, { "in array", new BsonArray { BsonNull.Value, 1 } } },
        ["booleans"] = new() { { "yes", true }, { "no", false } },
        ["rare types"] = new()
        {
            { "symbol", BsonSymbol.Create("s") }, { "code", new BsonJavaScript("f()") },
            { "scoped", new BsonJavaScriptWithScope("g(x)", new BsonDocument("x", 1)) },
            { "timestamp", new BsonTimestamp(-1, 7) }, { "least", BsonMinKey.Value }, { "most", BsonMaxKey.Value },
        },
        ["odd names"] = new() { { "a.b", 1 }, { "$dollar", 2 }, { "__proto__", 3 }, { "constructor", 4 }, { "hasOwnProperty", 5 }, { "toString", 6 } },
        ["odd names inside"] = new() { { "__proto__", new BsonDocument { { "__proto__", new BsonDocument("x", 1) }, { "length", 2 } } } },
        ["many names"] = new(Enumerable.Range(0, 250).Select(i => new BsonElement($"name{i}", i))),
    };

    /// <summary>Documents that the npm package reads as they are, but would pack with other bytes or not whole.</summary>
    public static IEnumerable<KeyValuePair<string, BsonDocument>> OtherBytes { get; } = new Dictionary<string, BsonDocument>
    {
        // JavaScript enumerates them first.
        ["names like indexes"] = new() { { "b", 1 }, { "10", 2 }, { "2", 3 }, { "a", 4 } },
        // The npm package leaves undefined members out.
        ["undefined"] = new() { { "before", 1 }, { "undefined", BsonUndefined.Value }, { "after", 2 } },
        ["nan with sign"] = new() { { "nan", double.NaN } },
    };

    /// <summary>One document of about 5 MB.</summary>
    public static BsonDocument Large()
    {
        byte[] bytes = new byte[2_000_000];
        new Random(1).NextBytes(bytes);
        return new BsonDocument
        {
            { "binary", new BsonBinaryData(bytes) },
            { "text", string.Concat(Enumerable.Repeat("0123456789 äöü 😀 ", 50_000)) },
            { "items", new BsonArray(Enumerable.Range(0, 50_000).Select(i => new BsonDocument { { "i", i }, { "d", i / 7.0 } })) },
        };
    }

    /// <summary>A document of the given number of levels.</summary>
    public static BsonDocument Nested(int levels)
    {
        var document = new BsonDocument("end", true);
        for (int i = 1; i < levels; i++)
            document = new BsonDocument("d", document);
        return document;
    }
}
