using System.Text.Json.Nodes;
using MongoDB.Bson;

namespace ShmStore.Interop.Tests.RegionReaders;

/// <summary>What the library says of a store: the values of its export, and the versions and times of the entries of a <see cref="Shop"/>.</summary>
internal sealed class LibraryReader
{
    /// <summary>What an export has.</summary>
    public LibraryReader(SharedObjectStore export)
    {
        foreach ((string name, JsonNode? place) in JsonNode.Parse(export.GetMemoryMap().ToJson())!.AsObject())
            Values.Add(name, export.SharedMemory.Slice((int)place!["index"]!, (int)place["size"]!).ToArray());
    }

    /// <summary>Documents by the names of an export; an atomic is one with a member "value".</summary>
    public Dictionary<string, byte[]> Values { get; } = [];

    /// <summary>Versions of entries and values, by the same names.</summary>
    public Dictionary<string, long> Versions { get; } = [];

    /// <summary>How long entries that expire live, by the same names.</summary>
    public Dictionary<string, TimeSpan> TimesLeft { get; } = [];

    /// <summary>Reads a store that nobody writes.</summary>
    public static LibraryReader Read(string path)
    {
        using var shop = Shop.Open(path);
        var read = new LibraryReader(shop.Export(TestContext.Current.CancellationToken));
        read.AddValue("Left", shop.Left);
        read.AddValue("Right", shop.Right);
        read.AddEntries("ByText", shop.ByText, static key => key);
        read.AddEntries("ByNumber", shop.ByNumber, static key => $"{key}");
        read.AddEntries("ByLong", shop.ByLong, static key => $"{key}");
        read.AddEntries("ByToken", shop.ByToken, static key => $"{key}");
        read.AddEntries("ById", shop.ById, static key => $"{key}");
        read.AddEntries("ByColour", shop.ByColour, static key => $"{(int)key}");
        read.AddEntries("ByBytes", shop.ByBytes, static key => Convert.ToHexStringLower(key));
        return read;
    }

    /// <summary>A document that the library or MongoDB.Bson wrote, as canonical Extended JSON.</summary>
    public static string ToJson(byte[] document) => NpmPackage.ToJson(new RawBsonDocument(document));

    private void AddValue(string name, SharedEntry<Account> entry)
    {
        if (entry.TryGet(out _, out long version))
            Versions.Add(name, version);
    }

    private void AddEntries<TKey>(string name, SharedMap<TKey, Account> map, Func<TKey, string> text)
        where TKey : notnull
    {
        foreach (TKey key in map.Keys)
        {
            Assert.True(map.TryGetValue(key, out _, out long version));
            Versions.Add($"{name}/{text(key)}", version);
            if (map.TryGetTimeToLive(key, out TimeSpan left) && left != Timeout.InfiniteTimeSpan)
                TimesLeft.Add($"{name}/{text(key)}", left);
        }
    }
}
