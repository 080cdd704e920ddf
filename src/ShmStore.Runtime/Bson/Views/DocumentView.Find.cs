using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <content>Looking elements up by name: the path for variable-width fields and for documents from elsewhere.</content>
public readonly ref partial struct DocumentView
{
    /// <summary>What the methods that locate return for a missing element, instead of its type.</summary>
    internal const int Missing = -1;

    /// <summary>Where the elements end: the terminator's position.</summary>
    internal int ElementsEnd
    {
        get
        {
            if (_bytes.Length < ElementSize.EmptyDocument)
                ThrowNoDocument();
            return _bytes.Length - 1;
        }
    }

    /// <summary>Where the elements start that are not in the fixed prefix.</summary>
    internal int TailStart => _prefix == 0 ? sizeof(int) : _prefix;

    /// <summary>Finds an element by its exact name; the first, if there are several.</summary>
    /// <exception cref="BsonFormatException">An element on the way is malformed.</exception>
    /// <exception cref="InvalidOperationException">This is the null view.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryFind(scoped ReadOnlySpan<byte> name, out ElementView element) =>
        TryTake(Locate(name, sizeof(int), ElementsEnd, out int position, out int size), position, name.Length, size, out element);

    /// <summary>Makes an element of what was located.</summary>
    /// <remarks>
    /// Locating hands out numbers and the caller's inlined code makes the view of them, in registers: a view written by
    /// one method and copied by the next, in other widths, waits for its own stores.
    /// </remarks>
    /// <param name="type">The type byte, or <see cref="Missing"/>.</param>
    /// <param name="position">Where the element starts.</param>
    /// <param name="nameLength">The length of its name.</param>
    /// <param name="size">The length of its value.</param>
    /// <param name="element">The element.</param>
    /// <returns>False if it is missing.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryTake(int type, int position, int nameLength, int size, out ElementView element)
    {
        if (type < 0)
        {
            element = default;
            return false;
        }
        int value = 1 + nameLength + 1;
        element = new ElementView(_bytes.Slice(position, value + size), (ElementType)type, value, _origin + position, _depth);
        return true;
    }

    /// <summary>Whether an element of this name starts at a position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool IsNamed(int position, scoped ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> bytes = _bytes;
        int nameStart = position + 1;
        // What follows the name's zero is at least the document's terminator.
        return bytes.Length - nameStart > name.Length + 1
            && bytes[nameStart + name.Length] == 0
            && bytes.Slice(nameStart, name.Length).SequenceEqual(name);
    }

    /// <summary>Locates an element whose place is normally behind the prefix.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal int LocateInTail(scoped ReadOnlySpan<byte> name, out int position, out int size)
    {
        int end = ElementsEnd;
        int type = Locate(name, TailStart, end, out position, out size);
        // A member that was fixed when the document was written and no longer is: still inside the prefix.
        return type == Missing && _prefix > sizeof(int) ? Locate(name, sizeof(int), Math.Min(_prefix, end), out position, out size) : type;
    }

    /// <summary>Measures the element at a position before the end.</summary>
    /// <returns>Its type byte.</returns>
    /// <exception cref="BsonFormatException">The element is malformed.</exception>
    internal int Measure(int position, out int nameLength, out int size)
    {
        nameLength = ElementName.Length(_bytes[(position + 1)..^1]);
        if (nameLength < 0)
            ThrowMalformed(~(int)BsonFormatReason.BadElementName, position, position);
        return Measure(position, nameLength, out size);
    }

    /// <summary>Measures the element at a position before the end, whose name has been looked at.</summary>
    /// <returns>Its type byte.</returns>
    /// <exception cref="BsonFormatException">The element is malformed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Measure(int position, int nameLength, out int size)
    {
        int value = position + 1 + nameLength + 1;
        // Read once: the type that is measured is the type that is handed on, whatever happens to the byte.
        byte type = _bytes[position];
        size = ElementSize.Measure(type, _bytes[value..^1]);
        if (size < 0)
            ThrowMalformed(size, position, value);
        return type;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Locate(scoped ReadOnlySpan<byte> name, int start, int end, out int position, out int size)
    {
        position = start;
        while (position < end)
        {
            if (IsNamed(position, name))
                return Measure(position, name.Length, out size);
            Measure(position, out int nameLength, out size);
            position += 1 + nameLength + 1 + size;
        }
        size = 0;
        return Missing;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TField FindFixed<TField, TCodec>(scoped ReadOnlySpan<byte> name, bool required)
        where TCodec : struct, IBsonCodec<TField>
    {
        if (TryFind(name, out ElementView element))
            return TCodec.Read(element);
        if (required)
            ThrowMissing(name);
        return default!;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryFindFixed<TField, TCodec>(scoped ReadOnlySpan<byte> name, [MaybeNullWhen(false)] out TField value)
        where TCodec : struct, IBsonCodec<TField>
    {
        bool found = TryFind(name, out ElementView element);
        value = found ? TCodec.Read(element) : default;
        return found;
    }

    [DoesNotReturn]
    internal void ThrowMissing(scoped ReadOnlySpan<byte> name)
    {
        string path = FieldPath.Join(FieldPath.Locate(_bytes, _origin, _origin), name);
        throw new BsonFormatException(BsonFormatReason.MissingField, _origin, path, "required, but not in the document");
    }

    [DoesNotReturn]
    private void ThrowMalformed(int complement, int position, int value)
    {
        var reason = (BsonFormatReason)~complement;
        bool inHead = reason is BsonFormatReason.BadElementName or BsonFormatReason.UnknownElementType or BsonFormatReason.BadTerminator;
        int offset = _origin + (inHead ? position : value);
        throw Malformed.At(reason, FieldPath.Locate(_bytes, _origin, offset), offset, _bytes.Length - 1 - value);
    }

    [DoesNotReturn]
    private void ThrowNoDocument()
    {
        if (IsNull)
            throw new InvalidOperationException("This view is null: there is no document to read from.");
        throw new BsonFormatException(
            BsonFormatReason.BadDocumentLength, _origin, FieldPath.Locate(_bytes, _origin, _origin), $"{_bytes.Length} bytes are no document");
    }
}
