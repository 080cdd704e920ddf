using MongoDB.Bson;
using ShmStore.Bson;

namespace ShmStore.Tests.Interchange;

public sealed class SharedObjectStoreTests
{
    private static readonly SharedObjectStore Sample = SharedObjectStore.FromObjects(new Dictionary<string, SharedObject>
    {
        ["first"] = SharedObject.FromObject(new Point(1, "one")),
        ["second"] = SharedObject.FromObject(new { delta = 1000 }),
        ["empty"] = SharedObject.FromObject(new BsonDocument()),
    });

    [Fact]
    public void Documents_lie_back_to_back_in_insertion_order_without_anything_else()
    {
        byte[] expected = [];
        foreach (string key in new[] { "first", "second", "empty" })
        {
            Assert.True(Sample.TryGetRaw(key, out ReadOnlyMemory<byte> raw));
            Assert.Equal(new MemoryBounds(expected.Length, raw.Length), Sample.GetMemoryMap()[key]);
            expected = [.. expected, .. raw.Span];
        }
        Assert.Equal(expected, Sample.SharedMemory.ToArray());
        Assert.Equal(["first", "second", "empty"], Sample.Keys);
        Assert.Equal(["first", "second", "empty"], Sample.GetMemoryMap().Keys);
        Assert.Equal(3, Sample.Count);
    }

    [Fact]
    public void Attaching_copies_nothing_and_reads_the_same()
    {
        SharedObjectStore attached = SharedObjectStore.FromMemoryMap(Sample.SharedMemory, MemoryMap.Parse(Sample.GetMemoryMap().ToJson()));
        Assert.Equal(Sample.SharedMemory, attached.SharedMemory);
        Assert.Equal(new Point(1, "one"), attached.Get<Point>("first"));
        Assert.Equal(1000, attached.Get<Dictionary<string, int>>("second")["delta"]);
        Assert.Equal(new BsonDocument("delta", 1000), attached.Get("second"));
        Assert.Empty(attached.Get("empty"));
        Assert.True(attached.TryGetRaw("second", out ReadOnlyMemory<byte> raw) && raw.Span.Overlaps(Sample.SharedMemory.Span));
        Assert.True(attached.ContainsKey("first"));
        Assert.False(attached.ContainsKey("First"));
        Assert.False(attached.TryGetRaw("third", out raw));
        Assert.True(raw.IsEmpty);
    }

    [Fact]
    public void What_may_be_missing_is_asked_for()
    {
        Assert.True(Sample.TryGet("second", out BsonDocument? document));
        Assert.Equal(new BsonDocument("delta", 1000), document);
        Assert.True(Sample.TryGet<Point>("first", out Point? point));
        Assert.Equal(new Point(1, "one"), point);
        SharedObjectStore generated = SharedObjectStore.FromObjects([KeyValuePair.Create("g", SharedObject.FromObject(TestHost.Samples.Sample.Of(3)))]);
        Assert.True(generated.TryGet<TestHost.Samples.Sample>("g", out TestHost.Samples.Sample? sample));
        Assert.Equal(generated.Get<TestHost.Samples.Sample>("g"), sample);
        Assert.True(Sample.TryGet<Dictionary<string, int>>("second", out Dictionary<string, int>? other));
        Assert.Equal(1000, other["delta"]);
        Assert.False(Sample.TryGet<Dictionary<string, int>>("third", out other));
        Assert.False(Sample.TryGet("third", out document));
        Assert.False(Sample.TryGet<Point>("third", out point));
        Assert.False(Sample.TryGet<TestHost.Samples.Sample>("third", out sample));
        Assert.True(document is null && other is null && point is null && sample is null);
        Assert.Throws<ArgumentNullException>("key", () => Sample.TryGet(null!, out BsonDocument? _));
        Assert.Throws<BsonFormatException>(() => Sample.TryGet<TestHost.Samples.Sample>("first", out _));
    }

    [Fact]
    public void A_document_read_is_the_callers_own()
    {
        Sample.Get("second")["delta"] = 1;
        Assert.Equal(1000, Sample.Get("second")["delta"]);
    }

    [Fact]
    public void The_empty_store_is_a_store()
    {
        SharedObjectStore empty = SharedObjectStore.FromObjects([]);
        Assert.Equal(0, empty.SharedMemory.Length);
        Assert.Empty(SharedObjectStore.FromMemoryMap(empty.SharedMemory, empty.GetMemoryMap()).Keys);
        Assert.Contains("'x'; there are none", Assert.Throws<KeyNotFoundException>(() => empty.Get("x")).Message);
    }

    [Fact]
    public void An_unknown_key_is_named()
    {
        Assert.Contains("'typo'; there are 'first', 'second', 'empty'", Assert.Throws<KeyNotFoundException>(() => Sample.Get("typo")).Message);
        Assert.Throws<KeyNotFoundException>(() => Sample.Get<Point>("typo"));
        Assert.Throws<KeyNotFoundException>(() => Sample.Get<Dictionary<string, int>>("typo"));
        SharedObjectStore many = SharedObjectStore.FromObjects(
            Enumerable.Range(0, 300).Select(i => KeyValuePair.Create($"k{i}", SharedObject.FromObject(new BsonDocument()))));
        Assert.Contains("there are 300 others", Assert.Throws<KeyNotFoundException>(() => many.Get("typo")).Message);
    }

    [Fact]
    public void Packing_refuses_bad_input()
    {
        static string Refused(params KeyValuePair<string, SharedObject>[] objects) =>
            Assert.Throws<ArgumentException>(() => SharedObjectStore.FromObjects(objects)).Message;

        SharedObject value = SharedObject.FromObject(new BsonDocument());
        Assert.Throws<ArgumentNullException>(() => SharedObjectStore.FromObjects(null!));
        Assert.Contains("'k' appears twice", Refused(new("k", value), new("k", value)));
        Assert.Contains("'k' is null", Refused(new KeyValuePair<string, SharedObject>("k", null!)));
        Assert.Contains("A key is null", Refused(new KeyValuePair<string, SharedObject>(null!, value)));
        Assert.Contains("lone surrogate", Refused(new KeyValuePair<string, SharedObject>("\udc00", value)));
    }

    [Fact]
    public void Packing_refuses_more_than_an_array_holds_before_allocating()
    {
        SharedObject large = SharedObject.FromObject(new BsonDocument("b", new BsonBinaryData(new byte[16_000_000])));
        long total = 135L * large.Raw.Length;
        var error = Assert.Throws<ArgumentException>(() => SharedObjectStore.FromObjects(
            Enumerable.Range(0, 135).Select(i => KeyValuePair.Create($"{i}", large))));
        Assert.Contains($"135 documents have {total} bytes; one buffer holds at most {Array.MaxLength}", error.Message);
    }

    [Fact]
    public void Threads_read_at_once()
    {
        Parallel.For(0, 1000, i =>
        {
            Assert.Equal(new Point(1, "one"), Sample.Get<Point>("first"));
            Assert.Equal(1000, Sample.Get("second")["delta"]);
        });
    }
}
