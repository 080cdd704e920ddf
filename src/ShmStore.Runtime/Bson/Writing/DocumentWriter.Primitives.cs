using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace ShmStore.Bson;

/// <content>What codecs write values with.</content>
public ref partial struct DocumentWriter
{
    // Up to here three bytes a character are reserved at once; longer text is counted first.
    private const int ShortTextChars = 1024;

    private const int IndexNameBytes = 11;

    /// <summary>Writes one byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteByte(byte value) => Append(1) = value;

    /// <summary>Writes four bytes, little-endian.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteInt32(int value) => WriteRaw(value);

    /// <summary>Writes eight bytes, little-endian.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteInt64(long value) => WriteRaw(value);

    /// <summary>Writes a struct's bytes as they are in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteRaw<TRaw>(TRaw value)
        where TRaw : unmanaged => Unsafe.WriteUnaligned(ref Append(Unsafe.SizeOf<TRaw>()), value);

    /// <summary>Writes bytes as they are.</summary>
    /// <exception cref="ArgumentException">The document becomes too long.</exception>
    public void WriteBytes(scoped ReadOnlySpan<byte> bytes)
    {
        int start = _position;
        Append(bytes.Length);
        bytes.CopyTo(_buffer[start..]);
    }

    /// <summary>Writes a string value: length, UTF-8, zero.</summary>
    /// <param name="text">Any text; zero characters are allowed.</param>
    /// <exception cref="ArgumentException">A surrogate without its partner, or the document becomes too long.</exception>
    public void WriteString(scoped ReadOnlySpan<char> text)
    {
        int start = _position;
        if (text.Length + sizeof(int) + 1 > _buffer.Length - start)
            Grow(text.Length + sizeof(int) + 1);
        int written = text.Length;
        if (!AsciiText.TryNarrow(text, ref At(start + sizeof(int))))
            written = Transcode(text);
        int length = written + 1;
        Unsafe.WriteUnaligned(ref At(start), length);
        At(start + sizeof(int) + written) = 0;
        _position = start + sizeof(int) + length;
    }

    /// <summary>Writes a string value that is UTF-8 already: length, text, zero.</summary>
    /// <exception cref="ArgumentException">The document becomes too long.</exception>
    internal void WriteUtf8(scoped ReadOnlySpan<byte> utf8)
    {
        WriteInt32(utf8.Length + 1);
        WriteBytes(utf8);
        WriteByte(0);
    }

    /// <summary>Writes one element of the array that began last, named by its index.</summary>
    /// <param name="index">Its place: 0, 1, 2, ….</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="ArgumentException">The value cannot be represented, or the document becomes too long.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ArrayElement<TField, TCodec>(int index, TField value)
        where TCodec : struct, IBsonCodec<TField>
    {
        byte digit = (byte)('0' + index);
        if ((uint)index < 10)
            Element<TField, TCodec>(new ReadOnlySpan<byte>(in digit), value);
        else
            LaterElement<TField, TCodec>(index, value);
    }

    /// <summary>Writes the head of an element of the array that began last; its value and <see cref="SetType"/> follow.</summary>
    /// <param name="index">Its place: 0, 1, 2, ….</param>
    /// <exception cref="ArgumentException">The document becomes too long.</exception>
    internal void BeginArrayElement(int index) => BeginElement(IndexName(index, stackalloc byte[IndexNameBytes]));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void LaterElement<TField, TCodec>(int index, TField value)
        where TCodec : struct, IBsonCodec<TField> =>
        Element<TField, TCodec>(IndexName(index, stackalloc byte[IndexNameBytes]), value);

    private static ReadOnlySpan<byte> IndexName(int index, Span<byte> buffer)
    {
        index.TryFormat(buffer, out int length, default, CultureInfo.InvariantCulture);
        return buffer[..length];
    }

    // Text that is not all ASCII, behind the place of its length field, with room for its zero.
    private int Transcode(scoped ReadOnlySpan<char> text)
    {
        int most = text.Length <= ShortTextChars ? text.Length * 3 : Encoding.UTF8.GetByteCount(text);
        if (most + sizeof(int) + 1 > _buffer.Length - _position)
            Grow(most + sizeof(int) + 1);
        Span<byte> destination = _buffer[(_position + sizeof(int))..];
        if (Utf8.FromUtf16(text, destination, out int read, out int written, replaceInvalidSequences: false) != OperationStatus.Done)
            throw new ArgumentException($"the text has a lone surrogate U+{(int)text[read]:X4} at index {read}, which UTF-8 cannot hold");
        return written;
    }
}
