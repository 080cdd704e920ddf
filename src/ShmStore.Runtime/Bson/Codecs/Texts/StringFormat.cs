using System.Buffers;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace ShmStore.Bson;

/// <summary>A string as it is, for dictionary keys. Text with a lone surrogate is refused.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct StringFormat : ITextFormat<string>
{
    /// <inheritdoc/>
    public static bool TryFormat(string value, Span<byte> destination, out int written)
    {
        if (value is null)
            throw new ArgumentException("one of its keys is null");
        if (value.Length <= destination.Length && AsciiText.TryNarrow(value, ref MemoryMarshal.GetReference(destination)))
        {
            written = value.Length;
            return true;
        }
        OperationStatus status = Utf8.FromUtf16(value, destination, out int read, out written, replaceInvalidSequences: false);
        if (status is OperationStatus.InvalidData or OperationStatus.NeedMoreData)
            throw new ArgumentException($"the text has a lone surrogate U+{(int)value[read]:X4} at index {read}, which UTF-8 cannot hold");
        return status == OperationStatus.Done;
    }

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<byte> utf8, [MaybeNullWhen(false)] out string value)
    {
        value = Utf8Text.TryDecode(utf8);
        return value is not null;
    }
}
