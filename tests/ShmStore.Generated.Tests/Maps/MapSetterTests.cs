using MongoDB.Bson;
using ShmStore.Generated.Tests.Shapes;
using ShmStore.Tests;

namespace ShmStore.Generated.Tests.Maps;

/// <summary>Replacing one member of an object under a key: <c>writer.Texts.SetBid("AAPL", 2.5)</c>.</summary>
public sealed class MapSetterTests : IDisposable
{
    private static readonly Quote First = new("AAPL", 1.5, 7, "first");

    private readonly Keyed.Writer _writer = Keyed.CreateWriter();
    private readonly Keyed _reader;

    public MapSetterTests() => _reader = _writer.OpenReader();

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }

    [Fact]
    public void Only_the_member_changes_and_it_is_a_commit()
    {
        long version = _writer.Texts.Set("AAPL", First);
        _writer.Texts.Set("other", First);
        Assert.True(_reader.Texts.TryGet("AAPL", out SharedMapEntry<Quote> held));
        Assert.Equal(version + 2, _writer.Texts.SetBid("AAPL", 2.5));
        Assert.Equal(version + 3, _writer.Texts.SetSize("AAPL", 8));
        Assert.Equal((version + 3, 2.5, 8L, "first"), (held.Version, held.Bid, held.Size, held.Note));
        Assert.Equal(First with { Bid = 2.5, Size = 8 }, _reader.Texts["AAPL"].Value);
        Assert.Equal(First, _reader.Texts["other"].Value);
        Assert.Equal((2, 2), (_reader.Texts.Count, _writer.Texts.Count));

        // As if the whole object had been set.
        byte[] patched = _reader.Texts["AAPL"].GetRaw();
        _writer.Texts.Set("AAPL", First with { Bid = 2.5, Size = 8 });
        Assert.Equal(_reader.Texts["AAPL"].GetRaw(), patched);
    }

    [Fact]
    public void Keys_of_every_kind()
    {
        Guid guid = Guid.NewGuid();
        ObjectId id = ObjectId.GenerateNewId();
        string longer = new('é', 100);
        foreach (string text in (string[])["", "a", "eight chars", longer])
        {
            _writer.Texts.Set(text, First);
            _writer.Texts.SetBid(text, 9);
            Assert.Equal(9, _reader.Texts[text].Bid);
        }

        _writer.Ints.Set(-1, First);
        _writer.Longs.Set(long.MinValue, First);
        _writer.Guids.Set(guid, First);
        _writer.ObjectIds.Set(id, First);
        _writer.Blobs.Set([1, 2], First);
        _writer.Venues.Set(Keyed.Venue.Last, First);
        _writer.Sides.Set(Keyed.Side.Sell, First);
        _writer.Ints.SetBid(-1, 1);
        _writer.Longs.SetBid(long.MinValue, 2);
        _writer.Guids.SetBid(guid, 3);
        _writer.ObjectIds.SetBid(id, 4);
        _writer.Blobs.SetBid([1, 2], 5);
        _writer.Venues.SetBid(Keyed.Venue.Last, 6);
        _writer.Sides.SetBid(Keyed.Side.Sell, 7);
        Assert.Equal((1, 2, 3, 4), (_reader.Ints[-1].Bid, _reader.Longs[long.MinValue].Bid, _reader.Guids[guid].Bid, _reader.ObjectIds[id].Bid));
        Assert.Equal((5, 6, 7), (_reader.Blobs[[1, 2]].Bid, _reader.Venues[Keyed.Venue.Last].Bid, _reader.Sides[Keyed.Side.Sell].Bid));
        Assert.Throws<ArgumentNullException>(() => _writer.Texts.SetBid(null!, 1));
    }

    [Fact]
    public void A_key_without_an_object_is_named_and_nothing_is_added()
    {
        var error = Assert.Throws<KeyNotFoundException>(() => _writer.Texts.SetBid("none", 1));
        Assert.Equal("'ShmStore.Generated.Tests.Shapes.Keyed.Texts' has no key \"none\".", error.Message);
        _writer.Texts.Set("gone", First);
        _writer.Texts.Remove("gone");
        Assert.Throws<KeyNotFoundException>(() => _writer.Texts.SetBid("gone", 1));
        Assert.Equal(0, _reader.Texts.Count);
    }

    [Fact]
    public void Of_a_key_that_may_have_no_object_it_tells_whether_it_has()
    {
        string[] keys = ["", "a", "eight chars", "a key that is longer than sixteen bytes"];
        foreach (string key in keys)
        {
            Assert.False(_writer.Texts.TrySetBid(key, 1));
            long version = _writer.Texts.Set(key, First);
            Assert.True(_writer.Texts.TrySetBid(key, 2.5));
            Assert.Equal((First with { Bid = 2.5 }, version + 1), (_reader.Texts[key].Value, _reader.Texts[key].Version));
            Assert.True(_writer.Texts.TrySetSize(key, 9));
            Assert.Equal(9, _reader.Texts[key].Size);
            _writer.Texts.SetRaw(key, new BsonDocument { { "Symbol", "text" }, { "Bid", 1 } }.ToBson());
            Assert.True(_writer.Texts.TrySetBid(key, 4));
            Assert.Equal(new Quote("text", 4), _reader.Texts[key].Value);
            _writer.Texts.Remove(key);
            Assert.False(_writer.Texts.TrySetBid(key, 1));
        }

        _writer.Texts.Set("expired", First, TimeSpan.FromMilliseconds(1));
        Thread.Sleep(20);
        Assert.False(_writer.Texts.TrySetBid("expired", 1));
        _writer.Ints.Limits = new MapLimits { MaximumEntries = 1 };
        _writer.Ints.Set(1, First);
        _writer.Ints.Set(2, First);
        Assert.Equal((true, false), (_writer.Ints.TrySetBid(2, 3), _writer.Ints.TrySetBid(1, 3)));
        Assert.Throws<ArgumentNullException>(() => _writer.Texts.TrySetBid(null!, 1));
        using StoreCommit commit = _writer.BeginCommit();
        Assert.False(_writer.Texts.TrySetBid("new", 1));
        _writer.Texts.Set("new", First);
        Assert.True(_writer.Texts.TrySetBid("new", 6));
        _writer.Ints.Remove(2);
        Assert.False(_writer.Ints.TrySetBid(2, 3));
        commit.Complete();
        Assert.Equal((6, 0), (_reader.Texts["new"].Bid, _reader.Ints.Count));
    }

    [Fact]
    public void A_document_from_elsewhere_keeps_its_order_its_other_elements_and_their_types()
    {
        BsonDocument foreign = new() { { "more", 1 }, { "Symbol", "text" }, { "Size", 7 }, { "Bid", 1 }, { "last", BsonNull.Value } };
        _writer.Texts.SetRaw("x", foreign.ToBson());
        _writer.Texts.SetBid("x", 2.5);
        foreign["Bid"] = 2.5;
        Assert.Equal(foreign.ToBson(), _reader.Texts["x"].GetRaw());
        Assert.Equal(new Quote("text", 2.5, 7), _reader.Texts["x"].Value);
    }

    [Fact]
    public void Within_a_commit_it_changes_what_is_staged()
    {
        _writer.Texts.Set("kept", First);
        _writer.Texts.Set("removed", First);
        using (StoreCommit commit = _writer.BeginCommit())
        {
            _writer.Texts.SetBid("kept", 2);
            _writer.Texts.SetSize("kept", 3);
            _writer.Texts.SetRaw("new", new BsonDocument { { "Bid", 1 }, { "Symbol", "n" } }.ToBson());
            _writer.Texts.SetBid("new", 4);
            _writer.Texts.Remove("removed");
            Assert.Throws<KeyNotFoundException>(() => _writer.Texts.SetBid("removed", 1));
            Assert.Equal((First, false), (_reader.Texts["kept"].Value, _reader.Texts.ContainsKey("new")));
            commit.Complete();
        }

        Assert.Equal(First with { Bid = 2, Size = 3 }, _reader.Texts["kept"].Value);
        Assert.Equal(new Quote("n", 4), _reader.Texts["new"].Value);
        Assert.Equal(2, _reader.Texts.Count);
        using (_writer.BeginCommit())
        {
            _writer.Texts.SetBid("kept", 9);
        }

        Assert.Equal(2, _reader.Texts["kept"].Bid);
    }

    [Fact]
    public void The_time_when_it_expires_stays()
    {
        _writer.Texts.Set("x", First, TimeSpan.FromHours(1));
        _writer.Texts.Limits = new MapLimits { TimeToLive = TimeSpan.FromMilliseconds(1) };
        _writer.Texts.SetBid("x", 2);
        Thread.Sleep(20);
        Assert.Equal(2, _reader.Texts["x"].Bid);
        _writer.Texts.Set("short", First);
        Thread.Sleep(20);
        Assert.Throws<KeyNotFoundException>(() => _writer.Texts.SetBid("short", 2));
    }

    [Fact]
    public void A_full_cache_keeps_the_entry_that_is_changed()
    {
        _writer.Texts.Limits = new MapLimits { MaximumEntries = 10 };
        for (int i = 0; i < 100; i++)
        {
            _writer.Texts.Set($"key {i}", First);
            _writer.Texts.SetSize($"key {i}", i);
            Assert.Equal(i, _reader.Texts[$"key {i}"].Size);
        }

        Assert.Equal(10, _reader.Texts.Count);
    }

    [Fact]
    public async Task Those_who_watch_are_told()
    {
        long before = _writer.Texts.Set("x", First);
        long version = _writer.Texts.SetBid("x", 2);
        int told = 0;
        await foreach (MapChange<string, Quote> change in _reader.Texts.WatchAsync(before, TestContext.Current.CancellationToken))
        {
            told++;
            Assert.Equal((MapChangeKind.Set, "x", version), (change.Kind, change.Key, change.Version));
            Assert.True(change.TryGetValue(out Quote? quote));
            Assert.Equal(First with { Bid = 2 }, quote);
            break;
        }

        Assert.Equal(1, told);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        _writer.Texts.Set("account:000001", First);
        _writer.Texts.Set("a key that is longer than sixteen bytes", First);
        _writer.Ints.Set(1, First);
        Allocations.AssertNone(() =>
        {
            long version = 0;
            for (int i = 0; i < 1000; i++)
            {
                _writer.Texts.SetBid("account:000001", i);
                _writer.Texts.SetBid("a key that is longer than sixteen bytes", i);
                version = _writer.Ints.SetSize(1, i);
            }

            return version;
        });
    }
}
