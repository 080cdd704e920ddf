using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>A <see cref="bool"/> as text: <c>true</c> or <c>false</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct BooleanFormat : ITextFormat<bool>
{
    /// <inheritdoc/>
    public static bool TryFormat(bool value, Span<byte> destination, out int written)
    {
        ReadOnlySpan<byte> text = value ? "true"u8 : "false"u8;
        written = text.Length;
        return text.TryCopyTo(destination);
    }

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out bool value)
    {
        value = utf8.SequenceEqual("true"u8);
        return value || utf8.SequenceEqual("false"u8);
    }
}
