using System.ComponentModel;
using System.Text;

namespace ShmStore.Bson;

/// <summary>A <see cref="char"/> as text of one character; half a surrogate pair is refused.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct CharFormat : ITextFormat<char>
{
    /// <inheritdoc/>
    public static bool TryFormat(char value, Span<byte> destination, out int written)
    {
        if (char.IsSurrogate(value))
            throw new ArgumentException($"the character U+{(int)value:X4} is half a surrogate pair, which UTF-8 cannot hold");
        return new Rune(value).TryEncodeToUtf8(destination, out written);
    }

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out char value)
    {
        bool isOne = Rune.DecodeFromUtf8(utf8, out Rune rune, out int consumed) == System.Buffers.OperationStatus.Done
            && consumed == utf8.Length && rune.IsBmp;
        value = isOne ? (char)rune.Value : '\0';
        return isOne;
    }
}
