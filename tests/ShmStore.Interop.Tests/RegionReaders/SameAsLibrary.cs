using System.Text.Json.Nodes;
using MongoDB.Bson;

namespace ShmStore.Interop.Tests.RegionReaders;

/// <summary>Compares what the reader in Python finds in stores with what the library finds.</summary>
internal static class SameAsLibrary
{
    private static readonly (string Map, string[] Keys)[] Absent =
    [
        ("ByText", ["no such key", "x", "an entry that is not there, under a long key"]),
        ("ByNumber", ["-5", "2147483647"]),
        ("ByBytes", ["", "01", "0102030405060708090a0b0c0d0e0f1011"]),
    ];

    /// <summary>Asserts that both read the same, value by value, by going through all and by looking each key up, and that the verifier finds nothing.</summary>
    public static async Task AssertSoundAsync(params string[] paths)
    {
        foreach (RegionFindings found in await AssertReadAsync(paths.ToDictionary(static path => path, LibraryReader.Read)))
        {
            Assert.Empty(found.Damage);
            Assert.Empty(found.Leftovers);
        }
    }

    /// <summary>Asserts that both read the same.</summary>
    /// <param name="expected">What the library reads, by the paths of stores.</param>
    /// <returns>What the verifier finds in each of them.</returns>
    public static async Task<RegionFindings[]> AssertReadAsync(Dictionary<string, LibraryReader> expected)
    {
        JsonNode read = await PythonReader.ReadAsync(new JsonObject(expected.Select(static store => KeyValuePair.Create<string, JsonNode?>(store.Key, Sought(store.Value)))));
        foreach ((string path, LibraryReader library) in expected)
            AssertSame(library, read[path]!);
        return [.. expected.Keys.Select(path => RegionFindings.Parse(read[path]!["findings"]!))];
    }

    // All keys, and of some maps some that they do not have.
    private static JsonObject Sought(LibraryReader library)
    {
        var present = library.Values.Keys.Where(IsEntry).Select(static name => (Map: name[..name.IndexOf('/', StringComparison.Ordinal)], Name: name));
        return new(present.Select(static key => (key.Map, Key: key.Name[(key.Map.Length + 1)..]))
            .Concat(Absent.SelectMany(static map => map.Keys.Select(key => (map.Map, Key: key))))
            .GroupBy(static key => key.Map, static key => key.Key)
            .Select(static map => KeyValuePair.Create<string, JsonNode?>(map.Key, new JsonArray([.. map.Select(static key => (JsonNode)key)]))));
    }

    private static void AssertSame(LibraryReader library, JsonNode read)
    {
        JsonObject values = read["values"]!.AsObject(), entries = read["entries"]!.AsObject();
        foreach ((string name, byte[] document) in library.Values)
            AssertValue(name, document, library, IsEntry(name) ? entries[name] : values[name]);
        Assert.Equal(library.Values.Count, entries.Count + values.Count(static value => value.Value is not null));
        foreach ((string name, JsonNode? found) in read["found"]!.AsObject())
            Assert.True(JsonNode.DeepEquals(entries[name], found), name);
    }

    private static void AssertValue(string name, byte[] document, LibraryReader library, JsonNode? read)
    {
        Assert.NotNull(read);
        Assert.Equal((name, LibraryReader.ToJson(document)), (name, NpmPackage.ToJson(BsonDocument.Parse(read["json"]!.ToJsonString()))));

        // Atomics are not in documents, and have no versions.
        if (read["hex"] is { } hex)
            Assert.Equal((name, Convert.ToHexStringLower(document)), (name, (string)hex!));
        if (!library.Versions.TryGetValue(name, out long version))
            return;
        Assert.Equal((name, version), (name, (long)read["version"]!));
        Assert.Equal((name, library.TimesLeft.TryGetValue(name, out TimeSpan left)), (name, read["expires"] is not null));
        if (read["expires"] is { } expires)
            Assert.InRange((DateTimeOffset.FromUnixTimeMilliseconds((long)expires) - DateTimeOffset.UtcNow - left).Duration(), TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    private static bool IsEntry(string name) => name.Contains('/', StringComparison.Ordinal);
}
