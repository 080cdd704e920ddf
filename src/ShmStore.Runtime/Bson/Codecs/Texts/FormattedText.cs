using System.Buffers;

namespace ShmStore.Bson;

/// <summary>The UTF-8 text of one value, on the stack if it is short. Dispose it to give a longer buffer back.</summary>
/// <typeparam name="T">The .NET type.</typeparam>
/// <typeparam name="TFormat">Its format.</typeparam>
internal ref struct FormattedText<T, TFormat> : IDisposable
    where TFormat : struct, ITextFormat<T>
{
    /// <summary>Bytes that suffice for all but long names.</summary>
    public const int ShortBytes = 256;

    private byte[]? _rented;

    /// <summary>Formats a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="buffer">Tried first.</param>
    /// <exception cref="ArgumentException">The value cannot be represented, or takes more than a document may have.</exception>
    public FormattedText(T value, Span<byte> buffer)
    {
        int written;
        while (!TFormat.TryFormat(value, buffer, out written))
        {
            int larger = buffer.Length * 4;
            Dispose();
            if (larger > BsonLimits.DefaultDocumentBytes * 4)
                throw new ArgumentException($"the text is longer than the {BsonLimits.DefaultDocumentBytes} bytes a document may have");
            buffer = _rented = ArrayPool<byte>.Shared.Rent(larger);
        }
        Utf8 = buffer[..written];
    }

    /// <summary>The text.</summary>
    public ReadOnlySpan<byte> Utf8 { get; }

    /// <summary>Gives the buffer back; the text must not be used any more.</summary>
    public void Dispose()
    {
        if (_rented is { } rented)
            ArrayPool<byte>.Shared.Return(rented);
        _rented = null;
    }
}
