using System.ComponentModel;
using System.Globalization;

namespace ShmStore.Bson;

/// <summary>A <see cref="DateTime"/> as text in UTC: <c>2024-01-02T03:04:05.0001234Z</c>, or only the date.</summary>
/// <typeparam name="TKind">What kind of time the member holds.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DateTimeFormat<TKind> : ITextFormat<DateTime>
    where TKind : struct, IDateTimeKind
{
    /// <inheritdoc/>
    public static bool TryFormat(DateTime value, Span<byte> destination, out int written)
    {
        DateTime utc = TKind.ToUtc(value);
        return utc.TryFormat(destination, out written, TKind.Pattern, CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out DateTime value)
    {
        const DateTimeStyles Style = DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal;
        Span<char> chars = stackalloc char[AsciiChars.Longest];
        value = default;
        return DateTime.TryParse(AsciiChars.Of(utf8, chars), CultureInfo.InvariantCulture, Style, out DateTime utc) && TKind.TryFromUtc(utc, out value);
    }
}
