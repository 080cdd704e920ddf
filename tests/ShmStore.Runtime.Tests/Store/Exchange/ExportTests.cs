using MongoDB.Bson;
using ShmStore.Store.Exchange;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Exchange;

/// <summary>From a typed store into the packed form and back.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly SampleWriter _writer = SampleWriter.Open(null);
    private readonly SampleStore _reader;

    public ExportTests() => _reader = _writer.OpenReader();

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }

    [Fact]
    public void A_store_comes_back_as_it_was()
    {
        Fill();
        SharedObjectStore packed = _reader.Export(TestContext.Current.CancellationToken);
        Assert.Equal(["A", "B", "Count", "Ratio", "Flag", "Small", "Free"], packed.Keys);
        SharedObjectStore received = SharedObjectStore.FromMemoryMap(packed.SharedMemory.ToArray(), packed.GetMemoryMap());

        using var other = SampleWriter.Open(null);
        other.C.Set(Sample.Of(77));
        other.Import(received);
        Assert.Equal(Sample.Of(1, 5000), other.A.Value);
        Assert.Equal(Sample.Of(2), other.B.Value);
        Assert.Equal((long.MinValue, double.Epsilon, true, -5), (other.Count.Value, other.Ratio.Value, other.Flag.Value, other.Small.Value));
        Assert.Equal(new BsonDocument("x", new BsonArray { 1, "2" }), other.Free.Value);
        Assert.Equal(Sample.Of(77), other.C.Value);
        Assert.Equal(_reader.A.GetRaw(), other.A.GetRaw());

        other.C.Clear();
        Assert.Equal(packed.SharedMemory.ToArray(), other.Export(TestContext.Current.CancellationToken).SharedMemory.ToArray());
    }

    [Fact]
    public void An_entry_that_the_limits_of_its_map_refuse_is_found_before_anything_is_imported()
    {
        using var source = MapStoreWriter.Open(null);
        source.Texts.Set("a", Sample.Of(1));
        source.Texts.Set("b", Sample.Of(2, 8000));
        source.Beside.Set(Sample.Of(3));
        using var target = MapStoreWriter.Open(null);
        target.Texts.Limits = new MapLimits { MaximumBytes = 4096 };
        long version = target.Version;
        string message = Assert.Throws<ArgumentException>(() => target.Import(source.Export(TestContext.Current.CancellationToken))).Message;
        Assert.Contains("Texts", message, StringComparison.Ordinal);
        Assert.Contains("4096", message, StringComparison.Ordinal);
        Assert.Equal((version, 0, false), (target.Version, target.Texts.Count, target.Beside.HasValue));
    }

    [Fact]
    public void More_than_one_buffer_holds_is_noticed_while_it_is_read()
    {
        using var source = MapStoreWriter.Open(null);
        source.Beside.Set(Sample.Of(3));
        for (int i = 0; i < 10; i++)
            source.Numbers.Set(i, Sample.Of(i, 1000));
        long all = source.Export(TestContext.Current.CancellationToken).SharedMemory.Length;
        Assert.Equal(all, StoreExchange.Export(source.Attachment, all, TestContext.Current.CancellationToken).SharedMemory.Length);
        foreach ((long limit, string key) in ((long, string)[])[(all - 1, "Beside'"), (5000, "Numbers'"), (0, "Numbers'")])
        {
            string message = Assert.Throws<InvalidOperationException>(() => StoreExchange.Export(source.Attachment, limit, TestContext.Current.CancellationToken)).Message;
            Assert.Contains($"at most {limit}.", message, StringComparison.Ordinal);
            Assert.Contains(key, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Nothing_can_be_imported_into_a_writer_that_was_disposed_not_even_nothing()
    {
        var writer = SampleWriter.Open(null);
        writer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => writer.Import(SharedObjectStore.FromObjects([])));
        Assert.Throws<ObjectDisposedException>(() => writer.Import(_reader.Export(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void An_empty_store_is_exported_as_its_atomics()
    {
        SharedObjectStore packed = _reader.Export(TestContext.Current.CancellationToken);
        Assert.Equal(["Count", "Ratio", "Flag", "Small"], packed.Keys);
        Assert.Equal(new BsonDocument("value", 0L), packed.Get("Count"));
    }

    [Theory]
    [InlineData("Unknown", "{ }", "no such key")]
    [InlineData("A", "{ Number: 1 }", "Text")]
    [InlineData("A", "{ Number: 'x', Half: 1.0, Text: 'x' }", "Number")]
    [InlineData("Count", "{ value: 'x' }", "value")]
    [InlineData("Count", "{ }", "value")]
    [InlineData("Small", "{ value: 5000000000 }", "value")]
    [InlineData("Flag", "{ value: 1 }", "value")]
    public void What_does_not_fit_is_refused_and_nothing_changes(string key, string json, string word)
    {
        Fill();
        byte[] before = _reader.Export(TestContext.Current.CancellationToken).SharedMemory.ToArray();
        long version = _reader.Version;
        SharedObjectStore packed = SharedObjectStore.FromObjects(
        [
            new("B", Raw("{ Number: NumberLong(8), Half: 4.0, Text: 'i' }")),
            new("Ratio", Raw("{ value: 9.0 }")),
            new(key, Raw(json)),
        ]);
        ArgumentException error = Assert.Throws<ArgumentException>(() => _writer.Import(packed));
        Assert.Contains($"'{key}'", error.Message, StringComparison.Ordinal);
        Assert.Contains(word, error.Message, StringComparison.Ordinal);
        Assert.Equal(version, _reader.Version);
        Assert.Equal(before, _reader.Export(TestContext.Current.CancellationToken).SharedMemory.ToArray());
    }

    [Fact]
    public void Foreign_documents_are_imported_as_they_are()
    {
        SharedObject foreign = Raw("{ Text: 'i', More: 1, Half: NumberInt(4), Number: NumberInt(8) }");
        _writer.Import(SharedObjectStore.FromObjects([new("A", foreign), new("Ratio", Raw("{ value: NumberInt(2) }"))]));
        Assert.Equal(new Sample("i", 8, 4.0), _reader.A.Value);
        Assert.Equal(foreign.Raw.ToArray(), _reader.A.GetRaw());
        Assert.Equal(2.0, _reader.Ratio.Value);
    }

    private static SharedObject Raw(string json) => SharedObject.FromObject(BsonDocument.Parse(json));

    private void Fill()
    {
        _writer.A.Set(Sample.Of(1, 5000));
        _writer.B.Set(Sample.Of(2));
        _writer.Free.Set(new BsonDocument("x", new BsonArray { 1, "2" }));
        _writer.Count.Value = long.MinValue;
        _writer.Ratio.Value = double.Epsilon;
        _writer.Flag.Value = true;
        _writer.Small.Value = -5;
    }
}
