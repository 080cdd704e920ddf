using System.Buffers;
using System.ComponentModel;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace ShmStore.Bson;

/// <summary>An enum as text: its name, its names joined by commas, or its number if it has none.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct EnumFormat<TEnum> : ITextFormat<TEnum>
    where TEnum : unmanaged, Enum
{
    private const int LongestChars = 1024;

    /// <inheritdoc/>
    public static bool TryFormat(TEnum value, Span<byte> destination, out int written)
    {
        written = 0;
        Span<char> chars = stackalloc char[LongestChars];
        // Names longer than that are legal C#, so they still work.
        ReadOnlySpan<char> text = Enum.TryFormat(value, chars, out int length) ? chars[..length] : value.ToString();
        if (!char.IsLetter(text[0]) && text[0] != '_' && !Enum.IsDefined(value))
        {
            // A number, which has been written as the culture has it.
            text = ((IConvertible)value).ToDecimal(CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
        }

        return Utf8.FromUtf16(text, destination, out _, out written, replaceInvalidSequences: false) == OperationStatus.Done;
    }

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out TEnum value)
    {
        if (utf8.Length > LongestChars)
            return Enum.TryParse(ShownUtf8.Of(utf8), out value);
        Span<char> chars = stackalloc char[LongestChars];
        int length = Encoding.UTF8.GetChars(utf8, chars);
        return Enum.TryParse(chars[..length], out value);
    }
}
