using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson;

/// <summary>What is valid, and the limits. What is not valid is in the corpus.</summary>
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
    }

    [Fact]
    public void Depth_is_limited()
    {
        BsonValidation.Validate(Nested.Document(levels: 100));
        byte[] deeper = Nested.Document(levels: 101);
        var error = Assert.Throws<BsonFormatException>(() => BsonValidation.Validate(deeper));
        Assert.Equal((BsonFormatReason.LimitExceeded, 10 * 100), (error.Reason, error.Offset));
        BsonValidation.Validate(deeper, new BsonLimits { MaximumDepth = 101 });
        Assert.Throws<BsonFormatException>(() => BsonValidation.Validate(deeper, new BsonLimits { MaximumDepth = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => BsonValidation.Validate(deeper, new BsonLimits { MaximumDepth = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => BsonValidation.Validate(deeper, new BsonLimits { MaximumDepth = 1001 }));
    }

    [Fact]
    public void Size_is_limited()
    {
        byte[] document = new BsonDocument("b", new BsonBinaryData(new byte[100])).ToBson();
        BsonValidation.Validate(document, new BsonLimits { MaximumDocumentBytes = document.Length });
        var error = Assert.Throws<BsonFormatException>(() => BsonValidation.Validate(document, new BsonLimits { MaximumDocumentBytes = document.Length - 1 }));
        Assert.Equal((BsonFormatReason.LimitExceeded, 0), (error.Reason, error.Offset));
    }

    [Fact]
    public void Limits_are_the_default_ones_but_for_those_that_are_given()
    {
        byte[] deepest = Nested.Document(BsonLimits.DefaultDepth);
        foreach (BsonLimits limits in (BsonLimits[])[new(), BsonLimits.Default, new() { MaximumDepth = BsonLimits.DefaultDepth }, new() { MaximumDocumentBytes = deepest.Length }])
        {
            BsonValidation.Validate(deepest, limits);
            Assert.Throws<BsonFormatException>(() => BsonValidation.Validate(Nested.Document(BsonLimits.DefaultDepth + 1), limits));
        }

        Assert.Equal((BsonLimits.DefaultDepth, BsonLimits.DefaultDocumentBytes), (new BsonLimits().MaximumDepth, new BsonLimits().MaximumDocumentBytes));
        Assert.Equal("MaximumDepth", Assert.Throws<ArgumentOutOfRangeException>(() => BsonValidation.Validate(deepest, new BsonLimits { MaximumDepth = 0 })).ParamName);
        Assert.Equal("MaximumDocumentBytes", Assert.Throws<ArgumentOutOfRangeException>(() => BsonValidation.Validate(deepest, new BsonLimits { MaximumDocumentBytes = 0 })).ParamName);
    }

    [Fact]
    public void Long_names_are_shortened_in_paths()
    {
        byte[] document = new BsonDocument(new string('n', 5000), new BsonDocument("x", true)).ToBson();
        document[^3] = 9;
        string path = Assert.Throws<BsonFormatException>(() => BsonValidation.Validate(document)).FieldPath;
        Assert.Equal(new string('n', 100) + "….x", path);
    }
}
