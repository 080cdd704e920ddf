using System.ComponentModel;
using System.Globalization;

namespace ShmStore.Bson;

/// <summary>A <see cref="DateTime"/> as text: <c>2024-01-02T03:04:05.0001234Z</c>, a local time with its zone instead of the <c>Z</c>, or only the date.</summary>
/// <typeparam name="TKind">What kind of time the member holds.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DateTimeFormat<TKind> : ITextFormat<DateTime>
    where TKind : struct, IDateTimeKind
{
    // Those that MongoDB.Bson reads. A lenient parser would read a time of day as one of today.
    private static readonly string[] Patterns = [UtcTime.Pattern, "yyyy-MM-ddK"];

    /// <inheritdoc/>
    public static bool TryFormat(DateTime value, Span<byte> destination, out int written)
    {
        DateTime utc = TKind.ToUtc(value);
        // The least and the greatest stand for themselves, not for a time in a zone.
        DateTime shown = value.Kind == DateTimeKind.Local && !UtcTime.IsExtreme(value) ? value : utc;
        return shown.TryFormat(destination, out written, TKind.Pattern, CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out DateTime value)
    {
        value = default;
        return TryParseUtc(utf8, out DateTime utc) && TKind.TryFromUtc(utc, out value);
    }

    /// <inheritdoc/>
    public static string? Problem(ReadOnlySpan<byte> utf8) => TryParseUtc(utf8, out DateTime utc) ? TKind.Problem(utc) : null;

    private static bool TryParseUtc(ReadOnlySpan<byte> utf8, out DateTime utc)
    {
        const DateTimeStyles Style = DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal;
        Span<char> chars = stackalloc char[AsciiChars.Longest];
        return DateTime.TryParseExact(AsciiChars.Of(utf8, chars), Patterns, CultureInfo.InvariantCulture, Style, out utc);
    }
}
