using System.ComponentModel;
using System.Globalization;

namespace ShmStore.Bson;

/// <summary>A <see cref="TimeOnly"/> as text, in the round-trip format: <c>01:02:03.0040000</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TimeOnlyFormat : ITextFormat<TimeOnly>
{
    /// <inheritdoc/>
    public static bool TryFormat(TimeOnly value, Span<byte> destination, out int written) =>
        value.TryFormat(destination, out written, "o", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out TimeOnly value)
    {
        Span<char> chars = stackalloc char[AsciiChars.Longest];
        return TimeOnly.TryParseExact(AsciiChars.Of(utf8, chars), "o", CultureInfo.InvariantCulture, DateTimeStyles.None, out value);
    }
}
