using System.Text;

namespace ShmStore.Bson;

/// <summary>Text for messages and look-ups, of bytes that may be no UTF-8 and that others may be changing. Thread-safe.</summary>
internal static class ShownUtf8
{
    /// <summary>The text, with U+FFFD for what is none.</summary>
    /// <remarks>Of a copy: the decoder counts the characters before it writes them, and throws when there are others by then.</remarks>
    public static string Of(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8.ToArray());
}
