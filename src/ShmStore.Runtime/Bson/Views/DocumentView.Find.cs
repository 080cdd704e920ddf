using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <content>Looking elements up by name: the path for variable-width fields and for documents from elsewhere.</content>
public readonly ref partial struct DocumentView
{
    /// <summary>Finds an element by its exact name; the first, if there are several.</summary>
    /// <exception cref="BsonFormatException">An element on the way is malformed.</exception>
    /// <exception cref="InvalidOperationException">This is the null view.</exception>
    public bool TryFind(scoped ReadOnlySpan<byte> name, out ElementView element) =>
        TryFind(name, sizeof(int), ElementsEnd, out element);

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

    /// <summary>Finds an element whose place is normally behind the prefix.</summary>
    internal bool TryFindInTail(scoped ReadOnlySpan<byte> name, out ElementView element)
    {
        if (TryFind(name, TailStart, ElementsEnd, out element))
            return true;
        // A member that was fixed when the document was written and no longer is: still inside the prefix.
        return _prefix > sizeof(int) && TryFind(name, sizeof(int), Math.Min(_prefix, ElementsEnd), out element);
    }

    /// <summary>Measures the element at a position.</summary>
    /// <param name="position">The element's type byte, at or before <paramref name="end"/>.</param>
    /// <param name="end">The terminator's position.</param>
    /// <returns>The element, whose length is at least 2.</returns>
    /// <exception cref="BsonFormatException">The element is malformed.</exception>
    internal ElementView ElementAt(int position, int end)
    {
        ReadOnlySpan<byte> element = _bytes[position..end];
        byte type = element[0];
        int nameLength = element[1..].IndexOf((byte)0);
        if (nameLength < 0)
            ThrowMalformed(~(int)BsonFormatReason.BadElementName, position, position);
        return Measured(element, type, 1 + nameLength + 1, position);
    }

    /// <summary>Measures the element at a position if it has this name.</summary>
    /// <inheritdoc cref="ElementAt"/>
    internal bool IsElementAt(int position, int end, scoped ReadOnlySpan<byte> name, out ElementView element)
    {
        if (position >= end)
        {
            element = default;
            return false;
        }
        ReadOnlySpan<byte> bytes = _bytes[position..end];
        if (!StartsWithName(bytes, name))
        {
            element = default;
            return false;
        }
        element = Measured(bytes, bytes[0], 1 + name.Length + 1, position);
        return true;
    }

    private bool TryFind(scoped ReadOnlySpan<byte> name, int position, int end, out ElementView element)
    {
        while (position < end)
        {
            ReadOnlySpan<byte> bytes = _bytes[position..end];
            if (StartsWithName(bytes, name))
            {
                element = Measured(bytes, bytes[0], 1 + name.Length + 1, position);
                return true;
            }
            int nameLength = bytes[1..].IndexOf((byte)0);
            if (nameLength < 0)
                ThrowMalformed(~(int)BsonFormatReason.BadElementName, position, position);
            int size = ElementSize.Measure(bytes[0], bytes[(1 + nameLength + 1)..]);
            if (size < 0)
                ThrowMalformed(size, position, position + 1 + nameLength + 1);
            position += 1 + nameLength + 1 + size;
        }
        element = default;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool StartsWithName(ReadOnlySpan<byte> element, scoped ReadOnlySpan<byte> name) =>
        element.Length > name.Length + 1 && element[name.Length + 1] == 0 && element.Slice(1, name.Length).SequenceEqual(name);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ElementView Measured(ReadOnlySpan<byte> bytes, byte type, int valueStart, int position)
    {
        int size = ElementSize.Measure(type, bytes[valueStart..]);
        if (size < 0)
            ThrowMalformed(size, position, position + valueStart);
        return new ElementView(bytes[..(valueStart + size)], (ElementType)type, valueStart, _origin + position, _depth);
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
