using ShmStore.Tests.Bson.Model;
using static ShmStore.Bson.BsonFormatReason;
using static ShmStore.Tests.Bson.Corpus.ReadCase;

namespace ShmStore.Tests.Bson.Corpus;

/// <summary>Numbers of other widths, wrong types, values out of range, and elements that are missing.</summary>
internal static class ReadCases
{
    private static readonly string Exact1234 = Hex(1234.0);

    public static IEnumerable<ReadCase> All { get; } =
    [
        Read("only what is required", $"[ {Required} ]", a => a is { Name: "n", Count: 0, Limit: null, Main: null } && a.Positions.Length == 0),
        // Widening, and narrowing without loss.
        Read("int from int64", $"[ {Required} 12 Count: {Hex(-7L)} ]", a => a.Count == -7),
        Read("int from double", $"[ {Required} 01 Count: {Exact1234} ]", a => a.Count == 1234),
        Read("int from minus zero", $"[ {Required} 01 Count: {Hex(-0.0)} ]", a => a.Count == 0),
        Read("int from decimal", $"[ {Required} 13 Count: {Decimal(12340, -1)} ]", a => a.Count == 1234),
        Read("long from int32", $"[ {Required} 10 Delta: #-1 ]", a => a.Delta == -1),
        Read("long from the smallest double", $"[ {Required} 01 Delta: {Hex((double)long.MinValue)} ]", a => a.Delta == long.MinValue),
        Read("double from int32", $"[ {Required} 10 Ratio: #-1 ]", a => a.Ratio == -1),
        Read("double from int64", $"[ {Required} 12 Ratio: {Hex(1L << 53)} ]", a => a.Ratio == 9007199254740992),
        Read("double from decimal", $"[ {Required} 13 Ratio: {Decimal(1, -1)} ]", a => a.Ratio == 0.1),
        Read("decimal from int32", $"[ {Required} 10 Balance: #5 ]", a => a.Balance == 5),
        Read("decimal from double", $"[ {Required} 01 Balance: {Hex(0.1)} ]", a => a.Balance == 0.1m),
        Read("enum from int64", $"[ {Required} 12 Color: {Hex(2L)} ]", a => a.Color == Color.Green),
        Read("unsigned enum from double", $"[ {Required} 01 Wide: {Hex(4e9)} ]", a => a.Wide == Wide.High),
        Read("nullable from double", $"[ {Required} 01 Limit: {Exact1234} ]", a => a.Limit == 1234),
        Read("nullable from undefined", $"[ {Required} 06 Limit: ]", a => a.Limit is null),
        Read("array of all widths", $"[ {Required} 04 Matrix: [ 04 0: [ 12 0: {Hex(5L)} 01 1: {Hex(6.0)} 10 7: #7 ] ] ]", a => a.Matrix is [[5, 6, 7]]),
        Read("binary data of subtype 2", "[ 02 Name: #2 'n' 00 05 Blob: #6 02 #2 01 02 04 Positions: [ ] ]", a => a.Blob is [1, 2]),
        Read("the first of two", $"[ 10 Count: #1 {Required} 10 Count: #2 ]", a => a.Count == 1),
        Read("the first of two, the second of a wrong type", $"[ 10 Count: #1 {Required} 02 Count: #2 'x' 00 ]", a => a.Count == 1),
        Read("elements of the same names inside others", $"[ 03 x: [ 10 Count: #9 ] {Required} 0F y: #25 #1 00 [ 10 Count: #9 ] ]", a => a.Count == 0),
        // Values that do not fit.
        Refused("int beyond 32 bits", $"[ {Required} 12 Count: {Hex(1L << 31)} ]", ValueOutOfRange, Behind + 7, "Count"),
        Refused("int below 32 bits", $"[ {Required} 12 Count: {Hex(int.MinValue - 1L)} ]", ValueOutOfRange, Behind + 7, "Count"),
        Refused("int with a fraction", $"[ {Required} 01 Count: {Hex(0.5)} ]", ValueOutOfRange, Behind + 7, "Count"),
        Refused("int that is no number", $"[ {Required} 01 Count: {Hex(double.NaN)} ]", ValueOutOfRange, Behind + 7, "Count"),
        Refused("int from decimal with a fraction", $"[ {Required} 13 Count: {Decimal(15, -1)} ]", ValueOutOfRange, Behind + 7, "Count"),
        Refused("int from an infinite decimal", $"[ {Required} 13 Count: {Hex(0L)} {Hex(0x7800000000000000)} ]", ValueOutOfRange, Behind + 7, "Count"),
        Refused("long from 2^63", $"[ {Required} 01 Delta: {Hex(9223372036854775808.0)} ]", ValueOutOfRange, Behind + 7, "Delta"),
        Refused("long from infinity", $"[ {Required} 01 Delta: {Hex(double.NegativeInfinity)} ]", ValueOutOfRange, Behind + 7, "Delta"),
        Refused("double from 2^53 + 1", $"[ {Required} 12 Ratio: {Hex((1L << 53) + 1)} ]", ValueOutOfRange, Behind + 7, "Ratio"),
        Refused("decimal from 1e29", $"[ {Required} 01 Balance: {Hex(1e29)} ]", ValueOutOfRange, Behind + 9, "Balance"),
        Refused("decimal of 34 digits", $"[ {Required} 13 Balance: {Hex(-1L)} {Hex(0x3040FFFFFFFFFFFF)} ]", ValueOutOfRange, Behind + 9, "Balance"),
        Refused("enum beyond its type", $"[ {Required} 12 Wide: {Hex(1L << 32)} ]", ValueOutOfRange, Behind + 6, "Wide"),
        Refused("date after the year 9999", $"[ {Required} 09 Opened: {Hex(253402300800000)} ]", ValueOutOfRange, Behind + 8, "Opened"),
        Refused("the last date there is", $"[ {Required} 09 Opened: {Hex(long.MaxValue)} ]", ValueOutOfRange, Behind + 8, "Opened"),
        Refused("date before the year 1", $"[ {Required} 09 Opened: {Hex(-62135596800001)} ]", ValueOutOfRange, Behind + 8, "Opened"),
        Refused("number inside an array", $"[ {Required} 04 Matrix: [ 04 0: [ 10 0: #1 12 1: {Hex(1L << 40)} ] ] ]", ValueOutOfRange, Behind + 29, "Matrix[0][1]"),
        // Wrong types, and null where there is none.
        Refused("int from a string", $"[ {Required} 02 Count: #2 '1' 00 ]", TypeMismatch, Behind, "Count"),
        Refused("int from null", $"[ {Required} 0A Count: ]", TypeMismatch, Behind, "Count"),
        Refused("int from a boolean", $"[ {Required} 08 Count: 01 ]", TypeMismatch, Behind, "Count"),
        Refused("int from a date", $"[ {Required} 09 Count: {Hex(1L)} ]", TypeMismatch, Behind, "Count"),
        Refused("int from the least key", $"[ {Required} FF Count: ]", TypeMismatch, Behind, "Count"),
        Refused("boolean from int32", $"[ {Required} 10 Active: #1 ]", TypeMismatch, Behind, "Active"),
        Refused("date from int64", $"[ {Required} 12 Opened: {Hex(1L)} ]", TypeMismatch, Behind, "Opened"),
        Refused("date from a timestamp", $"[ {Required} 11 Opened: {Hex(1L)} ]", TypeMismatch, Behind, "Opened"),
        Refused("text from a symbol", $"[ {Required} 0E Note: #2 'x' 00 ]", TypeMismatch, Behind, "Note"),
        Refused("text from null", "[ 0A Name: 05 Blob: #0 00 04 Positions: [ ] ]", TypeMismatch, 4, "Name"),
        Refused("text from the second of two, the first is null", $"[ 0A Name: {Required} ]", TypeMismatch, 4, "Name"),
        Refused("array from a document", $"[ {Required} 03 Tags: [ 02 0: #2 'x' 00 ] ]", TypeMismatch, Behind, "Tags"),
        Refused("document from an array", $"[ {Required} 04 Main: [ ] ]", TypeMismatch, Behind, "Main"),
        Refused("null in an array of text", $"[ {Required} 04 Tags: [ 0A 0: ] ]", TypeMismatch, Behind + 10, "Tags[0]"),
        Refused("legacy UUID", $"[ {Required} 05 Token: #16 03 {BytesNotation.Hex(new byte[16])} ]", TypeMismatch, Behind + 7, "Token"),
        Refused("UUID of user-defined binary data", $"[ {Required} 05 Token: #16 80 {BytesNotation.Hex(new byte[16])} ]", TypeMismatch, Behind + 7, "Token"),
        Refused("UUID of four bytes", $"[ {Required} 05 Token: #4 00 #4 ]", TypeMismatch, Behind + 7, "Token"),
        Refused("binary data that is an MD5", "[ 02 Name: #2 'n' 00 05 Blob: #1 05 01 04 Positions: [ ] ]", TypeMismatch, 22, "Blob"),
        // Missing.
        Refused("nothing", "[ ]", MissingField, 0, "Name"),
        Refused("a required element of another case", "[ 02 name: #2 'n' 00 05 Blob: #0 00 04 Positions: [ ] ]", MissingField, 0, "Name"),
        Refused("a required element only inside another", "[ 03 x: [ 02 Name: #2 'n' 00 ] 05 Blob: #0 00 04 Positions: [ ] ]", MissingField, 0, "Name"),
        Refused("a required element of an item", "[ 02 Name: #2 'n' 00 05 Blob: #0 00 04 Positions: [ 03 0: [ 10 Quantity: #1 ] ] ]", MissingField, 45, "Positions[0].Name"),
    ];

    private static string Hex(double value) => BytesNotation.Hex(BitConverter.GetBytes(value));

    private static string Hex(long value) => BytesNotation.Hex(BitConverter.GetBytes(value));

    private static string Decimal(long digits, int exponent) => Hex(digits) + Hex((6176L + exponent) << 49);
}
