using MongoDB.Bson;
using MongoDB.Bson.IO;

namespace ShmStore.Tests.Documents;

/// <summary>Extended JSON, out and in.</summary>
public sealed class ExtendedJsonTests
{
    private static readonly BsonDocument Document = new()
    {
        { "i", 1 }, { "l", 2L }, { "d", 1.5 }, { "nan", double.NaN }, { "s", "a\"\u0000ü😀" }, { "date", new BsonDateTime(1700000000123) }, { "id", ObjectId.Empty },
        { "dec", Decimal128.Parse("1.10") }, { "bin", new BsonBinaryData([1, 2]) }, { "re", new BsonRegularExpression("a/b", "i") }, { "ts", new BsonTimestamp(5, 6) },
        { "n", BsonNull.Value }, { "deep", new BsonDocument("x", new BsonArray { 1, new BsonDocument("y", true) }) }, { "min", BsonMinKey.Value },
    };

    [Fact]
    public void Canonical_is_exact()
    {
        SharedObject source = SharedObject.FromObject(Document);
        string json = source.ToExtendedJson();
        Assert.Equal(Document.ToJson(new JsonWriterSettings { OutputMode = JsonOutputMode.CanonicalExtendedJson }), json);
        Assert.Equal(source.Raw.ToArray(), SharedObject.FromExtendedJson(json).Raw.ToArray());
    }

    [Fact]
    public void Relaxed_is_readable()
    {
        string json = SharedObject.FromObject(Document).ToExtendedJson(relaxed: true);
        Assert.Contains("\"i\" : 1,", json, StringComparison.Ordinal);
        Assert.Contains("{ \"$date\" : \"2023-11-14T22:13:20.123Z\" }", json, StringComparison.Ordinal);
        Assert.Equal(1.5, SharedObject.FromExtendedJson(json).ToBsonDocument()["d"].AsDouble);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("{ \"a\" : }")]
    [InlineData("{ 'a' : 1 }")]
    [InlineData("{ \"a\" : ObjectId(\"00\") }")]
    [InlineData("{ \"a\" : 1, \"a\" : 2 }")]
    [InlineData("{ \"a\" : { \"$oid\" : \"xyz\" } }")]
    [InlineData("{ \"a\" : 1 } x")]
    [InlineData("{ \"a\" : { \"$binary\" : { \"base64\" : \"AA==\", \"subType\" : \"04\" } } }")]
    [InlineData("{ \"a\" : { \"$code\" : \"f\", \"$scope\" : 1 } }")]
    [InlineData("{ \"a\" : 99999999999999999999 }")]
    [InlineData("{ \"$date\" : 1 }")]
    public void Other_text_is_refused(string json) => Assert.Throws<FormatException>(() => SharedObject.FromExtendedJson(json));

    [Theory]
    [InlineData("{ \"t\" : -5, \"i\" : 1 }", "-5")]
    [InlineData("{ \"t\" : 1, \"i\" : 99999999999 }", "99999999999")]
    [InlineData("{ \"i\" : 4294967296, \"t\" : 1 }", "4294967296")]
    public void A_timestamp_that_there_is_none_of_is_refused(string timestamp, string number)
    {
        foreach (string json in new[] { $"{{\"a\":{{\"$timestamp\":{timestamp}}}}}", $"{{\"a\":[1,{{\"\\u0024timestamp\":{timestamp}}}]}}" })
        {
            var refused = Assert.Throws<FormatException>(() => SharedObject.FromExtendedJson(json));
            Assert.Contains($"the number {number},", refused.Message, StringComparison.Ordinal);
        }

        // Not a timestamp: the name is special where it is the first only.
        Assert.NotEmpty(SharedObject.FromExtendedJson($"{{\"a\":{{\"b\":1,\"$timestamp\":{timestamp}}}}}").Raw.ToArray());
    }

    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(-2.675, "-2.675")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    [InlineData(1e-5, "1E-05")]
    [InlineData(1.1e300, "1.1E+300")]
    [InlineData(3.0, "3.0")]
    [InlineData(1.5, "1.5")]
    public void A_double_has_no_more_digits_than_are_needed(double number, string text)
    {
        SharedObject source = SharedObject.FromObject(new BsonDocument { { "a", number }, { "b", new BsonArray { number, new BsonDocument("c", number) } } });
        Assert.Equal($"{{ \"a\" : {text}, \"b\" : [{text}, {{ \"c\" : {text} }}] }}", source.ToExtendedJson(relaxed: true));
        Assert.StartsWith($"{{ \"a\" : {{ \"$numberDouble\" : \"{text}\" }}, ", source.ToExtendedJson(), StringComparison.Ordinal);
        foreach (bool relaxed in new[] { false, true })
            Assert.Equal(source.Raw.ToArray(), SharedObject.FromExtendedJson(source.ToExtendedJson(relaxed)).Raw.ToArray());
    }

    [Theory]
    [InlineData("$numberLong", "9223372036854775808")]
    [InlineData("$numberInt", "2147483648")]
    public void A_number_that_its_type_cannot_hold_is_named(string form, string number)
    {
        var refused = Assert.Throws<FormatException>(() => SharedObject.FromExtendedJson($"{{\"a\":1,\"b\":{{\"c\":{{\"{form}\":\"{number}\"}}}}}}"));
        Assert.Contains("'c'", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9223372036854775808")]
    [InlineData("-9223372036854775809")]
    public void An_integer_that_is_too_large_is_named(string number)
    {
        var refused = Assert.Throws<FormatException>(() => SharedObject.FromExtendedJson($"{{\"a\":1,\"b\":[2,{number}]}}"));
        Assert.Contains($"{number} at or behind 'b'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_latest_timestamp_is_read()
    {
        BsonDocument read = SharedObject.FromExtendedJson("{\"a\":{\"$timestamp\":{\"t\":4294967295,\"i\":4294967295}}}").ToBsonDocument();
        Assert.Equal(new BsonTimestamp(-1), read["a"]);
    }

    [Fact]
    public void Deep_text_does_not_overflow_the_stack()
    {
        string nested = string.Concat(Enumerable.Repeat("{\"a\":", 100_000)) + "1" + new string('}', 100_000);
        Assert.Throws<FormatException>(() => SharedObject.FromExtendedJson(nested));
        Assert.Throws<FormatException>(() => SharedObject.FromExtendedJson("{\"a\":{\"$code\":\"f\",\"$scope\":" + nested + "}}"));
        Assert.Throws<FormatException>(() => SharedObject.FromExtendedJson(nested[..500_000]));
        string array = new string('[', 100_000) + new string(']', 100_000);
        Assert.Throws<FormatException>(() => SharedObject.FromExtendedJson(array));
        Assert.Throws<FormatException>(() => SharedObject.FromExtendedJson($"{{\"a\":{array}}}"));
    }

    [Fact]
    public void A_hundred_and_first_level_is_no_extended_json()
    {
        foreach (string level in new[] { "{\"a\":@}", "[@]", "{\"$code\":\"f\",\"$scope\":{\"a\":@}}" })
        {
            string json = "1";
            for (int count = 0; count < 99; count++)
                json = level.Replace("@", json, StringComparison.Ordinal);
            Assert.NotEmpty(SharedObject.FromExtendedJson($"{{\"a\":{json}}}").Raw.ToArray());
            json = level.Replace("@", json, StringComparison.Ordinal);
            Assert.Contains("100 levels", Assert.Throws<FormatException>(() => SharedObject.FromExtendedJson($"{{\"a\":{json}}}")).Message);
        }
    }

    [Fact]
    public void A_hundred_scopes_are_allowed()
    {
        BsonDocument document = new("date", new BsonDateTime(long.MaxValue));
        for (int level = 1; level < 100; level++)
            document = new BsonDocument("a", new BsonJavaScriptWithScope("f", document));
        SharedObject source = SharedObject.FromObject(document);
        Assert.Equal(source.Raw.ToArray(), SharedObject.FromExtendedJson(source.ToExtendedJson()).Raw.ToArray());
    }

    [Theory]
    [InlineData("$numberDecimal")]
    [InlineData("$numberLong")]
    [InlineData("$date")]
    [InlineData("$oid")]
    public void A_value_that_is_wrong_is_not_quoted_whole(string form)
    {
        string json = $"{{\"a\":{{\"{form}\":\"{new string('y', 1 << 20)}\"}}}}";
        Assert.InRange(Assert.Throws<FormatException>(() => SharedObject.FromExtendedJson(json)).Message.Length, 20, 300);
    }

    [Fact]
    public void A_long_name_that_appears_twice_is_shown_in_part()
    {
        string name = string.Concat(Enumerable.Repeat("\U0001F600", 1000));
        string message = Assert.Throws<FormatException>(() => SharedObject.FromExtendedJson($"{{\"{name}\":1,\"{name}\":2}}")).Message;
        Assert.InRange(message.Length, 20, 300);
        Assert.EndsWith("appears twice in one document.", message, StringComparison.Ordinal);
        Assert.Equal(message, System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(message)));
    }

    [Fact]
    public void A_value_that_bson_cannot_hold_is_named()
    {
        Assert.Contains("a: the text has a lone surrogate", Assert.Throws<ArgumentException>(() => SharedObject.FromExtendedJson("{\"a\":\"\ud800\"}")).Message);
        Assert.Contains("a[1].b: ", Assert.Throws<ArgumentException>(() => SharedObject.FromExtendedJson("""{"a":[0,{"b":"\ud800"}]}""")).Message);
        Assert.Contains("exceed", Assert.Throws<ArgumentException>(() => SharedObject.FromExtendedJson($"{{\"a\":\"{new string('x', 17 << 20)}\"}}")).Message);
    }

    [Fact]
    public void A_hundred_levels_are_allowed()
    {
        BsonDocument document = new("date", new BsonDateTime(long.MaxValue));
        for (int level = 1; level < 100; level++)
            document = new BsonDocument("a", document);
        SharedObject source = SharedObject.FromObject(document);
        Assert.Equal(source.Raw.ToArray(), SharedObject.FromExtendedJson(source.ToExtendedJson()).Raw.ToArray());
    }
}
