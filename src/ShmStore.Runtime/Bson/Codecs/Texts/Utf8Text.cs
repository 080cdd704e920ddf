using System.Text;
using System.Text.Unicode;

namespace ShmStore.Bson;

/// <summary>Decodes UTF-8 and refuses what is not.</summary>
internal static class Utf8Text
{
    /// <summary>Decodes text.</summary>
    /// <returns>Null if it is not UTF-8.</returns>
    public static string? TryDecode(ReadOnlySpan<byte> utf8) =>
        RecentTexts.Get(utf8) ?? (Utf8.IsValid(utf8) ? DecodeStrictly(utf8) : null);

    /// <summary>Where the first byte is that cannot be UTF-8.</summary>
    public static int InvalidAt(ReadOnlySpan<byte> utf8)
    {
        int position = 0;
        while (Rune.DecodeFromUtf8(utf8[position..], out _, out int consumed) == System.Buffers.OperationStatus.Done)
            position += consumed;
        return Math.Min(position, utf8.Length);
    }

    /// <summary>The error for an element's text.</summary>
    /// <param name="element">The element.</param>
    /// <param name="utf8">The text.</param>
    /// <param name="start">Where the text starts in the element's value.</param>
    public static BsonFormatException Invalid(ElementView element, ReadOnlySpan<byte> utf8, int start) =>
        element.Error(BsonFormatReason.InvalidUtf8, "the text is not UTF-8", start + InvalidAt(utf8));

    // Bytes that change under the decoder can still fail, or fit no longer what was counted.
    private static string? DecodeStrictly(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return StrictUtf8.Encoding.GetString(utf8);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
