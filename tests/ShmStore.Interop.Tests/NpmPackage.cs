using System.Text.Json.Nodes;
using MongoDB.Bson;
using MongoDB.Bson.IO;

namespace ShmStore.Interop.Tests;

/// <summary>What the tests ask of the npm package <c>shm-store</c>, through the scripts.</summary>
internal static class NpmPackage
{
    private const int ComparisonsPerDocument = 9; // three workers, three decoders

    private static readonly JsonWriterSettings Canonical = new() { OutputMode = JsonOutputMode.CanonicalExtendedJson };

    /// <summary>Has every document of the store read in worker threads and compared with what it should be.</summary>
    public static async Task AssertReadsAsync(this NodeFixture node, SharedObjectStore store, IReadOnlyCollection<KeyValuePair<string, BsonDocument>> expected)
    {
        var (failures, equal) = await node.CompareAsync(store, expected);
        Assert.Empty(failures);
        Assert.Equal(expected.Count * ComparisonsPerDocument, equal);
    }

    /// <summary>As <see cref="AssertReadsAsync"/>, but returns the differences found and the number of comparisons without one.</summary>
    public static async Task<(string[] Failures, int Equal)> CompareAsync(
        this NodeFixture node, SharedObjectStore store, IEnumerable<KeyValuePair<string, BsonDocument>> expected)
    {
        JsonNode report = await node.RunAsync("read.mjs", new JsonObject
        {
            ["buffer"] = Convert.ToBase64String(store.SharedMemory.Span),
            ["map"] = store.GetMemoryMap().ToJson(),
            ["expected"] = ToJson(expected),
        });
        return ([.. report["failures"]!.AsArray().Select(failure => (string)failure!)], (int)report["checked"]!);
    }

    /// <summary>Has documents packed by the npm package, and attaches to the result.</summary>
    public static async Task<SharedObjectStore> PackAsync(this NodeFixture node, IEnumerable<KeyValuePair<string, BsonDocument>> documents) =>
        Attach(await node.RunAsync("pack.mjs", new JsonObject { ["objects"] = ToJson(documents) }));

    /// <summary>Attaches to a buffer and a memory map that a script printed.</summary>
    public static SharedObjectStore Attach(JsonNode packed) =>
        SharedObjectStore.FromMemoryMap(Convert.FromBase64String((string)packed["buffer"]!), MemoryMap.Parse((string)packed["map"]!));

    /// <summary>Packs documents here.</summary>
    public static SharedObjectStore Pack(IEnumerable<KeyValuePair<string, BsonDocument>> documents) =>
        SharedObjectStore.FromObjects(documents.Select(pair => KeyValuePair.Create(pair.Key, SharedObject.FromObject(pair.Value))));

    /// <summary>A document as canonical Extended JSON: every type is visible in it, and unlike documents, NaN equals itself.</summary>
    public static string ToJson(BsonDocument document) => document.ToJson(Canonical);

    private static JsonArray ToJson(IEnumerable<KeyValuePair<string, BsonDocument>> documents) =>
        new([.. documents.Select(pair => new JsonArray(pair.Key, ToJson(pair.Value)))]);
}
