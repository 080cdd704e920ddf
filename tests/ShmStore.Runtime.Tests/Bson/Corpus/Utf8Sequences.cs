namespace ShmStore.Tests.Bson.Corpus;

/// <summary>Bytes that are not UTF-8 from their first byte on, and unusual ones that are.</summary>
internal static class Utf8Sequences
{
    public static IReadOnlyList<(string Name, byte[] Bytes)> Invalid { get; } =
    [
        ("a stray continuation", [0x80]),
        ("a lead without continuation", [0xC3]),
        ("a lead and a letter", [0xC3, 0x28]),
        ("an overlong zero", [0xC0, 0x80]),
        ("an overlong letter", [0xC1, 0xBF]),
        ("an overlong slash of three bytes", [0xE0, 0x80, 0xAF]),
        ("a surrogate", [0xED, 0xA0, 0x80]),
        ("a pair of surrogates", [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80]),
        ("two of three bytes", [0xE2, 0x82]),
        ("three of four bytes", [0xF0, 0x9F, 0x98]),
        ("a code point above U+10FFFF", [0xF4, 0x90, 0x80, 0x80]),
        ("a lead of five bytes", [0xF8, 0x88, 0x80, 0x80, 0x80]),
        ("0xFF", [0xFF]),
    ];

    public static IReadOnlyList<(string Name, byte[] Bytes)> Valid { get; } =
    [
        ("the last code point", [0xF4, 0x8F, 0xBF, 0xBF]),
        ("a non-character", [0xEF, 0xBF, 0xBF]),
        ("the replacement character", [0xEF, 0xBF, 0xBD]),
        ("a byte order mark", [0xEF, 0xBB, 0xBF]),
        ("the last before the surrogates", [0xED, 0x9F, 0xBF]),
        ("control characters", [0x01, 0x1F, 0x7F]),
    ];
}
