using CsCheck;
using MongoDB.Bson;
using MongoDB.Bson.IO;
using MongoDB.Bson.Serialization;
using ShmStore.Bson;
using ShmStore.Documents;

namespace ShmStore.Tests.Documents;

/// <summary>Documents to bytes and back, with MongoDB.Bson's own writer as the oracle.</summary>
public sealed class BsonDocumentTests
{
    private static readonly BsonDocument EveryType = new()
    {
        { "double", new BsonDouble(-0.0) }, { "nan", double.NaN }, { "text", "a\0ü😀" }, { "document", new BsonDocument("x", new BsonDocument()) },
        { "array", new BsonArray { 1, "two", new BsonArray(), BsonNull.Value } }, { "binary", new BsonBinaryData([1, 2], BsonBinarySubType.Binary) },
        { "old binary", new BsonBinaryData([1, 2], (BsonBinarySubType)2) }, { "user binary", new BsonBinaryData([1], (BsonBinarySubType)0x80) },
        { "uuid", new BsonBinaryData(Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), GuidRepresentation.Standard) },
        { "old uuid", new BsonBinaryData(new byte[16], (BsonBinarySubType)3) },
        { "undefined", BsonUndefined.Value }, { "id", new ObjectId("0123456789abcdef01234567") }, { "yes", true }, { "no", false },
        { "date", new BsonDateTime(long.MinValue) }, { "null", BsonNull.Value }, { "regex", new BsonRegularExpression("a.c", "xi") },
        { "code", new BsonJavaScript("f()") }, { "symbol", BsonSymbol.Create("s") },
        { "scoped", new BsonJavaScriptWithScope("g()", new BsonDocument("y", new BsonArray { 1 })) },
        { "int32", int.MinValue }, { "timestamp", new BsonTimestamp(long.MaxValue) }, { "int64", long.MinValue },
        { "decimal", Decimal128.Parse("1.10") }, { "least", BsonMinKey.Value }, { "most", BsonMaxKey.Value }, { "", 0 }, { "a.b", 1 }, { "$c", 2 },
    };

    [Fact]
    public void Every_type_has_the_oracles_bytes_and_comes_back()
    {
        byte[] bytes = Encode(EveryType);
        Assert.Equal(OracleBytes(EveryType), bytes);
        BsonValidation.Validate(bytes);
        BsonDocument read = Decode(bytes);
        Assert.Equal(EveryType.ToJson(), read.ToJson());
        Assert.Equal(bytes, Encode(read));
    }

    [Fact]
    public void Random_documents_have_the_oracles_bytes_and_come_back()
    {
        Gen<BsonValue> scalar = Gen.OneOf<BsonValue>(
            Gen.Int.Select(i => (BsonValue)i), Gen.Long.Select(i => (BsonValue)i), Gen.Bool.Select(b => (BsonValue)b),
            Gen.Double.Where(d => !double.IsNaN(d)).Select(d => (BsonValue)d), Gen.String.Where(IsValid).Select(s => (BsonValue)s),
            Gen.Byte.Array.Select(b => (BsonValue)new BsonBinaryData(b)), Gen.Const((BsonValue)BsonNull.Value));
        Gen<string> name = Gen.String.Where(s => IsValid(s) && !s.Contains('\0', StringComparison.Ordinal));
        Gen<BsonValue> value = Gen.Recursive<BsonValue>((depth, inner) => depth >= 3
            ? scalar
            : Gen.Frequency((3, scalar), (1, inner.Array[0, 5].Select(items => (BsonValue)new BsonArray(items))), (1, Document(name, inner))));
        Document(name, value).Sample(sample =>
        {
            var document = (BsonDocument)sample;
            byte[] bytes = Encode(document);
            return bytes.AsSpan().SequenceEqual(document.ToBson()) && Decode(bytes).Equals(document);
        }, iter: 1000);
    }

    [Fact]
    public void The_first_of_several_elements_with_one_name_counts()
    {
        var twice = new BsonDocument(allowDuplicateNames: true) { { "x", 1 }, { "y", 2 }, { "x", 3 } };
        Assert.Equal(new BsonDocument { { "x", 1 }, { "y", 2 } }, Decode(twice.ToBson()));
    }

    [Fact]
    public void A_name_twice_is_refused_on_write()
    {
        var twice = new BsonDocument(allowDuplicateNames: true) { { "x", 1 }, { "x", 3 } };
        Assert.Contains("'x' appears twice", Assert.Throws<ArgumentException>(() => Encode(new BsonDocument("in", twice))).Message);
        Assert.Contains("'x' appears twice", Assert.Throws<ArgumentException>(() => Encode(new RawBsonDocument(twice.ToBson()))).Message);
    }

    [Fact]
    public void What_bson_cannot_hold_is_refused_with_its_path()
    {
        Assert.Contains("a.t", Assert.Throws<ArgumentException>(() => Encode(new BsonDocument("a", new BsonDocument("t", "\ud800")))).Message);
        Assert.Contains("lone surrogate at index 0", Assert.Throws<ArgumentException>(() => Encode(new BsonDocument("\ud800", 1))).Message);
        Assert.Contains("zero character at index 1", Assert.Throws<ArgumentException>(() => Encode(new BsonDocument("r", new BsonRegularExpression("a\0", "")))).Message);
        Assert.Contains("exceed", Assert.Throws<ArgumentException>(() => Encode(new BsonDocument("b", new BsonBinaryData(new byte[17 << 20])))).Message);
    }

    [Fact]
    public void A_document_inside_itself_is_refused()
    {
        var cycle = new BsonDocument();
        cycle["self"] = new BsonArray { cycle };
        Assert.Contains("100 levels", Assert.Throws<ArgumentException>(() => Encode(cycle)).Message);
    }

    [Fact]
    public void Lazy_and_raw_documents_are_written_like_others()
    {
        byte[] bytes = SharedObject.FromObject(new BsonDocument { { "yes", true }, { "d", new BsonDocument("x", 1) } }).Raw.ToArray();
        var lazy = new LazyBsonDocument(bytes);
        Assert.True(lazy["yes"].AsBoolean);
        Assert.Equal(bytes, Encode(lazy));
        Assert.Equal(bytes, Encode(new RawBsonDocument(bytes)));
    }

    [Fact]
    public void A_type_without_a_value_says_so_when_read()
    {
        // {"p": DBPointer("n", 000…)}
        byte[] bytes = [26, 0, 0, 0, 0x0C, (byte)'p', 0, 2, 0, 0, 0, (byte)'n', 0, .. new byte[12], 0];
        BsonValidation.Validate(bytes);
        var error = Assert.Throws<BsonFormatException>(() => Decode(bytes));
        Assert.Equal((BsonFormatReason.TypeMismatch, "p"), (error.Reason, error.FieldPath));
    }

    [Fact]
    public void Damaged_bytes_do_no_more_than_throw()
    {
        byte[] bytes = Encode(EveryType);
        (int read, int refused) = (0, 0);
        for (int position = 0; position < bytes.Length; position++)
        {
            foreach (byte value in new byte[] { 0, 1, 2, 0x0F, 0x7F, 0x80, 0xFF, (byte)(bytes[position] + 1) })
            {
                byte[] damaged = [.. bytes];
                damaged[position] = value;
                try
                {
                    Assert.NotNull(Decode(damaged));
                    read++;
                }
                catch (BsonFormatException e)
                {
                    Assert.NotEmpty(e.Message);
                    refused++;
                }
            }
        }

        // Each tenth at least.
        Assert.True(read > bytes.Length * 8 / 10 && refused > bytes.Length * 8 / 10, $"{read} read, {refused} refused");
    }

    private static byte[] Encode(BsonDocument document)
    {
        using var encoder = new DocumentEncoder();
        return encoder.Encode(new SchemalessDocument(document)).ToArray();
    }

    private static byte[] OracleBytes(BsonDocument document)
    {
        using var stream = new MemoryStream();
        using (var writer = new BsonBinaryWriter(stream, new BsonBinaryWriterSettings { FixOldBinarySubTypeOnOutput = false }))
            BsonSerializer.Serialize(writer, document);
        return stream.ToArray();
    }

    private static BsonDocument Decode(byte[] bytes) => BsonValueReader.ReadDocument(new DocumentView(bytes));

    private static Gen<BsonValue> Document(Gen<string> name, Gen<BsonValue> value) =>
        Gen.Select(name, value).Array[0, 10].Select(members =>
            (BsonValue)new BsonDocument(members.DistinctBy(m => m.Item1).Select(m => new BsonElement(m.Item1, m.Item2))));

    private static bool IsValid(string text) => text.EnumerateRunes().All(rune => rune != System.Text.Rune.ReplacementChar);
}
