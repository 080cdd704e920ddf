using MongoDB.Bson;
using ShmStore.Generated.Tests.Shapes;

namespace ShmStore.Generated.Tests;

/// <summary>Stores as a program sees them that does not have their classes.</summary>
public sealed class UntypedStoreTests : IDisposable
{
    private readonly TestFile _file = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _file.Dispose();

    [Fact]
    public void Its_keys_are_those_that_the_class_declares()
    {
        using Keyed.Writer writer = Keyed.CreateWriter(_file.Path);
        using UntypedStore store = UntypedStore.Open(_file.Path);
        Assert.Equal(typeof(Keyed).FullName, store.Name);
        Assert.Equal(
            Documents.Parse(Keyed.Layout.Schema.ToArray())["keys"].AsBsonArray.Select(static key =>
                new UntypedKey(key["name"].AsString, Enum.Parse<StoreKeyKind>(key["kind"].AsString, ignoreCase: true), key.AsBsonDocument.GetValue("type", BsonNull.Value) is BsonString type ? type.Value : null, key["key"].AsString)),
            store.Keys);
        Assert.Equal(StoreKeyKind.DocumentMap, store.Key("free documents").Kind);
    }

    [Fact]
    public void What_it_reads_is_what_the_class_reads()
    {
        using Keyed.Writer writer = KeyedWriter();
        using UntypedStore store = UntypedStore.Open(_file.Path);
        SharedObjectStore exported = writer.Export(Stop);
        Assert.Equal(exported.Keys, store.Export(Stop).Keys);
        Assert.Equal(exported.SharedMemory.ToArray(), store.Export(Stop).SharedMemory.ToArray());
        Assert.Equal(
            exported.Keys,
            store.Keys.SelectMany(key => store.Map(key.Name).Select(entry => $"{key.Name}/{entry.Key}").Order(StringComparer.Ordinal)));
        foreach (UntypedKey key in store.Keys)
        {
            UntypedMap map = store.Map(key.Name);
            Assert.Equal(map.Select(static entry => entry.Key), map.Keys);
            Assert.Equal(map.Count, map.Keys.Count());
            Assert.All(map, entry =>
            {
                Assert.Equal(exported.Get($"{key.Name}/{entry.Key}"), entry.Value);
                Assert.Equal(entry.Value, map[entry.Key]);
                if (key.KeyType is "binary" or "uuid" or "objectId")
                    Assert.Equal(entry.Value, map[entry.Key.ToUpperInvariant()]);
                Assert.True(map.ContainsKey(entry.Key));
                Assert.True(map.TryGetValue(entry.Key, out BsonDocument? value));
                Assert.Equal(entry.Value, value);
                Assert.True(map.TryGetValue(entry.Key, out _, out long version));
                Assert.InRange(version, 1, store.Version);
            });
        }

        Assert.Equal(writer.Ints[-5].Version, store.Map("Ints").TryGetValue("-5", out _, out long set) ? set : 0);
        Assert.Equal((writer.Version, writer.StoreIdentity), (store.Version, store.StoreIdentity));
    }

    [Fact]
    public void Objects_documents_and_atomics_are_read_by_name()
    {
        using Market.Writer writer = Market.CreateWriter(_file.Path);
        writer.Ticks.Value = 42;
        writer.Settings.Set(new BsonDocument("x", 1));
        writer.Pair.Set(new Pair(3, "4"));
        using UntypedStore store = UntypedStore.Open(_file.Path);
        Assert.Equal(new BsonInt64(42), store.Atomic("Ticks"));
        Assert.Equal(new BsonDocument("x", 1), store.Document("Settings").Value);
        Assert.Equal(writer.Pair.GetRaw(), store.Document("pair \u0012 é").GetRaw());
        Assert.False(store.Document("Primary").HasValue);
        long version = writer.Settings.Set(new BsonDocument("x", 2));
        Assert.Equal(version, store.Document("Settings").WaitForChange(version - 1, Stop));
        Assert.Equal((version, 2), store.Snapshot(static moment => (moment.Document("Settings").Version, moment.Document("Settings").Value["x"].AsInt32), Stop));
    }

    [Fact]
    public void What_is_not_there_or_something_else_is_named()
    {
        using Keyed.Writer writer = KeyedWriter();
        using UntypedStore store = UntypedStore.Open(_file.Path);
        Assert.Contains("has no key 'text': its keys are Texts, Ints,", Assert.Throws<KeyNotFoundException>(() => store.Map("text")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>("read", () => store.Snapshot((Func<UntypedStore, int>)null!, Stop));
        Assert.Contains("Keyed.Ints' is of kind Map, and not an atomic", Assert.Throws<InvalidOperationException>(() => store.Atomic("Ints")).Message, StringComparison.Ordinal);
        Assert.Contains("and not an object or a document", Assert.Throws<InvalidOperationException>(() => store.Document("free documents")).Message, StringComparison.Ordinal);
        Assert.Contains("Keyed.Ints' has no key \"6\"", Assert.Throws<KeyNotFoundException>(() => store.Map("Ints")["6"]).Message, StringComparison.Ordinal);
        Assert.False(store.Map("Ints").ContainsKey("6") || store.Map("Ints").TryGetValue("6", out _));
        Assert.Throws<ArgumentException>(() => store.Map("Ints").ContainsKey("six"));
        Assert.Contains("\"six\" is not a key of", Assert.Throws<ArgumentException>(() => store.Map("Ints")["six"]).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => store.Map("Guids")["00112233445566778899aabbccddeeff"]);
        Assert.Throws<ArgumentNullException>(() => store.Map(null!));
        Assert.Throws<FileNotFoundException>(() => UntypedStore.Open(_file.Path + "2"));
        store.Dispose();
        Assert.Throws<ObjectDisposedException>(() => store.Map("Ints")["-5"]);
    }

    [Fact]
    public async Task Maps_are_waited_for()
    {
        using Keyed.Writer writer = KeyedWriter();
        using UntypedStore store = UntypedStore.Open(_file.Path);
        UntypedMap map = store.Map("Ints");
        long since = map.Version;
        Assert.False(map.TryWaitForChange(since, TimeSpan.FromMilliseconds(1), out long seen, Stop));
        Assert.Equal(since, seen);
        Task<long> waiting = map.WaitForChangeAsync(since, Stop);
        long version = writer.Ints.Set(78, Quote.Of(1));
        Assert.Equal(version, await waiting.WaitAsync(TimeSpan.FromSeconds(30), Stop));
        Assert.Equal(version, await Task.Run(() => map.WaitForChange(since, Stop), Stop));
        Assert.True(map.TryWaitForChange(since, TimeSpan.Zero, out seen, Stop));
        Assert.Equal(version, seen);
    }

    [Fact]
    public async Task Changes_come_with_the_texts_of_their_keys()
    {
        using Keyed.Writer writer = KeyedWriter();
        using UntypedStore store = UntypedStore.Open(_file.Path);
        long since = writer.Version;
        writer.Guids.Set(Samples.Guid, Quote.Of(10));
        writer.Guids.Remove(Samples.Guid);
        writer.Guids.Clear();
        List<(MapChangeKind, string?)> told = [];
        await foreach (MapChange<string, BsonDocument> change in store.Map("Guids").WatchAsync(since, Stop))
        {
            told.Add((change.Kind, change.Kind == MapChangeKind.Cleared ? null : change.Key));
            if (change.Kind == MapChangeKind.Set)
                Assert.True(!change.TryGetValue(out BsonDocument? value) || value == store.Export(Stop).Get("Texts/a"));
            if (change.Kind == MapChangeKind.Cleared)
                break;
        }

        string key = Samples.Guid.ToString();
        Assert.Equal([(MapChangeKind.Set, key), (MapChangeKind.Removed, key), (MapChangeKind.Cleared, null)], told);
    }

    [Fact]
    public void Within_a_snapshot_maps_are_of_one_moment()
    {
        using Keyed.Writer writer = KeyedWriter();
        using UntypedStore store = UntypedStore.Open(_file.Path);
        bool written = false;
        (long ints, long texts) = store.Snapshot(moment =>
        {
            long ints = moment.Map("Ints").Count;
            if (!written)
            {
                using StoreCommit commit = writer.BeginCommit();
                writer.Ints.Set(77, Quote.Of(1));
                writer.Texts.Set("77", Quote.Of(1));
                commit.Complete();
                written = true;
            }

            return (ints, moment.Map("Texts").Count);
        }, Stop);
        Assert.Equal((writer.Ints.Count, writer.Texts.Count), (ints, texts));
    }

    private Keyed.Writer KeyedWriter()
    {
        Keyed.Writer writer = Keyed.CreateWriter(_file.Path);
        writer.Texts.Set("a", Quote.Of(10));
        writer.Texts.Set("", Quote.Of(2));
        writer.Ints.Set(-5, Quote.Of(3));
        writer.Longs.Set(long.MinValue, Quote.Of(4));
        writer.Guids.Set(Samples.Guid, Quote.Of(5));
        writer.ObjectIds.Set(Samples.ObjectId, Quote.Of(6));
        writer.Blobs.Set([0, 0xAB], Quote.Of(7));
        writer.Venues.Set(Keyed.Venue.Last, Quote.Of(8));
        writer.Sides.Set(Keyed.Side.Sell, Quote.Of(9));
        writer.Documents.Set("free", new BsonDocument("x", 1));
        return writer;
    }
}
