using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Exchange;

/// <summary>Documents from elsewhere: any order, any lossless width, more or less elements; and those that are refused.</summary>
public sealed class RawDocumentTests : IDisposable
{
    private readonly SampleWriter _writer = SampleWriter.Open(null);
    private readonly SampleStore _reader;

    public RawDocumentTests()
    {
        _reader = _writer.OpenReader();
        _writer.A.Set(Sample.Of(1));
    }

    public static TheoryData<string> Foreign =>
    [
        "{ Number: NumberLong(8), Half: 4.0, Text: 'i' }",
        "{ Text: 'i', Half: 4.0, Number: NumberLong(8) }",
        "{ Half: 4.0, Number: NumberLong(8), Text: 'i', More: [1, { a: 2 }] }",
        "{ More: 1, Number: NumberInt(8), Half: NumberInt(4), Text: 'i' }",
        "{ Number: 8.0, Half: NumberLong(4), Text: 'i' }",
    ];

    public static TheoryData<string> Unsuitable =>
    [
        "{ }",
        "{ Number: NumberLong(8), Half: 4.0 }",
        "{ Number: NumberLong(8), Half: 4.0, Text: 5 }",
        "{ Number: 8.5, Half: 4.0, Text: 'i' }",
        "{ Number: 'eight', Half: 4.0, Text: 'i' }",
        "{ Number: NumberLong(8), Half: 4.0, Text: null }",
    ];

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }

    [Theory]
    [MemberData(nameof(Foreign))]
    public void A_foreign_document_reads_like_an_own_one_and_keeps_its_bytes(string json)
    {
        byte[] document = BsonDocument.Parse(json).ToBson();
        long version = _writer.A.SetRaw(document);
        var expected = new Sample("i", 8, 4.0);
        Assert.Equal(version, _reader.A.Version);
        Assert.Equal(expected, _reader.A.Value);
        Assert.Equal(8, _reader.A.GetFixed<long, long, Int64Codec>(Sample.NumberOffset, "Number"u8, false));
        Assert.Equal(4.0, _reader.A.GetFixed<double, double, DoubleCodec>(Sample.HalfOffset, "Half"u8, false));
        Assert.Equal("i", _reader.A.GetField<string, StringCodec>("Text"u8, true));
        Assert.True(_reader.A.ReadView<Sample.View, bool>(static view => view.IsWhole));
        Assert.Equal(document, _reader.A.GetRaw());

        // Own and foreign documents take turns in one key without being mistaken for each other.
        _writer.A.Set(Sample.Of(9));
        Assert.Equal(9, _reader.A.GetFixed<long, long, Int64Codec>(Sample.NumberOffset, "Number"u8, false));
        Assert.Equal(Sample.Of(9), _reader.A.Value);
    }

    [Theory]
    [MemberData(nameof(Unsuitable))]
    public void An_unsuitable_document_is_refused_and_nothing_changes(string json) => AssertRefused(BsonDocument.Parse(json).ToBson());

    [Fact]
    public void Bytes_that_are_no_document_are_refused_and_nothing_changes()
    {
        byte[] sound = BsonDocument.Parse("{ Number: NumberLong(8), Half: 4.0, Text: 'i' }").ToBson();
        for (int length = 0; length < sound.Length; length++)
            AssertRefused(sound[..length]);
        AssertRefused([.. sound, 0]);
        for (int at = 0; at < 5; at++)
        {
            byte[] damaged = [.. sound];
            damaged[at] ^= 0x55;
            AssertRefused(damaged);
        }
    }

    [Fact]
    public void A_document_without_a_schema_is_kept_as_it_is()
    {
        var document = BsonDocument.Parse("{ a: 1, b: { c: [1, 'x', null, true] }, d: NumberDecimal('1.5') }");
        _writer.Free.Set(document);
        Assert.Equal(document, _reader.Free.Value);
        Assert.Equal(document.ToBson(), _reader.Free.GetRaw());
        Assert.Equal(1, _reader.Free.Read(static view => view.Get<int, Int32Codec>("a"u8, true)));
        Assert.True(_reader.Free.TryGet(out _, out long version));
        Assert.False(_writer.Free.TrySet(new BsonDocument("x", 1), version - 1));
        Assert.True(_writer.Free.TrySet(new BsonDocument("x", 1), version, out version));
        Assert.Equal(_writer.Free.Version, version);
        Assert.Equal(new BsonDocument("x", 2), _writer.Free.Update(static old => new BsonDocument("x", old["x"].AsInt32 + 1)));
        Assert.Equal(new BsonDocument("x", 2), _reader.Free.Value);
        version = _writer.Free.Clear();
        Assert.Equal(new Versioned<BsonDocument>(version, false, null), _reader.Free.GetVersioned());
        Assert.Throws<InvalidOperationException>(() => _reader.Free.Value);
    }

    [Fact]
    public void A_document_without_a_schema_that_cannot_be_stored_changes_nothing()
    {
        _writer.Free.Set(new BsonDocument("x", 1));
        long version = _reader.Version;
        var twice = new BsonDocument { AllowDuplicateNames = true };
        twice.Add("x", 1).Add("x", 2);
        var deep = new BsonDocument("x", 1);
        for (int i = 0; i < 1000; i++)
            deep = new BsonDocument("x", deep);
        Assert.Throws<ArgumentException>(() => _writer.Free.Set(twice));
        Assert.Throws<ArgumentException>(() => _writer.Free.Set(deep));
        Assert.Throws<ArgumentException>(() => _writer.Free.Set(new BsonDocument("x", new string('x', 17 * 1024 * 1024))));
        Assert.Throws<ArgumentNullException>(() => _writer.Free.Set(null!));
        Assert.Throws<InvalidOperationException>(() => _writer.Free.Update(static _ => null!));
        Assert.Equal(version, _reader.Version);
        Assert.Equal(new BsonDocument("x", 1), _reader.Free.Value);
    }

    private void AssertRefused(byte[] document)
    {
        long version = _reader.Version;
        Assert.Throws<BsonFormatException>(() => _writer.A.SetRaw(document));
        Assert.Equal(version, _reader.Version);
        Assert.Equal(Sample.Of(1), _reader.A.Value);
    }
}
