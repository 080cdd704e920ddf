using static ShmStore.Bson.BsonFormatReason;
using static ShmStore.Tests.Bson.Corpus.CorpusCase;

namespace ShmStore.Tests.Bson.Corpus;

/// <summary>Strings, code, symbols and regular expressions: their text and their closing zero.</summary>
internal static class TextCases
{
    private static readonly (string Name, string Before, string After, int Start)[] Places =
    [
        ("string", "02 a: {0}", "00", 11),
        ("code", "0D a: {0}", "00", 11),
        ("symbol", "0E a: {0}", "00", 11),
        ("DBPointer", "0C a: {0}", "00 01 02 03 04 05 06 07 08 09 0A 0B 0C", 11),
        ("pattern", "0B a:", "00 'i' 00", 7),
        ("options", "0B a: 'p' 00", "00", 9),
    ];

    public static IEnumerable<CorpusCase> All { get; } =
    [
        Refused("string without its zero", "[ 02 a: #1 'b' ]", BadString, 7),
        Refused("code without its zero", "[ 0D a: #2 'bc' ]", BadString, 7),
        Refused("symbol without its zero", "[ 0E a: #2 'bc' ]", BadString, 7),
        Refused("DBPointer's name without its zero", "[ 0C a: #1 'b' 01 02 03 04 05 06 07 08 09 0A 0B 0C ]", BadString, 7),
        Refused("pattern without an end", "[ 0B a: 'b' ]", BadString, 7),
        Refused("options without an end", "[ 0B a: 'b' 00 'i' ]", BadString, 7),
        Refused("regular expression of nothing", "[ 0B a: ]", BadString, 7),
        Refused("invalid text before more elements", "[ 02 a: #3 'b' 80 00 0A b: ]", InvalidUtf8, 12),
        Refused("invalid text inside", "[ 04 a: [ 0A 0: 03 1: [ 02 b: #2 FF 00 ] ] ]", InvalidUtf8, 28, "a[1].b"),
        .. Invalid(),
        .. Utf8Sequences.Valid.Select(good => Accepted($"string with {good.Name}", $"[ 02 a: #{good.Bytes.Length + 1} {BytesNotation.Hex(good.Bytes)} 00 ]")),
        Accepted("empty string", "[ 02 a: #1 00 ]"),
        Accepted("string of zeros", "[ 02 a: #4 00 00 00 00 ]"),
        Accepted("symbol with a zero inside", "[ 0E a: #4 'b' 00 'c' 00 ]"),
        Accepted("empty code", "[ 0D a: #1 00 ]"),
        Accepted("empty regular expression", "[ 0B a: 00 00 ]"),
        Accepted("options in no order, one twice", "[ 0B a: 'p' 00 'xiiq' 00 ]"),
        Accepted("DBPointer", "[ 0C a: #4 'd.c' 00 01 02 03 04 05 06 07 08 09 0A 0B 0C ]") with { HasDbPointer = true },
        Accepted("DBPointer to nothing", "[ 0C a: #1 00 01 02 03 04 05 06 07 08 09 0A 0B 0C ]") with { HasDbPointer = true },
    ];

    private static IEnumerable<CorpusCase> Invalid() =>
        from place in Places
        from bad in Utf8Sequences.Invalid
        let before = string.Format(System.Globalization.CultureInfo.InvariantCulture, place.Before, $"#{bad.Bytes.Length + 2}")
        select Refused($"{place.Name} with {bad.Name}", $"[ {before} 'x' {BytesNotation.Hex(bad.Bytes)} {place.After} ]", InvalidUtf8, place.Start + 1);
}
