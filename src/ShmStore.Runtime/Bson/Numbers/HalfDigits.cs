using System.Diagnostics;
using System.Globalization;

namespace ShmStore.Bson;

/// <summary>
/// The five digits that tell any <see cref="Half"/> from all others, and are what MongoDB.Bson writes. The fewest that do are another number for other readers:
/// 65500 for 65504.
/// </summary>
internal static class HalfDigits
{
    /// <summary>The format that gives them as text.</summary>
    public const string Format = "G5";

    // A sign, the digits and their point, and an exponent of two digits with its sign.
    private const int MaxText = 16;

    /// <summary>The number of these digits, with no zero behind them. All of them are decimals.</summary>
    /// <param name="value">A finite one.</param>
    public static decimal Of(Half value)
    {
        Span<byte> text = stackalloc byte[MaxText];
        bool fits = value.TryFormat(text, out int written, Format, CultureInfo.InvariantCulture);
        Debug.Assert(fits, "The text of a Half is bounded.");
        return decimal.Parse(text[..written], NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
