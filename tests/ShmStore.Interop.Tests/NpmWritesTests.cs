using System.Text.Json.Nodes;
using MongoDB.Bson;

namespace ShmStore.Interop.Tests;

/// <summary>What the npm package packs is read here.</summary>
public sealed class NpmWritesTests(NodeFixture node)
{
    [Fact]
    public async Task Directed_documents_have_the_same_bytes()
    {
        var documents = DirectedDocuments.SameBytes.ToList();
        SharedObjectStore theirs = await node.PackAsync(documents);
        SharedObjectStore ours = NpmPackage.Pack(documents);
        foreach (var (key, document) in documents)
        {
            Assert.Equal(NpmPackage.ToJson(document), NpmPackage.ToJson(theirs.Get(key)));
            Assert.True(ours.TryGetRaw(key, out var ourBytes) && theirs.TryGetRaw(key, out var theirBytes) && ourBytes.Span.SequenceEqual(theirBytes.Span), key);
        }
        Assert.Equal(ours.SharedMemory.ToArray(), theirs.SharedMemory.ToArray());
        Assert.Equal(ours.GetMemoryMap().ToJson(), theirs.GetMemoryMap().ToJson());
    }

    [Fact]
    public async Task Names_like_indexes_come_first_and_undefined_is_left_out()
    {
        SharedObjectStore theirs = await node.PackAsync(DirectedDocuments.OtherBytes);
        Assert.Equal(["2", "10", "b", "a"], theirs.Get("names like indexes").Names);
        Assert.Equal(new BsonDocument { { "before", 1 }, { "after", 2 } }, theirs.Get("undefined"));
        Assert.True(double.IsNaN(theirs.Get("nan with sign")["nan"].AsDouble));
    }

    [Theory]
    [MemberData(nameof(RandomDocuments.Seeds), MemberType = typeof(RandomDocuments))]
    public async Task Random_objects(int seed)
    {
        JsonNode packed = await node.RunAsync("pack-random.mjs", new JsonObject { ["seed"] = seed });
        SharedObjectStore store = NpmPackage.Attach(packed);
        JsonArray expected = packed["expected"]!.AsArray();
        Assert.Equal(10, expected.Count);
        foreach (JsonNode? pair in expected)
            Assert.Equal(BsonDocument.Parse((string)pair![1]!), store.Get((string)pair[0]!));
    }

    [Fact]
    public async Task A_large_document_has_the_same_bytes()
    {
        KeyValuePair<string, BsonDocument>[] documents = [new("large", DirectedDocuments.Large())];
        SharedObjectStore theirs = await node.PackAsync(documents);
        Assert.True(NpmPackage.Pack(documents).SharedMemory.Span.SequenceEqual(theirs.SharedMemory.Span));
    }

    [Fact]
    public async Task Plain_JavaScript_values()
    {
        BsonDocument read = NpmPackage.Attach(await node.RunAsync("pack-native.mjs", new JsonObject())).Get("native");
        var expected = new BsonDocument
        {
            { "integer", 1 },
            { "beyondInt32", 5e9 },
            { "fraction", 0.5 },
            { "minusZero", new BsonDouble(-0.0) },
            { "bigint", 1L << 60 },
            { "text", "naïve 😀 \0" },
            { "date", new BsonDateTime(-1) },
            { "bytes", new BsonBinaryData([1, 2, 3]) },
            { "expression", new BsonRegularExpression("a.c", "i") },
            { "nothing", BsonNull.Value },
            { "map", new BsonDocument { { "a", 1 }, { "b", new BsonArray { true } } } },
        };
        Assert.Equal(expected, read);
        Assert.True(double.IsNegative(read["minusZero"].AsDouble));
    }
}
