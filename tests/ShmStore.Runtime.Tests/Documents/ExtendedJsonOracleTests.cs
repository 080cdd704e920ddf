using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using MongoDB.Bson;
using MongoDB.Bson.IO;
using ShmStore.Bson;
using ShmStore.Documents;
using ShmStore.Tests.Bson;
using ShmStore.Tests.Bson.Equivalence;

namespace ShmStore.Tests.Documents;

/// <summary>Extended JSON against what MongoDB.Bson's own documents make of it. A failure prints the command that repeats it.</summary>
public sealed partial class ExtendedJsonOracleTests
{
    private const int JsonDepth = 201;

    private static readonly JsonWriterSettings Canonical = new() { OutputMode = JsonOutputMode.CanonicalExtendedJson };
    private static readonly JsonWriterSettings Relaxed = new() { OutputMode = JsonOutputMode.RelaxedExtendedJson };

    // Each form that a value may have in the text, old ones among them.
    private static readonly string[] Forms =
    [
        """{"a":{"$date":{"$numberLong":"5"}},"b":{"$date":"2020-01-02T03:04:05.678Z"},"c":{"$date":12345},"d":{"$date":{"$numberLong":-62135596800001}}}""",
        """{"a":[1,2.5,-3,1e5,2147483648,true,false,null,"x",[],{}],"c":{"$oid":"0123456789abcdef01234567"},"\u0061\n":"x\ud83d\ude00"}""",
        """{"a":{"$binary":{"base64":"AAECAwQFBgcICQoLDA0ODw==","subType":"04"}},"b":{"$binary":"AAE=","$type":"80"},"c":{"$binary":"AAE=","$type":2},"d":{"$uuid":"00010203-0405-0607-0809-0a0b0c0d0e0f"}}""",
        """{"a":{"$code":"f()","$scope":{"x":{"$numberInt":"1"},"y":{"$code":"h","$scope":{}}}},"b":{"$code":"g"},"s":{"$symbol":"s"}}""",
        """{"a":{"$regularExpression":{"pattern":"a","options":"i"}},"b":{"$regex":"a","$options":"x"},"c":{"$regex":"a"},"d":{"$regex":{"$numberInt":"1"}}}""",
        """{"a":{"$timestamp":{"t":1,"i":2}},"b":{"$timestamp":5},"m":{"$minKey":1},"n":{"$maxKey":1},"u":{"$undefined":true}}""",
        """{"a":{"$numberDouble":"NaN"},"b":{"$numberDouble":1.5},"c":{"$numberDecimal":"1.10"},"d":{"$numberDecimal":5},"e":{"$numberLong":5},"f":{"$numberInt":"7"},"g":1e400,"h":-1e400}""",
    ];

    private static readonly Gen<byte[]> Documents = RandomElement.Several.Select(MarkedDocument.Of)
        .Select(static document => document.Bytes).Where(static bytes => TryRead(bytes) is not null);

    private static readonly Gen<byte[]> Damaged = Gen.Select(RandomElement.Several.Select(MarkedDocument.Of), Mutation.Any.Array[1, 3])
        .Select(static (document, mutations) => Mutation.Apply(document, mutations));

    private static readonly Gen<string> Texts = Gen.Select(
        Gen.OneOf(Gen.Int[0, Forms.Length - 1].Select(static form => Forms[form]), Documents.Select(static bytes => TryRead(bytes).ToJson(Canonical))), JsonMutation.Any.Array[1, 3])
        .Select(static (json, mutations) => JsonMutation.Apply(json, mutations));

    private int _accepted;
    private int _refused;

    [Fact]
    public void Random_documents_have_the_oracles_text_and_are_read_as_by_the_oracle() => Replayable.Try(Documents, static bytes =>
    {
        BsonDocument document = TryRead(bytes)!;
        foreach (bool relaxed in new[] { false, true })
        {
            string json = SharedObject.FromMemoryArray(bytes, new MemoryBounds(0, bytes.Length)).ToExtendedJson(relaxed);
            string expected = document.ToJson(relaxed ? Relaxed : Canonical);
            Assert.Equal(WithShortDoubles(expected), WithShortDoubles(json));
            Assert.Equal(Own(expected), Own(json));
            Assert.Equal(Oracle(json), Own(json));
        }
    }, 3_000, print: Convert.ToHexString);

    [Fact]
    public void Damaged_documents_give_a_text_or_a_declared_exception()
    {
        Replayable.Try(Damaged, bytes =>
        {
            try
            {
                ExtendedJson.Write(new DocumentView(bytes), relaxed: false);
                _accepted++;
            }
            catch (BsonFormatException)
            {
                _refused++;
            }
        }, 20_000, print: Convert.ToHexString);
        // Both come.
        Assert.True(_accepted > 500 && _refused > 500, $"{_accepted} accepted, {_refused} refused");
    }

    [Fact]
    public void Mutated_texts_are_refused_by_both_or_mean_the_same()
    {
        Replayable.Try(Texts, json =>
        {
            byte[]? own = Own(json);
            Assert.Equal(Oracle(json), own);
            _ = own is null ? _refused++ : _accepted++;
        }, 20_000);
        // Both are tried.
        Assert.True(_accepted > 1_000 && _refused > 5_000, $"{_accepted} accepted, {_refused} refused");
    }

    [Fact]
    public void Every_form_is_read()
    {
        foreach (string form in Forms)
            Assert.NotNull(Own(form));
    }

    [Theory]
    [InlineData("{}", true)]
    [InlineData(" \r\n\t{ } \n", true)]
    [InlineData("""{"":{"":1}}""", true)]
    [InlineData("""{"a.b":1,"$c":2,"$numberInt":3}""", true)]
    [InlineData("""{"a":{"b":1,"$date":2}}""", true)]
    [InlineData("""{"_csharpnull":true,"a":{"_csharpnull":true},"_t":"System.Object, mscorlib"}""", true)]
    [InlineData("""{"a":1e999,"b":-0,"c":-0.0,"d":12345678901}""", true)]
    [InlineData("""{"a":{"$date":"9999-12-31T23:59:59.999Z"},"b":{"$date":{"$numberLong":"9223372036854775807"}}}""", true)]
    [InlineData("""{"a":{"$binary":{"subType":"0","base64":""}},"b":{"$timestamp":{"i":1,"t":2}}}""", true)]
    [InlineData("""{"a":{"$regularExpression":{"options":"xi","pattern":"\""}}}""", true)]
    [InlineData("""{"a":{"$ref":"c","$id":1}}""", true)]
    [InlineData("""{"a":"\u0000"}""", true)]
    [InlineData("", false)]
    [InlineData("null", false)]
    [InlineData("[]", false)]
    [InlineData("{} {}", false)]
    [InlineData("{}x", false)]
    [InlineData("\ufeff{}", false)]
    [InlineData("""{"a":1,}""", false)]
    [InlineData("""{"a":01}""", false)]
    [InlineData("""{"a":NaN}""", false)]
    [InlineData("""{"a":1/**/}""", false)]
    [InlineData("""{"a":{"b":1,"b":2}}""", false)]
    [InlineData("""{"a":{"$code":"f","$scope":{"b":1,"b":2}}}""", false)]
    [InlineData("""{"a":99999999999999999999}""", false)]
    [InlineData("""{"a":{"$numberInt":"2147483648"}}""", false)]
    [InlineData("""{"a":{"$numberLong":"9223372036854775808"}}""", false)]
    [InlineData("""{"a":{"$binary":{"base64":"AA==","subType":"04"}}}""", false)]
    [InlineData("""{"a":{"$binary":{"base64":"AA==","subType":"100"}}}""", false)]
    [InlineData("""{"a":{"$oid":"0123456789abcdef01234567","b":1}}""", false)]
    [InlineData("""{"a":{"$code":"f","$scope":1}}""", false)]
    [InlineData("""{"a":{"$code":"f","$scope":{"$oid":"0123456789abcdef01234567"}}}""", false)]
    [InlineData("""{"a":{"$code":"f","$scope":{},"b":1}}""", false)]
    [InlineData("""{"$date":1}""", false)]
    [InlineData("""{"\u0000":1}""", false)]
    [InlineData("""{"a":"\ud800"}""", false)]
    [InlineData("""{"\ud800":1}""", false)]
    [InlineData("""{"a":{"$regex":"\u0000"}}""", false)]
    public void Odd_texts_are_accepted_or_refused_by_both(string json, bool accepted)
    {
        Assert.Equal(accepted, Oracle(json) is not null);
        Assert.Equal(Oracle(json), Own(json));
    }

    // Ours are, unless they are within a text.
    private static string WithShortDoubles(string json) =>
        LongDouble().Replace(json, static match => double.Parse(match.Value, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture));

    [GeneratedRegex("-?[0-9]+\\.[0-9]+(E[+-][0-9]+)?")]
    private static partial Regex LongDouble();

    // MongoDB.Bson has no value for the deprecated DBPointer.
    private static BsonDocument? TryRead(byte[] bytes)
    {
        try
        {
            return BsonValueReader.ReadDocument(new DocumentView(bytes));
        }
        catch (BsonFormatException)
        {
            return null;
        }
    }

    private static byte[]? Own(string json)
    {
        try
        {
            return SharedObject.FromExtendedJson(json).Raw.ToArray();
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            return null;
        }
    }

    // MongoDB.Bson takes what is left of a number that is too large for a timestamp.
    private static bool HasWrappedTimestamp(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Array)
            return json.EnumerateArray().Any(HasWrappedTimestamp);
        if (json.ValueKind != JsonValueKind.Object)
            return false;
        JsonProperty[] properties = [.. json.EnumerateObject()];
        return (properties is [{ Name: "$timestamp", Value.ValueKind: JsonValueKind.Object } timestamp, ..]
                && timestamp.Value.EnumerateObject().Any(static part => part.Value.ValueKind == JsonValueKind.Number && !part.Value.TryGetUInt32(out _)))
            || properties.Any(static property => HasWrappedTimestamp(property.Value));
    }

    private static byte[]? Oracle(string json)
    {
        try
        {
            // The shell's syntax is not JSON, and text behind the document is not part of it.
            using var text = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = JsonDepth });
            return HasWrappedTimestamp(text.RootElement) ? null : SharedObject.FromObject(BsonDocument.Parse(json)).Raw.ToArray();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null;
        }
    }
}
