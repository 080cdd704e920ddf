using System.ComponentModel;
using System.Globalization;

namespace ShmStore.Bson;

/// <summary>A <see cref="DateOnly"/> as text: <c>2024-01-02</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DateOnlyFormat : ITextFormat<DateOnly>
{
    /// <inheritdoc/>
    public static bool TryFormat(DateOnly value, Span<byte> destination, out int written) =>
        value.TryFormat(destination, out written, "o", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out DateOnly value)
    {
        Span<char> chars = stackalloc char[AsciiChars.Longest];
        return DateOnly.TryParseExact(AsciiChars.Of(utf8, chars), "o", CultureInfo.InvariantCulture, DateTimeStyles.None, out value);
    }
}
