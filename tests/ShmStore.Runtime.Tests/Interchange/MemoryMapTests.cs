using System.Text.Json;
using System.Text.Json.Serialization;

namespace ShmStore.Tests.Interchange;

public sealed partial class MemoryMapTests
{
    private static readonly MemoryMap Sample = new([new("b", new(0, 12)), new("a", new(12, 5))]);

    [Fact]
    public void Json_has_the_seeds_form_in_insertion_order()
    {
        const string Json = """{"b":{"index":0,"size":12},"a":{"index":12,"size":5}}""";
        Assert.Equal(Json, Sample.ToJson());
        Assert.Equal(Json, Sample.ToString());
        Assert.Equal(Json, JsonSerializer.Serialize(Sample));
        Assert.Equal(Sample, MemoryMap.Parse(Json));
        Assert.Equal(Sample, JsonSerializer.Deserialize<MemoryMap>(Json));
        Assert.Equal("""{"index":3,"size":4}""", JsonSerializer.Serialize(new MemoryBounds(3, 4)));
        Assert.Equal(new MemoryBounds(3, 4), JsonSerializer.Deserialize<MemoryBounds>("""{"size":4,"index":3}"""));
    }

    [Fact]
    public void Json_can_be_read_by_a_generated_context_in_small_pieces()
    {
        var message = new Message("m", Sample);
        string json = JsonSerializer.Serialize(message, MessageContext.Default.Message);
        Assert.Contains(Sample.ToJson(), json);
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json));
        Message read = JsonSerializer.Deserialize(stream, new MessageContext(new JsonSerializerOptions { DefaultBufferSize = 1 }).Message)!;
        Assert.Equal(Sample, read.Map);
    }

    internal sealed record Message(string Name, MemoryMap Map);

    [JsonSerializable(typeof(Message))]
    internal sealed partial class MessageContext : JsonSerializerContext;

    [Fact]
    public void Is_a_dictionary_in_insertion_order()
    {
        Assert.Equal(["b", "a"], Sample.Keys);
        Assert.Equal([new MemoryBounds(0, 12), new MemoryBounds(12, 5)], Sample.Values);
        Assert.Equal(2, Sample.Count);
        Assert.Equal(new MemoryBounds(12, 5), Sample["a"]);
        Assert.True(Sample.ContainsKey("b"));
        Assert.False(Sample.TryGetValue("c", out _));
        Assert.Contains("'c'; there are 'b', 'a'", Assert.Throws<KeyNotFoundException>(() => Sample["c"]).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("__proto__")]
    [InlineData("quote\" \\ / <>&+")]
    [InlineData("naïve 😀 \u2028 \0 \u007F")]
    public void Any_valid_key_survives_json(string key)
    {
        var map = new MemoryMap([new(key, new(0, 5))]);
        Assert.Equal(map, MemoryMap.Parse(map.ToJson()));
        Assert.Equal(map, JsonSerializer.Deserialize<MemoryMap>(JsonSerializer.Serialize(map)));
    }

    [Fact]
    public void Parse_accepts_whitespace_any_member_order_and_the_empty_map()
    {
        Assert.Equal(Sample, MemoryMap.Parse(" { \"b\" : {\n\"size\":12, \"index\":0 }, \"a\":{\"index\":12,\"size\":5} } "));
        Assert.Empty(MemoryMap.Parse("{}"));
        Assert.Equal("{}", new MemoryMap([]).ToJson());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null", "An object is expected")]
    [InlineData("[]", "An object is expected")]
    [InlineData("{", null)]
    [InlineData("{} x")]
    [InlineData("{}{}")]
    [InlineData("""{"k":1}""", "'k' must be an object")]
    [InlineData("""{"k":{"index":0}}""", "'k' has no size")]
    [InlineData("""{"k":{"size":5}}""", "'k' has no index")]
    [InlineData("""{"k":{"index":0,"size":5,"x":1}}""", "'k' has a member 'x'")]
    [InlineData("""{"k":{"index":0,"size":5,"size":5}}""", "'k' has two members 'size'")]
    [InlineData("""{"k":{"index":0,"size":5},"k":{"index":5,"size":5}}""", "The key 'k' appears twice")]
    [InlineData("""{"k":{"index":-1,"size":5}}""", "index of 'k' is -1")]
    [InlineData("""{"k":{"index":0,"size":5.5}}""", "size of 'k' is 5.5")]
    [InlineData("""{"k":{"index":0,"size":2147483648}}""", "size of 'k' is 2147483648")]
    [InlineData("""{"k":{"index":1e400,"size":5}}""", "index of 'k' is 1e400")]
    [InlineData("""{"k":{"index":"0","size":5}}""", "index of 'k' must be a number")]
    [InlineData("""{"k":{"index":{},"size":5}}""", "index of 'k' must be a number")]
    [InlineData("""{"\ud800":{"index":0,"size":5}}""", "not valid Unicode")]
    [InlineData("""{"k":{"\ud800":0,"size":5}}""", "not valid Unicode")]
    public void Parse_says_what_is_wrong(string json, string? problem = null)
    {
        string message = Assert.Throws<FormatException>(() => MemoryMap.Parse(json)).Message;
        Assert.StartsWith("Not a memory map. ", message);
        Assert.Contains(problem ?? "", message);
        Assert.Contains(problem ?? "", json is "null" ? problem : Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<MemoryMap>(json)).Message);
    }

    [Fact]
    public void Parse_refuses_deep_nesting_long_numbers_and_lone_surrogates()
    {
        Assert.Throws<FormatException>(() => MemoryMap.Parse(string.Concat(Enumerable.Repeat("{\"a\":", 100_000))));
        string message = Assert.Throws<FormatException>(() => MemoryMap.Parse($$$"""{"k":{"index":{{{new string('9', 100_000)}}},"size":5}}""")).Message;
        Assert.True(message.Length < 300, message);
        Assert.Throws<FormatException>(() => MemoryMap.Parse("{\"\ud800\":{\"index\":0,\"size\":5}}"));
    }

    [Fact]
    public void Constructor_refuses_bad_entries()
    {
        static string Refused(params KeyValuePair<string, MemoryBounds>[] entries) =>
            Assert.ThrowsAny<ArgumentException>(() => new MemoryMap(entries)).Message;

        Assert.Throws<ArgumentNullException>(() => new MemoryMap((IEnumerable<KeyValuePair<string, MemoryBounds>>)null!));
        Assert.Contains("A key is null", Refused(new KeyValuePair<string, MemoryBounds>(null!, default)));
        Assert.Contains("'k' appears twice", Refused(new("k", default), new("k", default)));
        Assert.Contains("'k' has negative bounds: index -1, size 5", Refused(new KeyValuePair<string, MemoryBounds>("k", new(-1, 5))));
        Assert.Contains("lone surrogate at position 2", Refused(new KeyValuePair<string, MemoryBounds>("\uFFFDx\ud83d", default)));
    }
}
