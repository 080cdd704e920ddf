using System.Dynamic;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Attributes;
using MongoDB.Bson.Serialization.Serializers;

namespace ShmStore.Tests.Interchange;

/// <summary>Objects whose types only the program knows when it runs: dictionaries of objects, parsed JSON, and what MongoDB.Bson would drop without a word.</summary>
public sealed class DynamicObjectTests
{
    private const string Json = """{ "a" : 1, "b" : [true, { "c" : 2.5 }], "d" : { "$date" : "2023-11-14T22:13:20.123Z" } }""";

    [Fact]
    public void Dictionaries_of_objects_name_no_types()
    {
        var dictionary = new Dictionary<string, object?>
        {
            ["list"] = new[] { 1, 2 },
            ["any"] = new List<object?> { 1, "2", null, new Dictionary<string, object> { ["x"] = new List<string> { "y" } } },
            ["inner"] = new Dictionary<string, object> { ["time"] = TimeSpan.FromSeconds(1), ["ints"] = new Dictionary<string, int> { ["z"] = 3 } },
            ["set"] = new HashSet<int> { 4 },
        };
        dynamic expando = new ExpandoObject();
        foreach ((string name, object? value) in dictionary)
            ((IDictionary<string, object?>)expando)[name] = value;
        const string expected = """{ "list" : [1, 2], "any" : [1, "2", null, { "x" : ["y"] }], "inner" : { "time" : "00:00:01", "ints" : { "z" : 3 } }, "set" : [4] }""";
        foreach (object each in new object[] { dictionary, expando, new SortedList<string, object?>(dictionary) })
            Assert.Equal(BsonDocument.Parse(expected).OrderBy(static element => element.Name), SharedObject.FromObject(each).ToBsonDocument().OrderBy(static element => element.Name));
        Assert.Equal(expected, SharedObject.FromObject((object)expando).ToExtendedJson(relaxed: true));
    }

    [Fact]
    public void Expandos_in_expandos_and_lists_name_no_types()
    {
        dynamic inner = new ExpandoObject();
        inner.ints = new[] { 1 };
        dynamic outer = new ExpandoObject();
        outer.one = inner;
        outer.many = new List<ExpandoObject> { inner };
        Assert.Equal("""{ "one" : { "ints" : [1] }, "many" : [{ "ints" : [1] }] }""", SharedObject.FromObject((object)outer).ToExtendedJson(relaxed: true));
        inner.outer = outer;
        Assert.Throws<ArgumentException>(() => SharedObject.FromObject((object)outer));
    }

    [Fact]
    public void Parsed_json_is_stored_as_its_text_says()
    {
        using var parsed = JsonDocument.Parse(Json);
        using var commented = JsonDocument.Parse("/* a */" + Json[..^1] + ", }", new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        foreach (object value in new object[] { parsed, parsed.RootElement, JsonNode.Parse(Json)!, commented, commented.RootElement })
            Assert.Equal(Json, SharedObject.FromObject(value).ToExtendedJson(relaxed: true));
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("5")]
    [InlineData("""{ "a" : 1, "a" : 2 }""")]
    [InlineData("""{ "a" : 99999999999999999999 }""")]
    public void Parsed_json_that_is_no_document_is_refused(string json)
    {
        using var parsed = JsonDocument.Parse(json);
        Assert.IsType<FormatException>(Assert.Throws<ArgumentException>(() => SharedObject.FromObject(parsed.RootElement)).InnerException);
    }

    [Fact]
    public void Json_without_a_value_is_refused() => Assert.Throws<ArgumentException>(static () => SharedObject.FromObject(default(JsonElement)));

    [Theory]
    [MemberData(nameof(Unwritten))]
    public void What_would_be_stored_as_nothing_is_refused(string type, string place, object value)
    {
        var error = Assert.Throws<ArgumentException>(() => SharedObject.FromObject(value));
        Assert.Contains(type, error.Message, StringComparison.Ordinal);
        Assert.Contains(place, error.Message, StringComparison.Ordinal);
        Assert.InRange(error.Message.Length, 20, 900);
    }

    public static TheoryData<string, string, object> Unwritten => new()
    {
        { "System.Numerics.BigInteger", "", BigInteger.One },
        { "System.Numerics.BigInteger", "'big'", new { a = 1, big = BigInteger.One } },
        { "System.Int128", "'x.y'", new { x = new { y = Int128.One } } },
        { "System.UInt128", "'list'", new { list = new List<UInt128> { 1 } } },
        { "System.Numerics.BigInteger", " any ", new { any = (object)BigInteger.One } },
        { "System.Numerics.BigInteger", "'maybe'", new { maybe = (BigInteger?)BigInteger.One } },
        { "System.Numerics.BigInteger", "'pair'", new { pair = (1, BigInteger.One) } },
        { "System.Numerics.BigInteger", "'pairs'", new { pairs = new[] { KeyValuePair.Create("a", BigInteger.One) } } },
        { "System.Numerics.BigInteger", "'a.b'", new { a = new Dictionary<string, BigInteger> { ["b"] = 1 } } },
        { "System.Numerics.BigInteger", "", new Dictionary<string, object> { ["a"] = new List<object> { BigInteger.One } } },
        { "System.Text.Json.JsonElement", nameof(SharedObject.FromExtendedJson), new { json = JsonElement.Parse("1") } },
        { "System.Text.Json.JsonElement", "", new Dictionary<string, object> { ["a"] = JsonElement.Parse("1") } },
        { "System.Text.Json", "", new { json = JsonNode.Parse(Json) } },
        { "System.Text.Json.JsonDocument", "'json'", new { json = JsonDocument.Parse(Json) } },
    };

    [Fact]
    public void What_has_a_serializer_of_its_own_or_is_empty_is_stored()
    {
        Assert.Equal(new BsonDocument { { "Big", "7" }, { "Nothing", new BsonDocument() } }, SharedObject.FromObject(new Own { Big = 7, Nothing = new Empty() }).ToBsonDocument());
        Assert.Equal(new BsonDocument("big", BsonNull.Value), SharedObject.FromObject(new { big = (BigInteger?)null }).ToBsonDocument());
    }

    public sealed class Empty;

    public sealed class Own
    {
        [BsonSerializer(typeof(BigText))]
        public BigInteger Big { get; set; }

        public Empty? Nothing { get; set; }
    }

    public sealed class BigText : StructSerializerBase<BigInteger>
    {
        public override void Serialize(BsonSerializationContext context, BsonSerializationArgs args, BigInteger value) => context.Writer.WriteString(value.ToString());
    }
}
