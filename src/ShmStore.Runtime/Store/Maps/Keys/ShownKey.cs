using System.Globalization;
using System.Text;

namespace ShmStore.Store.Maps;

/// <summary>Keys in messages: never longer than a line, and without characters that a terminal or a log obeys.</summary>
internal static class ShownKey
{
    private const int Longest = 100;

    /// <summary>A text in quotation marks; of a long one the beginning, and its length.</summary>
    public static string Of(ReadOnlySpan<char> text) => text.Length <= Longest
        ? $"\"{Escape(text)}\""
        : string.Create(CultureInfo.InvariantCulture, $"\"{Escape(text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)])}…\" ({text.Length} characters)");

    /// <summary>Bytes in hexadecimal; of many the first, and how many there are.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => bytes.Length <= Longest / 2
        ? $"0x{Convert.ToHexString(bytes)}"
        : string.Create(CultureInfo.InvariantCulture, $"0x{Convert.ToHexString(bytes[..(Longest / 2)])}… ({bytes.Length} bytes)");

    /// <summary>The text with \u escapes for control characters, for those that break a line or change the direction of writing, and for surrogates without their partner.</summary>
    public static string Escape(ReadOnlySpan<char> text)
    {
        var shown = new StringBuilder(text.Length);
        while (!text.IsEmpty)
        {
            bool isWhole = Rune.DecodeFromUtf16(text, out Rune rune, out int length) == System.Buffers.OperationStatus.Done;
            if (isWhole && !IsEscaped(Rune.GetUnicodeCategory(rune)))
            {
                shown.Append(text[..length]);
            }
            else
            {
                foreach (char c in text[..length])
                    shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            }

            text = text[length..];
        }

        return shown.ToString();
    }

    private static bool IsEscaped(UnicodeCategory category) =>
        category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
