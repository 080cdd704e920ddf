using System.ComponentModel;
using System.Globalization;

namespace ShmStore.Bson;

/// <summary>A <see cref="DateTimeOffset"/> as text: <c>2024-01-02T03:04:05.0001234+02:00</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DateTimeOffsetFormat : ITextFormat<DateTimeOffset>
{
    /// <inheritdoc/>
    public static bool TryFormat(DateTimeOffset value, Span<byte> destination, out int written) =>
        value.TryFormat(destination, out written, UtcTime.Pattern, CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out DateTimeOffset value)
    {
        Span<char> chars = stackalloc char[AsciiChars.Longest];
        return DateTimeOffset.TryParseExact(AsciiChars.Of(utf8, chars), UtcTime.Pattern, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value);
    }
}
