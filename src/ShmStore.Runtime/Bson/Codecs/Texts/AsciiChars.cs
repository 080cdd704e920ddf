using System.Buffers;
using System.Text;

namespace ShmStore.Bson;

/// <summary>Short ASCII text widened for parsers that read UTF-16 only.</summary>
internal static class AsciiChars
{
    /// <summary>Characters of the longest date or time, with room for blanks.</summary>
    public const int Longest = 64;

    /// <summary>Widens text.</summary>
    /// <returns>The characters; none if the text is too long or not ASCII.</returns>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<byte> utf8, Span<char> destination) =>
        Ascii.ToUtf16(utf8, destination, out int written) == OperationStatus.Done ? destination[..written] : default;
}
