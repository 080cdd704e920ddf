using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson;

/// <summary>Every reason, with its place.</summary>
public class ValidationTests
{
    [Fact]
    public void Every_element_type_is_accepted()
    {
#pragma warning disable CS0618 // deprecated types are what is tested
        var document = new BsonDocument
        {
            { "double", 1.5 },
            { "string", "té\0xt" },
            { "document", new BsonDocument("a", new BsonDocument()) },
            { "array", new BsonArray { 1, "two", new BsonArray() } },
            { "binary", new BsonBinaryData([1, 2]) },
            { "old", new BsonBinaryData([1, 2], BsonBinarySubType.OldBinary) },
            { "uuid", new BsonBinaryData(Guid.NewGuid(), GuidRepresentation.Standard) },
            { "undefined", BsonUndefined.Value },
            { "id", ObjectId.GenerateNewId() },
            { "boolean", true },
            { "date", new BsonDateTime(-1) },
            { "null", BsonNull.Value },
            { "regex", new BsonRegularExpression("a.ü", "i") },
            { "code", new BsonJavaScript("f()") },
            { "symbol", BsonSymbolTable.Lookup("sym") },
            { "scoped", new BsonJavaScriptWithScope("f(x)", new BsonDocument("x", new BsonDocument("y", 1))) },
            { "int", 1 },
            { "timestamp", new BsonTimestamp(5) },
            { "long", 1L },
            { "decimal", new Decimal128(1.5m) },
            { "min", BsonMinKey.Value },
            { "max", BsonMaxKey.Value },
            { "", "empty name" },
            { "$a.b", "odd name" },
        };
#pragma warning restore CS0618
        BsonValidation.Validate(document.ToBson());
        BsonValidation.Validate(Hex("1A 00 00 00 0C 70 00 02 00 00 00 61 00 01 02 03 04 05 06 07 08 09 0A 0B 0C 00"));
    }

    public static TheoryData<string, BsonFormatReason, int, string> Bad => new()
    {
        // The whole document.
        { "", BsonFormatReason.BadDocumentLength, 0, "" },
        { "04 00 00 00", BsonFormatReason.BadDocumentLength, 0, "" },
        { "06 00 00 00 00", BsonFormatReason.BadDocumentLength, 0, "" },
        { "05 00 00 00 00 00", BsonFormatReason.BadDocumentLength, 0, "" },
        { "FF FF FF FF 00", BsonFormatReason.BadDocumentLength, 0, "" },
        { "05 00 00 00 01", BsonFormatReason.BadTerminator, 4, "" },
        { "06 00 00 00 00 00", BsonFormatReason.BadTerminator, 4, "" },
        // Types and names.
        { "08 00 00 00 20 61 00 00", BsonFormatReason.UnknownElementType, 4, "a" },
        { "08 00 00 00 80 61 00 00", BsonFormatReason.UnknownElementType, 4, "a" },
        { "08 00 00 00 0A 61 62 00", BsonFormatReason.BadElementName, 4, "ab" },
        { "08 00 00 00 0A FF 00 00", BsonFormatReason.BadElementName, 4, "\uFFFD" },
        // Values cut off.
        { "0B 00 00 00 10 61 00 01 02 03 00", BsonFormatReason.Truncated, 7, "a" },
        { "0A 00 00 00 02 61 00 01 02 00", BsonFormatReason.Truncated, 7, "a" },
        { "08 00 00 00 08 61 00 00", BsonFormatReason.Truncated, 7, "a" },
        { "11 00 00 00 0C 61 00 01 00 00 00 00 01 02 03 04 00", BsonFormatReason.Truncated, 7, "a" },
        // Strings.
        { "0C 00 00 00 02 61 00 00 00 00 00 00", BsonFormatReason.BadString, 7, "a" },
        { "0D 00 00 00 02 61 00 FF FF FF FF 00 00", BsonFormatReason.BadString, 7, "a" },
        { "0D 00 00 00 02 61 00 02 00 00 00 00 00", BsonFormatReason.BadString, 7, "a" },
        { "0D 00 00 00 02 61 00 FF FF FF 7F 00 00", BsonFormatReason.BadString, 7, "a" },
        { "0D 00 00 00 02 61 00 01 00 00 00 62 00", BsonFormatReason.BadString, 7, "a" },
        { "0F 00 00 00 02 61 00 03 00 00 00 62 80 00 00", BsonFormatReason.InvalidUtf8, 12, "a" },
        { "0F 00 00 00 0D 61 00 03 00 00 00 C3 28 00 00", BsonFormatReason.InvalidUtf8, 11, "a" },
        { "0F 00 00 00 0E 61 00 03 00 00 00 62 C3 00 00", BsonFormatReason.InvalidUtf8, 12, "a" },
        { "0B 00 00 00 0B 61 00 62 00 69 00", BsonFormatReason.BadString, 7, "a" },
        { "0B 00 00 00 0B 61 00 FF 00 00 00", BsonFormatReason.InvalidUtf8, 7, "a" },
        { "0B 00 00 00 0B 61 00 00 FF 00 00", BsonFormatReason.InvalidUtf8, 8, "a" },
        // Binary data.
        { "0E 00 00 00 05 61 00 FF FF FF FF 00 01 00", BsonFormatReason.BadBinary, 7, "a" },
        { "0E 00 00 00 05 61 00 02 00 00 00 00 01 00", BsonFormatReason.BadBinary, 7, "a" },
        { "0E 00 00 00 05 61 00 01 00 00 00 04 01 00", BsonFormatReason.BadBinary, 7, "a" },
        { "0E 00 00 00 05 61 00 01 00 00 00 03 01 00", BsonFormatReason.BadBinary, 7, "a" },
        { "0E 00 00 00 05 61 00 01 00 00 00 02 01 00", BsonFormatReason.BadBinary, 7, "a" },
        { "10 00 00 00 05 61 00 03 00 00 00 02 01 00 00 00", BsonFormatReason.BadBinary, 7, "a" },
        { "12 00 00 00 05 61 00 05 00 00 00 02 02 00 00 00 01 00", BsonFormatReason.BadBinary, 7, "a" },
        // Booleans.
        { "09 00 00 00 08 61 00 02 00", BsonFormatReason.BadBoolean, 7, "a" },
        // Nested documents.
        { "0D 00 00 00 03 61 00 04 00 00 00 00 00", BsonFormatReason.BadNestedLength, 7, "a" },
        { "0D 00 00 00 03 61 00 06 00 00 00 00 00", BsonFormatReason.BadNestedLength, 7, "a" },
        { "0D 00 00 00 04 61 00 FF FF FF FF 00 00", BsonFormatReason.BadNestedLength, 7, "a" },
        { "0D 00 00 00 03 61 00 05 00 00 00 01 00", BsonFormatReason.BadTerminator, 11, "a" },
        { "11 00 00 00 04 61 00 09 00 00 00 08 30 00 07 00 00", BsonFormatReason.BadBoolean, 14, "a[0]" },
        { "18 00 00 00 03 61 00 10 00 00 00 03 62 00 08 00 00 00 20 63 00 00 00 00", BsonFormatReason.UnknownElementType, 18, "a.b.c" },
        // Code with scope: total length, code, scope document.
        { "16 00 00 00 0F 61 00 0D 00 00 00 01 00 00 00 00 05 00 00 00 00 00", BsonFormatReason.BadNestedLength, 7, "a" },
        { "16 00 00 00 0F 61 00 0E 00 00 00 02 00 00 00 00 00 00 00 00 00 00", BsonFormatReason.BadNestedLength, 17, "a" },
        { "16 00 00 00 0F 61 00 0E 00 00 00 01 00 00 00 00 06 00 00 00 00 00", BsonFormatReason.BadNestedLength, 16, "a" },
        { "16 00 00 00 0F 61 00 0E 00 00 00 FF 00 00 00 00 05 00 00 00 00 00", BsonFormatReason.BadString, 11, "a" },
        { "16 00 00 00 0F 61 00 0E 00 00 00 01 00 00 00 62 05 00 00 00 00 00", BsonFormatReason.BadString, 11, "a" },
        { "1A 00 00 00 0F 61 00 12 00 00 00 01 00 00 00 00 09 00 00 00 08 78 00 05 00 00", BsonFormatReason.BadBoolean, 23, "a.x" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void Bad_documents_are_refused_with_reason_place_and_path(string hex, BsonFormatReason reason, int offset, string path)
    {
        var error = Assert.Throws<BsonFormatException>(() => BsonValidation.Validate(Hex(hex)));
        Assert.Equal((reason, offset, path), (error.Reason, error.Offset, error.FieldPath));
        Assert.Contains(reason.ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_is_limited()
    {
        BsonValidation.Validate(Nested.Document(levels: 100));
        byte[] deeper = Nested.Document(levels: 101);
        var error = Assert.Throws<BsonFormatException>(() => BsonValidation.Validate(deeper));
        Assert.Equal((BsonFormatReason.LimitExceeded, 10 * 100), (error.Reason, error.Offset));
        BsonValidation.Validate(deeper, new BsonLimits(MaxDepth: 101));
        Assert.Throws<BsonFormatException>(() => BsonValidation.Validate(deeper, new BsonLimits(MaxDepth: 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => BsonValidation.Validate(deeper, new BsonLimits(MaxDepth: 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => BsonValidation.Validate(deeper, new BsonLimits(MaxDepth: 1001)));
    }

    // Twenty thousand levels overflow the stack of decoders that recurse.
    [Fact]
    public void Twenty_thousand_levels_are_refused()
    {
        byte[] document = Nested.Document(levels: 20_000);
        Assert.Equal(BsonFormatReason.LimitExceeded, Assert.Throws<BsonFormatException>(() => BsonValidation.Validate(document)).Reason);
    }

    [Fact]
    public void Size_is_limited()
    {
        byte[] document = new BsonDocument("b", new BsonBinaryData(new byte[100])).ToBson();
        BsonValidation.Validate(document, new BsonLimits(MaxDocumentBytes: document.Length));
        var error = Assert.Throws<BsonFormatException>(() => BsonValidation.Validate(document, new BsonLimits(MaxDocumentBytes: document.Length - 1)));
        Assert.Equal((BsonFormatReason.LimitExceeded, 0), (error.Reason, error.Offset));
    }

    [Fact]
    public void Long_names_are_shortened_in_paths()
    {
        byte[] document = new BsonDocument(new string('n', 5000), new BsonDocument("x", true)).ToBson();
        document[^3] = 9;
        string path = Assert.Throws<BsonFormatException>(() => BsonValidation.Validate(document)).FieldPath;
        Assert.Equal(new string('n', 100) + "….x", path);
    }

    private static byte[] Hex(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));
}
