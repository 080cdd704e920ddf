using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ShmStore.Bson;

/// <summary>Reads all elements of a document or array, one after the other, as values of one type, without a view of each where its codec can.</summary>
internal ref struct ElementCursor
{
    private const int MaxEstimate = 64;

    // The parts of a view, not a view: see DocumentFacts.
    private readonly ref readonly byte _start;
    private readonly nint _length;
    private readonly DocumentFacts _facts;
    private nint _position;

    /// <summary>A cursor at the first element.</summary>
    /// <exception cref="BsonFormatException">The bytes are too few for a document.</exception>
    /// <exception cref="InvalidOperationException">It is the null view.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ElementCursor(DocumentView document)
    {
        document.CheckLength();
        ReadOnlySpan<byte> bytes = document.Bytes;
        _start = ref MemoryMarshal.GetReference(bytes);
        _length = bytes.Length;
        _facts = document.Facts;
        _position = sizeof(int);
    }

    // For what the short way does not read.
    private readonly DocumentView Document => new(MemoryMarshal.CreateReadOnlySpan(in _start, (int)_length), fixedPrefix: 0, _facts);

    /// <summary>Looks for the element at the cursor.</summary>
    /// <param name="name">Its UTF-8 name.</param>
    /// <returns>False at the end.</returns>
    /// <exception cref="BsonFormatException">The name has no end.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryPeek(out ReadOnlySpan<byte> name)
    {
        // Before the document's terminator.
        nint left = _length - 1 - _position;
        if (left <= 0)
        {
            name = default;
            return false;
        }
        name = MemoryMarshal.CreateReadOnlySpan(in Unsafe.AddByteOffset(ref Unsafe.AsRef(in _start), _position + 1), (int)left - 1);
        name = name[..NameLength(name)];
        return true;
    }

    // The short names of array items by branches: where a processor predicts them, it need not have read one element to begin with the next.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int NameLength(ReadOnlySpan<byte> name)
    {
        if (name.Length > 2 && name[0] != 0)
        {
            if (name[1] == 0)
                return 1;
            if (name[2] == 0)
                return 2;
        }
        int length = ElementName.Length(name);
        return length >= 0 ? length : ElementScan.NameLength(Document.Bytes, (int)_position, _facts.Origin);
    }

    /// <summary>Reads the value of the element at the cursor, and goes to the next.</summary>
    /// <param name="nameLength">Length of the name that <see cref="TryPeek"/> gave.</param>
    /// <exception cref="BsonFormatException">The element is malformed, of another type, or out of range.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Read<T, TCodec>(int nameLength)
        where TCodec : struct, IBsonCodec<T>
    {
        nint position = _position;
        int head = 1 + nameLength + 1;
        // Not negative: the name and its zero were found before the terminator.
        nint rest = _length - 1 - position - head;
        ref byte element = ref Unsafe.AddByteOffset(ref Unsafe.AsRef(in _start), position);
        int size = TCodec.TryReadPlain((ElementType)element, MemoryMarshal.CreateReadOnlySpan(in Unsafe.Add(ref element, head), (int)rest), new ValuePlace(_facts, position + head), out T value);
        if (size >= 0)
        {
            _position = position + head + size;
            return value;
        }
        TailValue<T> read = ReadElement<T, TCodec>(Document, (int)position, nameLength);
        _position = read.Next;
        return read.Value;
    }

    /// <summary>The element at the cursor, for errors about it.</summary>
    /// <param name="nameLength">Length of its name.</param>
    /// <exception cref="BsonFormatException">The element is malformed.</exception>
    public readonly ElementView Element(int nameLength)
    {
        DocumentView document = Document;
        document.TryTake(ElementScan.Measure(document.Bytes, (int)_position, nameLength, document.Origin), nameLength, out ElementView element);
        return element;
    }

    /// <summary>After the first element: how many there could be if all were as long. Room is made for what was parsed, not for what lengths promise, so it is never many.</summary>
    public readonly int Estimate() => (int)Math.Clamp((uint)(_length - ElementSize.EmptyDocument) / (uint)(_position - sizeof(int)), 1, MaxEstimate);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TailValue<T> ReadElement<T, TCodec>(DocumentView document, int position, int nameLength)
        where TCodec : struct, IBsonCodec<T>
    {
        ElementPlace place = ElementScan.Measure(document.Bytes, position, nameLength, document.Origin);
        document.TryTake(place, nameLength, out ElementView element);
        return new TailValue<T>(TCodec.Read(element), isThere: true, position + 1 + nameLength + 1 + place.Size);
    }
}
