using System.Text;
using static ShmStore.Bson.BsonFormatReason;
using static ShmStore.Tests.Bson.Corpus.CorpusCase;

namespace ShmStore.Tests.Bson.Corpus;

/// <summary>Names of elements: their end, their text, and names that come twice.</summary>
internal static class NameCases
{
    public static IEnumerable<CorpusCase> All { get; } =
    [
        Refused("name without an end", "[ 0A 'ab' ]", BadElementName, 4, "ab"),
        Refused("name that ends outside its document", "[ 03 a: [ 0A 'b' ] 10 c: #1 ]", BadElementName, 11, "a.b"),
        Refused("type and nothing else", "[ 10 ]", BadElementName, 4, ""),
        Refused("type at the end of a nested document", "[ 03 a: [ 0A ] ]", BadElementName, 11, "a."),
        .. Utf8Sequences.Invalid.Select(bad =>
            Refused($"name with {bad.Name}", $"[ 0A 'x' {BytesNotation.Hex(bad.Bytes)} 00 ]", BadElementName, 4, "x" + Encoding.UTF8.GetString(bad.Bytes))),
        Refused("name inside with a stray byte", "[ 03 a: [ 0A b: 0A 80 00 ] ]", BadElementName, 14, "a.\uFFFD"),
        .. Utf8Sequences.Valid.Select(good => Accepted($"name with {good.Name}", $"[ 0A {BytesNotation.Hex(good.Bytes)} 00 ]")),
        Accepted("empty name", "[ 10 : #1 ]"),
        Accepted("names with dots and dollars", "[ 0A $a: 0A a.b: 0A .: 0A $: ]"),
        Accepted("name of 5000 characters", $"[ 0A {new string('n', 5000)}: ]"),
        Accepted("array names that are no indexes", "[ 04 a: [ 0A x: 0A : 0A 7: 0A 7: ] ]"),
        Accepted("a name twice", "[ 10 a: #1 10 a: #2 ]"),
        Accepted("a name twice, of two types", "[ 02 a: #2 'x' 00 10 a: #2 ]"),
        Accepted("a name a hundred times", $"[ {string.Concat(Enumerable.Repeat("0A a: ", 100))} ]"),
        Accepted("a name twice inside", "[ 03 a: [ 10 b: #1 10 b: #2 ] 04 c: [ 03 0: [ 0A d: 0A d: ] ] ]"),
        Accepted("an empty name twice", "[ 0A : 0A : ]"),
        Accepted("_id twice, not first", "[ 0A a: 10 _id: #1 10 _id: #2 ]"),
    ];
}
