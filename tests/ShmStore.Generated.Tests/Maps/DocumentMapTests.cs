using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Generated.Tests.Shapes;

namespace ShmStore.Generated.Tests.Maps;

/// <summary>Documents without a schema under run-time keys.</summary>
public sealed class DocumentMapTests : IDisposable
{
    private readonly Keyed.Writer _writer = Keyed.CreateWriter();
    private readonly Keyed _reader;

    public DocumentMapTests() => _reader = _writer.OpenReader();

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }

    [Fact]
    public async Task Documents_are_made_when_they_are_missing()
    {
        BsonDocument added = _writer.Documents.GetOrAdd("a", static key => new BsonDocument("key", key));
        Assert.Equal(new BsonDocument("key", "a"), added);
        Assert.Equal(added, _writer.Documents.GetOrAdd("a", static _ => new BsonDocument()));
        Assert.Equal(
            new BsonDocument("key", "b"),
            await _writer.Documents.GetOrAddAsync("b", static (key, _) => new ValueTask<BsonDocument>(new BsonDocument("key", key)), cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains("free documents", Assert.Throws<InvalidOperationException>(() => _writer.Documents.GetOrAdd("c", static _ => null!)).Message, StringComparison.Ordinal);
        Assert.Equal((2, true, true), (_reader.Documents.Count, _reader.Documents.ContainsKey("a"), _reader.Documents.ContainsKey("b")));
    }

    [Fact]
    public void Documents_live_for_some_time_and_are_renewed()
    {
        var time = TimeSpan.FromHours(1);
        _writer.Documents.Set("a", new BsonDocument("x", 1));
        Assert.True(_reader.Documents.TryGetTimeToLive("a", out TimeSpan left));
        Assert.Equal(Timeout.InfiniteTimeSpan, left);
        Assert.True(_writer.Documents.TryRenew("a", time));
        Assert.True(_reader.Documents.TryGetTimeToLive("a", out left));
        Assert.InRange(left, TimeSpan.FromMinutes(59), time + TimeSpan.FromMilliseconds(1));
        Assert.Equal(new BsonDocument("x", 1), _reader.Documents["a"]);
        Assert.False(_writer.Documents.TryRenew("b", time));
        Assert.False(_reader.Documents.TryGetTimeToLive("b", out _));
    }

    [Fact]
    public void Documents_are_written_and_read()
    {
        var document = BsonDocument.Parse("{ a: 1, b: { c: [1, 'x', null, true] }, d: NumberDecimal('1.5') }");
        long version = _writer.Documents.Set("x", document);
        Assert.Equal((1, version), (_reader.Documents.Count, _reader.Documents.Version));
        Assert.Equal(document, _reader.Documents["x"]);
        Assert.Equal(document.ToBson(), _reader.Documents.GetRaw("x"));
        Assert.Equal("""{"a":1,"b":{"c":[1,"x",null,true]},"d":{"$numberDecimal":"1.5"}}""", _reader.Documents.ToExtendedJson("x", relaxed: true).Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(1, _reader.Documents.Read("x", static view => view.Get<int, Int32Codec>("a"u8, true)));
        Assert.True(_reader.Documents.TryRead("x", static view => view.Get<int, Int32Codec>("a"u8, true), out int a));
        Assert.Equal(1, a);
        Assert.Equal(3, _reader.Documents.Read("x", 2, static (view, add) => view.Get<int, Int32Codec>("a"u8, true) + add));
        Assert.True(_reader.Documents.TryRead("x", 3, static (view, add) => view.Get<int, Int32Codec>("a"u8, true) + add, out a));
        Assert.Equal(4, a);
        Assert.False(_reader.Documents.TryRead("none", 3, static (_, add) => add, out a));
        Assert.Contains("\"none\"", Assert.Throws<KeyNotFoundException>(() => _reader.Documents.Read("none", 3, static (_, add) => add)).Message, StringComparison.Ordinal);
        Assert.True(_reader.Documents.TryGetValue("x", out BsonDocument? found, out long read));
        Assert.Equal((document, version), (found, read));
        Assert.True(_reader.Documents.ContainsKey("x"));
    }

    [Fact]
    public void A_key_without_a_document_says_so()
    {
        Assert.False(_reader.Documents.TryGetValue("x", out BsonDocument? none));
        Assert.Null(none);
        Assert.False(_reader.Documents.TryRead("x", static _ => 1, out _));
        Assert.False(_reader.Documents.ContainsKey("x"));
        Assert.False(_writer.Documents.Remove("x"));
        Assert.All(
            [() => _reader.Documents["x"], () => _reader.Documents.GetRaw("x"), () => _reader.Documents.Read("x", static _ => ""), () => _writer.Documents.Update("x", static old => old)],
            (Func<object?> read) => Assert.Equal("'ShmStore.Generated.Tests.Shapes.Keyed.free documents' has no key \"x\".", Assert.Throws<KeyNotFoundException>(read).Message));
    }

    [Fact]
    public void Writes_are_conditional_on_request()
    {
        Assert.True(_writer.Documents.TryAdd("x", new BsonDocument("v", 1)));
        Assert.False(_writer.Documents.TryAdd("x", new BsonDocument("v", 2)));
        Assert.True(_reader.Documents.TryGetValue("x", out _, out long version));
        Assert.False(_writer.Documents.TrySet("x", new BsonDocument("v", 2), version + 1));
        Assert.True(_writer.Documents.TrySet("x", new BsonDocument("v", 2), version, out version));
        Assert.False(_writer.Documents.TryAdd("x", new BsonDocument("v", 3), out long present));
        Assert.Equal(version, present);
        Assert.Equal(new BsonDocument("v", 3), _writer.Documents.Update("x", static old => new BsonDocument("v", old["v"].AsInt32 + 1)));
        Assert.Equal(new BsonDocument("v", 3), _reader.Documents["x"]);
        Assert.False(_writer.Documents.TryUpdate("none", static _ => throw new InvalidOperationException("of nothing"), out BsonDocument? none));
        Assert.Null(none);
        Assert.True(_writer.Documents.TryUpdate("x", static old => new BsonDocument("v", old["v"].AsInt32 + 1), out BsonDocument? updated));
        Assert.Equal((new BsonDocument("v", 4), updated), (_reader.Documents["x"], _reader.Documents["x"]));
        Assert.False(_writer.Documents.TryRemove("x", version));
        Assert.True(_reader.Documents.TryGetValue("x", out _, out version));
        Assert.True(_writer.Documents.TryRemove("x", version));
        _writer.Documents.SetRaw("x", new BsonDocument("raw", 1).ToBson());
        _writer.Documents.SetExtendedJson("y", """{ "json": 1 }""");
        Assert.Equal((new BsonDocument("raw", 1), new BsonDocument("json", 1)), (_reader.Documents["x"], _reader.Documents["y"]));
        Assert.True(_writer.Documents.Remove("x"));
        Assert.Equal(1, _reader.Documents.Count);
        _writer.Documents.Clear();
        Assert.Equal(0, _reader.Documents.Count);
    }

    [Fact]
    public void Many_at_once_and_all()
    {
        for (int i = 0; i < 40; i++)
            _writer.Documents.Set($"k{i}", new BsonDocument("v", i));
        string[] keys = ["k7", "none", "k39", "k7"];
        var values = new BsonDocument?[4];
        bool[] found = new bool[4];
        Assert.Equal(3, _reader.Documents.GetMany(keys, values, found));
        Assert.Equal(["7", null, "39", "7"], values.Select(static document => document?["v"].ToString()));
        Assert.Equal([true, false, true, true], found);
        int[] read = [-1, -1, -1, -1];
        Assert.Equal(3, _reader.Documents.ReadMany(keys, read, static view => view.Get<int, Int32Codec>("v"u8, true), found));
        Assert.Equal([7, 0, 39, 7], read);
        Assert.Equal(Enumerable.Range(0, 40).Select(static i => $"k{i}").Order(), _reader.Documents.Keys.Order());
        Assert.Equal(Enumerable.Range(0, 40), _reader.Documents.Values.Select(static document => document["v"].AsInt32).Order());
        Assert.All(_reader.Documents, static entry => Assert.Equal(entry.Key, $"k{entry.Value["v"]}"));
        Assert.Equal(780, _reader.Documents.ReadValues(static view => view.Get<int, Int32Codec>("v"u8, true)).Sum());
        Assert.All(_reader.Documents.ReadAll(static view => view.Get<int, Int32Codec>("v"u8, true)), static entry => Assert.Equal(entry.Key, $"k{entry.Value}"));
        Assert.Equal(40, _reader.Documents.Select(static entry => entry.Key).Distinct().Count());
        Assert.Equal(40, _reader.Snapshot(static snapshot => snapshot.Documents.Keys.Count(), TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentException>(() => _reader.Documents.GetMany(keys, new BsonDocument?[3]));
        Assert.Throws<ArgumentException>(() => _reader.Documents.ReadMany(keys, new int[3], static _ => 1));
        Assert.Throws<ArgumentNullException>(() => _reader.Documents.ReadValues<int>(null!));
    }

    [Fact]
    public void What_cannot_be_stored_changes_nothing()
    {
        _writer.Documents.Set("x", new BsonDocument("v", 1));
        long version = _reader.Version;
        Assert.Throws<ArgumentNullException>(() => _writer.Documents.Set("x", null!));
        Assert.Throws<InvalidOperationException>(() => _writer.Documents.Update("x", static _ => null!));
        Assert.Throws<BsonFormatException>(() => _writer.Documents.SetRaw("x", [1, 2, 3]));
        Assert.Throws<FormatException>(() => _writer.Documents.SetExtendedJson("x", "["));
        Assert.Throws<ArgumentException>(() => _writer.Documents.Set("\uD800", []));
        Assert.Equal(version, _reader.Version);
        Assert.Equal(new BsonDocument("v", 1), _reader.Documents["x"]);
    }

    [Fact]
    public async Task Changes_are_waited_for()
    {
        Task<long> change = _reader.Documents.WaitForChangeAsync(_reader.Documents.Version, TestContext.Current.CancellationToken);
        long version = _writer.Documents.Set("x", []);
        Assert.Equal(version, await change);
    }
}
