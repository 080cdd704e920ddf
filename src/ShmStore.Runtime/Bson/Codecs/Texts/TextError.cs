namespace ShmStore.Bson;

/// <summary>Errors for text that should be the text of a value.</summary>
internal static class TextError
{
    private const int LongestQuote = 60;

    /// <summary>The error for a string element whose text cannot be read.</summary>
    /// <param name="element">The element.</param>
    /// <param name="utf8">Its text.</param>
    /// <param name="expected">What it should have been.</param>
    public static BsonFormatException Of(ElementView element, ReadOnlySpan<byte> utf8, string expected) =>
        element.Error(BsonFormatReason.ValueOutOfRange, $"the text '{Quote(utf8)}' is not that of {Article.With(expected)}");

    /// <summary>The start of a text, for messages.</summary>
    public static string Quote(ReadOnlySpan<byte> utf8) => utf8.Length > LongestQuote
        ? ShownUtf8.Of(utf8[..LongestQuote]) + "…"
        : ShownUtf8.Of(utf8);
}
