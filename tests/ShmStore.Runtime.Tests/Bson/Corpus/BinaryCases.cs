using static ShmStore.Bson.BsonFormatReason;
using static ShmStore.Tests.Bson.Corpus.CorpusCase;

namespace ShmStore.Tests.Bson.Corpus;

/// <summary>Binary data whose length contradicts its subtype, and booleans.</summary>
internal static class BinaryCases
{
    public static IEnumerable<CorpusCase> All { get; } =
    [
        Refused("length and no subtype", "[ 05 a: #0 ]", BadBinary, 7),
        Refused("UUID of one byte", "[ 05 a: #1 04 01 ]", BadBinary, 7),
        Refused("UUID of nothing", "[ 05 a: #0 04 ]", BadBinary, 7),
        Refused("UUID of 17 bytes", $"[ 05 a: #17 04 {BytesNotation.Hex(new byte[17])} ]", BadBinary, 7),
        Refused("legacy UUID of 15 bytes", $"[ 05 a: #15 03 {BytesNotation.Hex(new byte[15])} ]", BadBinary, 7),
        Refused("subtype 2 without its inner length", "[ 05 a: #1 02 01 ]", BadBinary, 7),
        Refused("subtype 2 with part of its inner length", "[ 05 a: #3 02 01 00 00 ]", BadBinary, 7),
        Refused("subtype 2 inside", "[ 04 a: [ 05 0: #4 02 #1 ] ]", BadBinary, 14, "a[0]"),
        Accepted("no data", "[ 05 a: #0 00 ]"),
        Accepted("subtype 2 without data", "[ 05 a: #4 02 #0 ]"),
        Accepted("subtype 2", "[ 05 a: #6 02 #2 01 02 ]"),
        Accepted("UUID", $"[ 05 a: #16 04 {BytesNotation.Hex(new byte[16])} ]"),
        Accepted("legacy UUID", $"[ 05 a: #16 03 {BytesNotation.Hex(new byte[16])} ]"),
        Accepted("MD5 of another length", "[ 05 a: #1 05 FF ]"),
        Accepted("unknown subtypes", "[ 05 a: #1 7F 01 05 b: #1 80 01 05 c: #0 FF ]"),
        Refused("boolean 2", "[ 08 a: 02 ]", BadBoolean, 7),
        Refused("boolean -1", "[ 08 a: FF ]", BadBoolean, 7),
        Refused("boolean inside an array", "[ 04 a: [ 08 0: 01 08 1: 07 ] ]", BadBoolean, 18, "a[1]"),
        Accepted("booleans", "[ 08 a: 00 08 b: 01 ]"),
    ];
}
