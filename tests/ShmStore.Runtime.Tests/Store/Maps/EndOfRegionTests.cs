using ShmStore.Layout;
using ShmStore.Store.Maps;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Maps;

/// <summary>Entries in the last block of a full region, behind which nothing may be read.</summary>
public sealed class EndOfRegionTests : IDisposable
{
    private const long UnitBytes = 64 * 1024;
    private const long SmallestBlock = 32;

    private readonly BothMapsWriter _writer;
    private readonly BothMaps _reader;
    private readonly List<string> _keys;

    // What the region ends with, an entry or a part of the index that found no room, depends on its size.
    public EndOfRegionTests()
    {
        long size = 256 * 1024;
        do
        {
            _writer?.Dispose();
            _writer = BothMapsWriter.Open(null, new StoreOptions { MaximumSize = size += UnitBytes });
            _keys = Fill(_writer);
            _reader = _writer.OpenReader();
        }
        while (EndOf(Last) != size && size < 2048 * 1024);
        Assert.Equal(size, EndOf(Last));
    }

    public void Dispose()
    {
        StoreInspection.AssertEveryBlockIsKnown(_writer);
        _reader.Dispose();
        _writer.Dispose();
    }

    [Fact]
    public void All_are_found_set_and_removed()
    {
        foreach (string key in _keys)
        {
            Assert.True(_reader.Documents.ContainsKey(key));
            Assert.Empty(_reader.Documents[key]);
            Assert.True(_reader.Snapshot(store => store.Documents.ContainsKey(key)));
        }

        Assert.Equal(_keys.Order(), _reader.Documents.Keys.Order());
        Assert.All(_keys, key => Assert.True(_writer.Documents.Remove(key)));
        Assert.Empty(_reader.Documents.Keys);
    }

    [Fact]
    public void The_last_one_is_replaced()
    {
        string last = Last;
        Assert.True(_writer.Documents.Remove(_keys.First(key => key != last)));
        _writer.Documents.Set(last, []);
        Assert.True(_reader.Documents.ContainsKey(last));
    }

    // One of a hundred thousand has the tag of one of the last blocks, and begins in its bucket.
    [Fact]
    public void Longer_keys_are_not_there()
    {
        for (int number = 0; number < 2_000_000; number++)
            Assert.False(_reader.Documents.ContainsKey($"a key that is longer than the others, as keys are: {number}"));
    }

    // The longest key would be read from behind the region, where there is no memory.
    [Fact]
    public unsafe void A_key_that_runs_past_the_region_is_not_read_by_who_goes_through_the_map()
    {
        var prologue = (uint*)(_writer.Attachment.Region.Origin + EndOf(Last) - SmallestBlock + BlockLayout.HeaderLength);
        uint sound = *prologue;
        *prologue = EntryLayout.Word(EntryLayout.Map(sound), EntryLayout.MaximumKey);
        Exception? error = Record.Exception(() => _reader.Documents.Keys.Count());
        *prologue = sound;
        Assert.IsAssignableFrom<SharedStoreException>(error);
        Assert.Equal(_keys.Count, _reader.Documents.Keys.Count());
    }

    // Empty documents under keys of seven bytes have the smallest blocks. Some keys find no room in their part of the index while others do.
    private static List<string> Fill(BothMapsWriter writer)
    {
        List<string> keys = [];
        int failed = 0;

        // As long as the other map has no index, there is room left for its first one.
        writer.Texts.Set("a", Sample.Of(1));
        for (int number = 0; failed < 100; number++)
        {
            string key = $"k{number:D6}";
            try
            {
                writer.Documents.Set(key, []);
                keys.Add(key);
            }
            catch (StoreFullException)
            {
                failed++;
            }
        }

        return keys;
    }

    private string Last => _keys.MaxBy(EndOf)!;

    private static KeyProbe Probe(MapReader map, string key) => new(System.Text.Encoding.UTF8.GetBytes(key), map.Seed);

    private long EndOf(string key)
    {
        MapReader map = _reader.Documents.Reader;
        return map.TryFind(Probe(map, key), out MapPlace place) ? place.Offset + SmallestBlock : 0;
    }
}
