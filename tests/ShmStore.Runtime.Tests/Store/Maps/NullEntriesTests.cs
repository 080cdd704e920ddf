using MongoDB.Bson;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Maps;

/// <summary>Of many entries, the one is named that has no key or no object.</summary>
public sealed class NullEntriesTests : IDisposable
{
    private readonly BothMapsWriter _writer = BothMapsWriter.Open(null);

    public void Dispose() => _writer.Dispose();

    [Fact]
    public void Of_objects()
    {
        Refused("index 1", () => _writer.Texts.SetMany([KeyValuePair.Create("a", Sample.Of(1)), KeyValuePair.Create((string)null!, Sample.Of(2))]));
        Refused("key \"b\" is", () => _writer.Texts.SetMany([KeyValuePair.Create("a", Sample.Of(1)), KeyValuePair.Create("b", (Sample)null!)], TimeSpan.FromHours(1)));
        Assert.Equal(["a"], _writer.Texts.Keys);
    }

    [Fact]
    public void Of_documents()
    {
        Refused("index 1", () => _writer.Documents.SetMany([KeyValuePair.Create("a", new BsonDocument()), KeyValuePair.Create((string)null!, new BsonDocument())]));
        Refused("key \"b\" is", () => _writer.Documents.SetMany([KeyValuePair.Create("a", new BsonDocument()), KeyValuePair.Create("b", (BsonDocument)null!)]));
        Assert.Equal(["a"], _writer.Documents.Keys);
    }

    [Fact]
    public void Of_keys_that_are_looked_up()
    {
        string[] keys = [.. Enumerable.Range(0, 40).Select(static i => $"{i}")];
        keys[33] = null!;
        foreach (Action look in (Action[])
        [
            () => _writer.Texts.GetMany(keys, new Sample?[keys.Length]),
            () => _writer.Documents.GetMany(keys, new BsonDocument?[keys.Length]),
            () => _writer.Documents.ReadMany(keys, new int[keys.Length], static _ => 0),
        ])
        {
            var refused = Assert.Throws<ArgumentException>(look);
            Assert.Equal("keys", refused.ParamName);
            Assert.Contains("index 33", refused.Message, StringComparison.Ordinal);
        }
    }

    private static void Refused(string what, Action set)
    {
        var refused = Assert.Throws<ArgumentException>(set);
        Assert.Equal("entries", refused.ParamName);
        Assert.Contains(what, refused.Message, StringComparison.Ordinal);
    }
}
