using static ShmStore.Bson.BsonFormatReason;
using static ShmStore.Tests.Bson.Corpus.CorpusCase;

namespace ShmStore.Tests.Bson.Corpus;

/// <summary>Where documents begin and end, and which types there are.</summary>
internal static class FramingCases
{
    public static IEnumerable<CorpusCase> All { get; } =
    [
        Refused("no bytes", "", BadDocumentLength, 0, ""),
        Refused("one byte", "05", BadDocumentLength, 0, ""),
        Refused("only a length", "#4", BadDocumentLength, 0, ""),
        Refused("length below the smallest", "#4 00", BadDocumentLength, 0, ""),
        Refused("length beyond the bytes", "#6 00", BadDocumentLength, 0, ""),
        Refused("trailing byte", "[ ] 00", BadDocumentLength, 0, ""),
        Refused("two documents", "[ ] [ ]", BadDocumentLength, 0, ""),
        Refused("big-endian length", "00 00 00 05 00", BadDocumentLength, 0, ""),
        Refused("terminator is not zero", "#5 01", BadTerminator, 4, ""),
        Refused("terminator of a document with elements", "#12 10 a: #1 FF", BadTerminator, 11, ""),
        Refused("terminator too early", "[ 00 ]", BadTerminator, 4, ""),
        Refused("terminator between elements", "[ 0A a: 00 0A b: ]", BadTerminator, 7, ""),
        Refused("terminator of a nested document", "[ 03 a: #5 01 ]", BadTerminator, 11),
        Refused("terminator of a nested array too early", "[ 04 a: [ 00 ] ]", BadTerminator, 11),
        Refused("type 0x14", "[ 14 a: 00 ]", UnknownElementType, 4),
        Refused("type 0x20", "[ 20 a: 00 ]", UnknownElementType, 4),
        Refused("type 0x7E", "[ 7E a: ]", UnknownElementType, 4),
        Refused("type 0x80", "[ 80 a: 00 ]", UnknownElementType, 4),
        Refused("type 0xFE", "[ FE a: ]", UnknownElementType, 4),
        Refused("unknown type inside", "[ 0A x: 03 a: [ 0A y: 03 b: [ 20 c: ] ] ]", UnknownElementType, 24, "a.b.c"),
        Refused("unknown type in an array", "[ 04 a: [ 0A 0: 20 1: ] ]", UnknownElementType, 14, "a[1]"),
        .. Truncations(),
        Refused("a value that ends outside its document", "[ 03 a: [ 10 b: 01 02 ] 03 04 ]", Truncated, 14, "a.b"),
        Refused("string without its length", "[ 02 a: 01 02 ]", Truncated, 7),
        Refused("binary data without its length", "[ 05 a: 01 ]", Truncated, 7),
        Refused("nested document without its length", "[ 03 a: 05 00 00 ]", Truncated, 7),
        Refused("scoped code without its length", "[ 0F a: 01 ]", Truncated, 7),
        Refused("DBPointer without its id", "[ 0C a: #2 'n' 00 01 02 03 ]", Truncated, 7),
        Accepted("empty", "[ ]"),
        Accepted("one element", "[ 10 a: #1 ]"),
        Accepted("an array of nothing in a document of nothing", "[ 03 a: [ 04 b: [ ] ] ]"),
    ];

    private static IEnumerable<CorpusCase> Truncations()
    {
        (byte Type, int Width)[] fixedWidths = [(0x01, 8), (0x07, 12), (0x08, 1), (0x09, 8), (0x10, 4), (0x11, 8), (0x12, 8), (0x13, 16)];
        foreach (var (type, width) in fixedWidths)
        {
            string head = $"[ {type:X2} a: ";
            yield return Refused($"type 0x{type:X2}, one byte short", head + BytesNotation.Hex(new byte[width - 1]) + "]", Truncated, 7);
            yield return Accepted($"type 0x{type:X2}, zero", head + BytesNotation.Hex(new byte[width]) + "]");
        }
    }
}
