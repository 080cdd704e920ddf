namespace ShmStore.Bson;

/// <content>Elements whose names are the text of values.</content>
public ref partial struct DocumentWriter
{
    /// <summary>Writes one entry of a dictionary: an element that is named by its key.</summary>
    /// <exception cref="ArgumentException">The key's text has a zero character, the key or the value cannot be represented, or the document becomes too long.</exception>
    internal void Entry<TKey, TFormat, TValue, TCodec>(TKey key, TValue value)
        where TFormat : struct, ITextFormat<TKey>
        where TCodec : struct, IBsonCodec<TValue>
    {
        int start = _position;
        // Nothing is written there yet, so what is wrong with the key is told of the dictionary.
        _member = start;
        int length = WriteName<TKey, TFormat>(key);
        At(start) = (byte)ElementType.Null;
        _position = start + 1 + length + 1;
        if (!TCodec.IsNested)
        {
            int size = TCodec.TryWritePlain(value, _buffer[_position..], out ElementType type);
            if (size >= 0)
            {
                At(start) = (byte)type;
                _position += size;
                return;
            }
        }
        At(start) = (byte)TCodec.TypeOf(value);
        TCodec.Write(ref this, value);
    }

    // Behind the place of the type, with its zero; nothing counts as written yet.
    private int WriteName<TKey, TFormat>(TKey key)
        where TFormat : struct, ITextFormat<TKey>
    {
        int start = _position;
        int length = 0;
        while (_buffer.Length - start <= 2 || !TFormat.TryFormat(key, _buffer.Slice(start + 1, _buffer.Length - start - 2), out length))
            Grow(_buffer.Length - start + 1);
        Span<byte> name = _buffer.Slice(start + 1, length + 1);
        name[length] = 0;
        int zero = ElementName.Length(name);
        if (zero < length)
            throw new ArgumentException($"the key '{key}' has a zero character at its byte {zero}, where BSON would end the name");
        return length;
    }
}
