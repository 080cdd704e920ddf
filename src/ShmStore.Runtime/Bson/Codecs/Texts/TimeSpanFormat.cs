using System.ComponentModel;
using System.Globalization;

namespace ShmStore.Bson;

/// <summary>A <see cref="TimeSpan"/> as text, in the constant format: <c>1.02:03:04.0050000</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TimeSpanFormat : ITextFormat<TimeSpan>
{
    /// <inheritdoc/>
    public static bool TryFormat(TimeSpan value, Span<byte> destination, out int written) =>
        value.TryFormat(destination, out written, "c", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out TimeSpan value)
    {
        Span<char> chars = stackalloc char[AsciiChars.Longest];
        return TimeSpan.TryParse(AsciiChars.Of(utf8, chars), CultureInfo.InvariantCulture, out value);
    }
}
