using System.ComponentModel;
using System.Globalization;
using System.Numerics;

namespace ShmStore.Bson;

/// <summary>
/// A number as text: digits in the invariant culture, doubles with 17 of them, a <see cref="Half"/> with 5, bytes as two hexadecimal digits, all as
/// MongoDB.Bson writes them.
/// </summary>
/// <typeparam name="T">An integer of at most 64 bits, <see cref="Half"/>, <see cref="float"/>, <see cref="double"/> or <see cref="decimal"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NumberFormat<T> : ITextFormat<T>
    where T : unmanaged, INumberBase<T>
{
    private static bool IsByte => typeof(T) == typeof(byte) || typeof(T) == typeof(sbyte);

    private static bool IsReal => typeof(T) == typeof(double) || typeof(T) == typeof(float) || typeof(T) == typeof(Half);

    private static string Format =>
        IsByte ? "x2" : typeof(T) == typeof(double) ? "G17" : typeof(T) == typeof(Half) ? HalfDigits.Format : IsReal ? "R" : "";

    private static NumberStyles Style =>
        IsByte ? NumberStyles.AllowHexSpecifier : IsReal || typeof(T) == typeof(decimal) ? NumberStyles.Float : NumberStyles.AllowLeadingSign;

    /// <inheritdoc/>
    public static bool TryFormat(T value, Span<byte> destination, out int written) =>
        value.TryFormat(destination, out written, Format, CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out T value) =>
        T.TryParse(utf8, Style, CultureInfo.InvariantCulture, out value)
        && (typeof(T) == typeof(decimal) ? DecimalText.IsExactly(utf8, decimal.CreateTruncating(value)) : T.IsFinite(value) || !utf8.ContainsAnyInRange((byte)'0', (byte)'9'));
}
