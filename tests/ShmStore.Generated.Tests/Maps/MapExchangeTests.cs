using MongoDB.Bson;
using ShmStore.Generated.Tests.Shapes;

namespace ShmStore.Generated.Tests.Maps;

/// <summary>Maps in the packed form, and back.</summary>
public sealed class MapExchangeTests : IDisposable
{
    private readonly Keyed.Writer _writer = Keyed.CreateWriter();

    public void Dispose() => _writer.Dispose();

    [Fact]
    public void Entries_come_back_as_they_were()
    {
        _writer.Texts.Set("b/\"é", Quote.Of(1));
        _writer.Texts.Set("", Quote.Of(2));
        _writer.Ints.Set(-5, Quote.Of(3));
        _writer.Ints.Set(40, Quote.Of(3));
        _writer.Longs.Set(long.MinValue, Quote.Of(4));
        _writer.Guids.Set(Samples.Guid, Quote.Of(5));
        _writer.ObjectIds.Set(Samples.ObjectId, Quote.Of(6));
        _writer.Blobs.Set([0, 0xAB], Quote.Of(7));
        _writer.Blobs.Set([], Quote.Of(7));
        _writer.Venues.Set(Keyed.Venue.Last, Quote.Of(8));
        _writer.Sides.Set(Keyed.Side.Sell, Quote.Of(9));
        _writer.Documents.Set("free", new BsonDocument("x", 1));
        SharedObjectStore packed = _writer.Export(TestContext.Current.CancellationToken);
        Assert.Equal(
            [
                "Texts/", "Texts/b/\"é", "Ints/-5", "Ints/40", "Longs/-9223372036854775808", "Guids/00112233-4455-6677-8899-aabbccddeeff", "ObjectIds/0123456789abcdef01234567",
                "Blobs/", "Blobs/00ab", "Venues/-1", "Sides/-128", "free documents/free",
            ],
            packed.Keys);
        Assert.Equal(Quote.Of(3), packed.Get<Quote>("Ints/-5"));

        using Keyed.Writer other = Keyed.CreateWriter();
        other.Texts.Set("stays", Quote.Of(0));
        other.Ints.Set(-5, Quote.Of(0));
        other.Import(SharedObjectStore.FromMemoryMap(packed.SharedMemory.ToArray(), packed.GetMemoryMap()));
        Assert.Equal(Quote.Of(3), other.Ints[-5].Value);
        Assert.True(other.Texts.Remove("stays"));
        SharedObjectStore again = other.Export(TestContext.Current.CancellationToken);
        Assert.Equal(packed.Keys, again.Keys);
        Assert.Equal(packed.SharedMemory.ToArray(), again.SharedMemory.ToArray());
    }

    [Fact]
    public void A_large_map_is_exported_whole_and_in_order()
    {
        for (int i = 0; i < 20_000; i++)
            _writer.Ints.Set(i, Quote.Of(i));
        for (int i = 0; i < 20_000; i += 3)
            _writer.Ints.Remove(i);
        Assert.Equal(
            Enumerable.Range(0, 20_000).Where(static i => i % 3 != 0).Select(static i => $"Ints/{i}").Order(StringComparer.Ordinal),
            _writer.Export(TestContext.Current.CancellationToken).Keys);
    }

    [Fact]
    public async Task A_map_is_exported_while_it_grows()
    {
        for (int i = 0; i < 2000; i++)
            _writer.Ints.Set(-i - 1, Quote.Of(i));
        using var reader = _writer.OpenReader();
        Task writing = Task.Run(() =>
        {
            for (int i = 0; i < 30_000; i++)
            {
                _writer.Ints.Set(i, Quote.Of(i));
                _writer.Ints.Set(-(i % 2000) - 1, Quote.Of(i));
            }
        }, TestContext.Current.CancellationToken);
        int exports = 0;
        do
        {
            SharedObjectStore packed = reader.Export(TestContext.Current.CancellationToken);
            Assert.Equal(2000, packed.Keys.Count(static key => key.StartsWith("Ints/-", StringComparison.Ordinal)));
            exports++;
        }
        while (!writing.IsCompleted || exports < 2);
        await writing;
    }

    [Theory]
    [InlineData("Ints")]
    [InlineData("Ints/")]
    [InlineData("Ints/x")]
    [InlineData("Ints/01")]
    [InlineData("Ints/+1")]
    [InlineData("Ints/2147483648")]
    [InlineData("Longs/9223372036854775808")]
    [InlineData("Guids/00112233445566778899aabbccddeeff")]
    [InlineData("Guids/00112233-4455-6677-8899-AABBCCDDEEFF")]
    [InlineData("ObjectIds/0123456789abcdef0123456")]
    [InlineData("Blobs/0")]
    [InlineData("Blobs/AB")]
    [InlineData("Blobs/zz")]
    [InlineData("Sides/128")]
    [InlineData("free documents")]
    [InlineData("None/1")]
    public void A_name_that_is_no_key_is_refused_and_nothing_changes(string name)
    {
        SharedObject document = SharedObject.FromObject(new BsonDocument { ["Symbol"] = "s", ["Bid"] = 1.5 });
        long version = _writer.Version;
        ArgumentException error = Assert.Throws<ArgumentException>(() => _writer.Import(SharedObjectStore.FromObjects([new("Texts/a", document), new(name, document)])));
        Assert.Contains($"'{name}' cannot be imported", error.Message, StringComparison.Ordinal);
        Assert.Equal(version, _writer.Version);
    }

    [Fact]
    public void Keys_that_are_too_long_and_documents_of_another_type_are_refused()
    {
        SharedObject good = SharedObject.FromObject(new BsonDocument { ["Symbol"] = "s", ["Bid"] = 1.5 });
        long version = _writer.Version;
        SharedObject bad = SharedObject.FromObject(new BsonDocument("Bid", "x"));
        Assert.Throws<ArgumentException>(() => _writer.Import(SharedObjectStore.FromObjects([new("Texts/" + new string('x', 32768), good)])));
        Assert.Throws<ArgumentException>(() => _writer.Import(SharedObjectStore.FromObjects([new("Texts/x", bad)])));
        Assert.Equal(version, _writer.Version);
    }

    [Fact]
    public void A_name_that_could_be_read_in_two_ways_is_not_exported()
    {
        using Ambiguous.Writer writer = Ambiguous.CreateWriter();
        writer.Outer.Set("b", []);
        writer.Inner.Set("c", []);
        Assert.Equal(["a/b", "a/m/c"], writer.Export(TestContext.Current.CancellationToken).Keys);
        writer.Outer.Set("m/c", []);
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => writer.Export(TestContext.Current.CancellationToken));
        Assert.Contains("'a/m/c' could also belong to the key 'a/m'", error.Message, StringComparison.Ordinal);
        writer.Outer.Remove("m/c");
        writer.Outer.Set("single", []);
        Assert.Contains("'a/single' could also belong to the key 'a/single'", Assert.Throws<InvalidOperationException>(() => writer.Export(TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }
}
