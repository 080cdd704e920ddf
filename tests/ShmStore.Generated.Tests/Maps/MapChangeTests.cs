using MongoDB.Bson;
using ShmStore.Generated.Tests.Shapes;

namespace ShmStore.Generated.Tests.Maps;

/// <summary>What a change of a map says of itself: its key, its text, and what it is equal to.</summary>
public sealed class MapChangeTests : IDisposable
{
    private readonly Keyed.Writer _writer = Keyed.CreateWriter();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _writer.Dispose();

    [Fact]
    public async Task Keys_are_compared_and_shown_as_the_map_does()
    {
        await AssertSame(_writer.Texts, "a\n", "\"a\\u000A\"");
        await AssertSame(_writer.Blobs, [1, 2], "0x0102");
        await AssertSame(_writer.Ints, 7, "7");
        await AssertSame(_writer.Guids, Samples.Guid, Samples.Guid.ToString());
        await AssertSame(_writer.ObjectIds, ObjectId.Empty, "000000000000000000000000");
        await AssertSame(_writer.Venues, Keyed.Venue.Last, "Last");
    }

    [Fact]
    public async Task Other_changes_are_not_equal()
    {
        _writer.Blobs.Set([1, 2], Quote.Of(1));
        _writer.Blobs.Set([1, 2], Quote.Of(1));
        _writer.Blobs.Remove([1, 2]);
        _writer.Blobs.Set([1, 3], Quote.Of(1));
        MapChange<byte[], Quote>[] changes = await ChangesOf(_writer.Blobs, 4);
        Assert.Equal(4, changes.Distinct().Count());
    }

    [Fact]
    public async Task What_is_of_no_key_says_so()
    {
        _writer.Texts.Clear();
        _writer.Ints.Set(0, Quote.Of(1));
        _writer.Ints.Clear();
        _writer.Blobs.Clear();
        AssertNone((await ChangesOf(_writer.Texts, 1))[0], "Cleared", _writer.Texts.Version);
        AssertNone((await ChangesOf(_writer.Blobs, 1))[0], "Cleared", _writer.Blobs.Version);
        MapChange<int, Quote>[] changes = await ChangesOf(_writer.Ints, 2);
        Assert.Equal(0, changes[0].Key);
        AssertNone(changes[1], "Cleared", _writer.Ints.Version);
        Assert.NotEqual(changes[0], changes[1]);
        AssertNone(default(MapChange<byte[], Quote>), "0", 0);
        AssertNone(default(MapChange<long, Quote>), "0", 0);
    }

    [Fact]
    public async Task Missed_changes_are_of_no_key()
    {
        for (int i = 0; i < 3000; i++)
            _writer.Blobs.Set([1], Quote.Of(i));
        AssertNone((await ChangesOf(_writer.Blobs, 1))[0], "Missed", null);
    }

    private static async Task AssertSame<TKey>(SharedMapWriter<TKey, Quote> map, TKey key, string shown)
        where TKey : notnull
    {
        map.Set(key, Quote.Of(1));
        MapChange<TKey, Quote> change = (await ChangesOf(map, 1))[0];
        MapChange<TKey, Quote> again = (await ChangesOf(map, 1))[0];
        Assert.True(change == again && change.Equals((object)again));
        Assert.Equal(change.GetHashCode(), again.GetHashCode());
        Assert.Equal($"MapChange {{ Kind = Set, Version = {map.Version}, Key = {shown} }}", change.ToString());
    }

    private static void AssertNone<TKey>(MapChange<TKey, Quote> change, string kind, long? version)
        where TKey : notnull
    {
        Assert.Contains($" {kind} ", Assert.Throws<InvalidOperationException>(() => change.Key).Message, StringComparison.Ordinal);
        Assert.Equal($"MapChange {{ Kind = {kind}, Version = {version ?? change.Version} }}", change.ToString());
        MapChange<TKey, Quote> same = change;
        Assert.True(change == same);
        Assert.Equal(change.GetHashCode(), same.GetHashCode());
        Assert.False(change.TryGetValue(out _));
    }

    private static async Task<MapChange<TKey, Quote>[]> ChangesOf<TKey>(SharedMap<TKey, Quote> map, int count)
        where TKey : notnull => await map.WatchAsync(0, Stop).Take(count).ToArrayAsync(Stop);
}
