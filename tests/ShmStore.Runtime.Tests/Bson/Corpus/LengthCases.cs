using static ShmStore.Bson.BsonFormatReason;
using static ShmStore.Tests.Bson.Corpus.CorpusCase;

namespace ShmStore.Tests.Bson.Corpus;

/// <summary>Every length that BSON has, with numbers that are far off or one off.</summary>
internal static class LengthCases
{
    private const string Id = "01 02 03 04 05 06 07 08 09 0A 0B 0C";

    private static readonly LengthField[] Fields =
    [
        new("document", "[ 08 a: 01 ]", 0, (BadDocumentLength, 0, ""), (BadDocumentLength, 0, ""), (BadDocumentLength, 0, "")),
        new("string", "[ 02 a: #2 'b' 00 ]", 7, (BadString, 7, "a"), (BadString, 7, "a"), (BadString, 7, "a")),
        new("code", "[ 0D a: #2 'b' 00 ]", 7, (BadString, 7, "a"), (BadString, 7, "a"), (BadString, 7, "a")),
        new("symbol", "[ 0E a: #2 'b' 00 ]", 7, (BadString, 7, "a"), (BadString, 7, "a"), (BadString, 7, "a")),
        // One more fits the bytes, and leaves one too few for the id.
        new("DBPointer", $"[ 0C a: #2 'b' 00 {Id} ]", 7, (BadString, 7, "a"), (Truncated, 7, "a"), (BadString, 7, "a")),
        // One less cuts the boolean off.
        new("embedded document", "[ 03 a: [ 08 b: 01 ] ]", 7, (BadNestedLength, 7, "a"), (BadNestedLength, 7, "a"), (Truncated, 14, "a.b")),
        new("array", "[ 04 a: [ 08 0: 01 ] ]", 7, (BadNestedLength, 7, "a"), (BadNestedLength, 7, "a"), (Truncated, 14, "a[0]")),
        new("document in a document", "[ 03 a: [ 03 b: [ ] ] ]", 14, (BadNestedLength, 14, "a.b"), (BadNestedLength, 14, "a.b"), (BadNestedLength, 14, "a.b")),
        // One less makes the last byte the next element.
        new("binary data", "[ 05 a: #2 00 AA BB ]", 7, (BadBinary, 7, "a"), (BadBinary, 7, "a"), (BadElementName, 13, "")),
        new("old binary data", "[ 05 a: #6 02 #2 AA BB ]", 7, (BadBinary, 7, "a"), (BadBinary, 7, "a"), (BadBinary, 7, "a")),
        new("old binary data, inner", "[ 05 a: #6 02 #2 AA BB ]", 12, (BadBinary, 7, "a"), (BadBinary, 7, "a"), (BadBinary, 7, "a")),
        new("UUID", $"[ 05 a: #16 04 {BytesNotation.Hex(new byte[16])} ]", 7, (BadBinary, 7, "a"), (BadBinary, 7, "a"), (BadBinary, 7, "a")),
        new("scoped code", "[ 0F a: #15 #2 'b' 00 [ ] ]", 7, (BadNestedLength, 7, "a"), (BadNestedLength, 7, "a"), (BadNestedLength, 17, "a")),
        new("code of scoped code", "[ 0F a: #15 #2 'b' 00 [ ] ]", 11, (BadString, 11, "a"), (BadString, 11, "a"), (BadString, 11, "a")),
        new("scope of scoped code", "[ 0F a: #15 #2 'b' 00 [ ] ]", 17, (BadNestedLength, 17, "a"), (BadNestedLength, 17, "a"), (BadNestedLength, 17, "a")),
    ];

    public static IEnumerable<CorpusCase> All { get; } =
    [
        .. Fields.SelectMany(field => field.Cases()),
        Refused("string of length 0", "[ 02 a: #0 00 ]", BadString, 7),
        Refused("string of length 0 and nothing else", "[ 02 a: #0 ]", BadString, 7),
        Refused("embedded document of length 0", "[ 03 a: #0 00 ]", BadNestedLength, 7),
        Refused("embedded document of length 4", "[ 03 a: #4 00 ]", BadNestedLength, 7),
        Refused("array of length 4", "[ 04 a: #4 00 ]", BadNestedLength, 7),
        Refused("scoped code of length 13", "[ 0F a: #13 #1 00 [ ] ]", BadNestedLength, 7),
        Refused("scope of length 0", "[ 0F a: #14 #1 00 #0 00 ]", BadNestedLength, 16),
        Refused("code that takes the scope's place", "[ 0F a: #14 #6 'bcdef' 00 ]", BadNestedLength, 21),
        // Two lengths that each fit the bytes, but not each other; and two whose sum wraps around.
        Refused("code up to the end of scoped code", "[ 0F a: #16 #8 'bcdefgh' 00 ]", BadNestedLength, 23),
        Refused("giant string in a giant document", BytesNotation.Parse("[ 03 a: [ 02 b: #2 'c' 00 ] ]").With(14, int.MaxValue).With(7, int.MaxValue), BadNestedLength, 7),
        Refused("giant code in giant scoped code", BytesNotation.Parse("[ 0F a: #15 #2 'b' 00 [ ] ]").With(11, int.MaxValue).With(7, int.MaxValue), BadNestedLength, 7),
        Refused("giant inner length in giant binary data", BytesNotation.Parse("[ 05 a: #6 02 #2 AA BB ]").With(12, int.MaxValue - 4).With(7, int.MaxValue), BadBinary, 7),
        Refused("lengths that sum up to zero", BytesNotation.Parse("[ 02 a: #2 'b' 00 02 c: #2 'd' 00 ]").With(7, int.MinValue).With(16, int.MinValue), BadString, 7),
    ];
}
