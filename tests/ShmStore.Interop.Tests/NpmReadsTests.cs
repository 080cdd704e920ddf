using MongoDB.Bson;

namespace ShmStore.Interop.Tests;

/// <summary>What is packed here is read by the npm package in worker threads.</summary>
public sealed class NpmReadsTests(NodeFixture node)
{
    [Fact]
    public async Task Directed_documents()
    {
        var documents = DirectedDocuments.SameBytes.Concat(DirectedDocuments.OtherBytes).ToList();
        await node.AssertReadsAsync(NpmPackage.Pack(documents), documents);
    }

    [Theory]
    [MemberData(nameof(RandomDocuments.Seeds), MemberType = typeof(RandomDocuments))]
    public async Task Random_documents(int seed)
    {
        var documents = new RandomDocuments(seed).Next();
        await node.AssertReadsAsync(NpmPackage.Pack(documents), documents);
    }

    [Fact]
    public async Task Keys_of_every_kind()
    {
        string[] keys = ["__proto__", "10", "2", "", "a.b", "$x", "naïve 😀", "nul\0", "quote\"\\/", "constructor", "\u2028"];
        var documents = keys.Select((key, i) => KeyValuePair.Create(key, new BsonDocument("i", i))).ToList();
        await node.AssertReadsAsync(NpmPackage.Pack(documents), documents);
    }

    [Fact]
    public async Task More_than_a_hundred_keys()
    {
        var documents = Enumerable.Range(0, 300).Select(i => KeyValuePair.Create($"key{i}", new BsonDocument("i", i))).ToList();
        await node.AssertReadsAsync(NpmPackage.Pack(documents), documents);
    }

    [Fact]
    public async Task A_large_document()
    {
        KeyValuePair<string, BsonDocument>[] documents = [new("before", []), new("large", DirectedDocuments.Large()), new("after", [])];
        await node.AssertReadsAsync(NpmPackage.Pack(documents), documents);
    }

    [Fact]
    public async Task A_wrong_expectation_is_noticed()
    {
        KeyValuePair<string, BsonDocument>[] packed = [new("width", new BsonDocument("x", 1.0)), new("value", new BsonDocument("x", 1L << 60))];
        KeyValuePair<string, BsonDocument>[] expected = [new("width", new BsonDocument("x", 1)), new("value", new BsonDocument("x", (1L << 60) + 1))];
        var (failures, equal) = await node.CompareAsync(NpmPackage.Pack(packed), expected);
        // JavaScript's own numbers have one width; only the three workers' default reader sees no difference there.
        Assert.Equal(3, equal);
        Assert.Equal(6, failures.Count(failure => failure.Contains("'width'", StringComparison.Ordinal)));
        Assert.Equal(9, failures.Count(failure => failure.Contains("'value'", StringComparison.Ordinal)));
    }
}
