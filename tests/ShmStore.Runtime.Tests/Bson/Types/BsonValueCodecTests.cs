using System.Globalization;
using CsCheck;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Attributes;
using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson.Types;

/// <summary>Members of MongoDB.Bson's own types, and .NET types that are written as text.</summary>
public class BsonValueCodecTests
{
    [Fact]
    public void Values_of_every_type()
    {
        BsonValue[] values =
        [
            1, 2L, 3.5, true, "x", BsonNull.Value, BsonUndefined.Value, new BsonDateTime(5), ObjectId.GenerateNewId(), new BsonDocument("a", 1), new BsonArray { 1, "2" },
            new BsonBinaryData([1, 2]), new BsonRegularExpression("a", "i"), new BsonTimestamp(7), new Decimal128(1.10m), BsonMinKey.Value, BsonMaxKey.Value,
            new BsonJavaScript("f()"), BsonSymbol.Create("s"),
        ];
        foreach (BsonValue value in values)
        {
            Oracle.AssertSame<BsonValue, BsonValueCodec<BsonValue>>(value);
            Oracle.AssertSame<BsonValue?, NullableBsonValueCodec<BsonValue>>(value);
        }
    }

    [Fact]
    public void Values_of_one_type()
    {
        Oracle.AssertSame<BsonDocument, BsonValueCodec<BsonDocument>>(new BsonDocument("a", new BsonDocument("b", 1)));
        Oracle.AssertSame<BsonArray, BsonValueCodec<BsonArray>>([1, "2", BsonNull.Value]);
        Oracle.AssertSame<BsonRegularExpression, BsonValueCodec<BsonRegularExpression>>(new BsonRegularExpression("a.*ü", "im"));
        Gen.Long.Sample(v => Oracle.AssertFixed<BsonTimestamp, long, BsonTimestampCodec>(new BsonTimestamp(v)));
        Oracle.Mismatch<BsonDocument, BsonValueCodec<BsonDocument>>(new BsonArray());
        Oracle.Mismatch<BsonTimestamp, BsonTimestampCodec>(1L);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public void A_name_that_is_there_twice_is_refused_whatever_the_document_allows_by_now(int others)
    {
        var document = new BsonDocument(allowDuplicateNames: true);
        document.Add("a", 1);
        for (int i = 0; i < others; i++)
            document.Add($"x{i}", i);
        Oracle.AssertSame<BsonDocument, BsonValueCodec<BsonDocument>>(new BsonDocument(document));
        document.Add("a", 2);
        document.AllowDuplicateNames = false;
        Oracle.RefusesToWrite<BsonDocument, BsonValueCodec<BsonDocument>>(document);
        Oracle.RefusesToWrite<BsonDocument, BsonValueCodec<BsonDocument>>(new BsonDocument("in", document));
    }

    [Fact]
    public void Null_is_written_as_mongodb_does_and_read_in_both_forms()
    {
        NullMember<BsonValue>();
        NullMember<BsonDocument>();
        NullMember<BsonArray>();
        NullMember<BsonRegularExpression>();
        NullMember<BsonTimestamp>();
        Assert.Null(SingleElement.Read<BsonDocument?, NullableBsonValueCodec<BsonDocument>>(BsonNull.Value));
        Assert.Equal(BsonNull.Value, SingleElement.Read<BsonValue?, NullableBsonValueCodec<BsonValue>>(BsonNull.Value));
        Oracle.RefusesToWrite<BsonValue, BsonValueCodec<BsonValue>>(null!);
        Oracle.RefusesToWrite<BsonTimestamp, BsonTimestampCodec>(null!);
    }

    [Fact]
    public void Documents_and_elements_in_place()
    {
        var view = new DocumentView(new BsonDocument { { "d", new BsonDocument("x", 5) }, { "n", BsonNull.Value }, { "c", new BsonDocument("_csharpnull", true) }, { "i", 7 } }.ToBson());
        Assert.Equal(5, view.GetView<DocumentView, DocumentReader>("d"u8, required: true).Get<int, Int32Codec>("x"u8, required: true));
        Assert.True(view.GetView<DocumentView, DocumentReader>("n"u8, required: true).IsNull);
        Assert.True(view.GetView<DocumentView, DocumentReader>("c"u8, required: true).IsNull);
        Assert.Equal(ElementType.Int32, view.GetView<ElementView, ElementReader>("i"u8, required: true).Type);
    }

    [Fact]
    public void Addresses_and_versions_as_text()
    {
        foreach (string text in new[] { "http://example.com/a b?c=ü", "x/y", "/", "mailto:a@b.c" })
            Oracle.AssertSame<Uri, UriCodec>(new Uri(text, UriKind.RelativeOrAbsolute));
        Gen.Int[0, 99999].Array[2, 4].Sample(parts => Oracle.AssertSame<Version, VersionCodec>(Version.Parse(string.Join('.', parts))));
        Oracle.OutOfRange<Version, VersionCodec>("1.x");
        Oracle.Mismatch<Uri, UriCodec>(1);
        Oracle.RefusesToWrite<Uri, UriCodec>(null!);
        Oracle.RefusesToWrite<Version, VersionCodec>(null!);
    }

    [Fact]
    public void Cultures()
    {
        Oracle.AssertSame<CultureInfo, CultureInfoCodec>(CultureInfo.InvariantCulture);
        Oracle.AssertSame<CultureInfo, CultureInfoCodec>(new CultureInfo("", useUserOverride: true));
        Oracle.OutOfRange<CultureInfo, CultureInfoCodec>("no culture");
        foreach (BsonValue cut in new BsonValue[] { "1\0", new BsonDocument { { "Name", "de\0" }, { "UseUserOverride", false } } })
            Assert.Contains("has a zero character", SingleElement.Refuses<CultureInfo, CultureInfoCodec>(cut).Message, StringComparison.Ordinal);
        Oracle.Mismatch<CultureInfo, CultureInfoCodec>(1);
    }

    [Fact]
    public void References_viewed_by_materialising()
    {
        var view = new DocumentView(new BsonDocument { { "v", "1.2" }, { "n", BsonNull.Value } }.ToBson());
        Assert.Equal(new Version(1, 2), view.GetView<Version?, NullableReferenceView<Version, VersionCodec>>("v"u8, required: true));
        Assert.Null(view.GetView<Version?, NullableReferenceView<Version, VersionCodec>>("n"u8, required: true));
    }

    // MongoDB.Bson treats members in another way than values at the top.
    private static void NullMember<T>()
        where T : BsonValue
    {
        byte[] bytes = SingleElement.Write<T?, NullableBsonValueCodec<T>>(null);
        Assert.Equal(new Holder<T>().ToBson(), bytes);
        Assert.Null(SingleElement.Read<T?, NullableBsonValueCodec<T>>(bytes));
        Assert.Null(BsonSerializer.Deserialize<Holder<T>>(bytes).Value);
    }

    private sealed class Holder<T>
    {
        [BsonElement("v")]
        public T? Value { get; set; }
    }
}
