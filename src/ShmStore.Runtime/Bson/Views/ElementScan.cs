using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <summary>
/// Walks over the elements of one document. Every position is checked against the bytes there are, and every element
/// is at least two bytes long, so that a walk over any bytes ends.
/// </summary>
internal static class ElementScan
{
    /// <summary>Finds the first element of a name.</summary>
    /// <param name="document">The document, which is at least a length and a terminator.</param>
    /// <param name="name">The name, without a zero byte.</param>
    /// <param name="start">The element to start at.</param>
    /// <param name="origin">Where the document starts in its root, for errors.</param>
    /// <exception cref="BsonFormatException">An element on the way is malformed.</exception>
    public static ElementPlace Find(ReadOnlySpan<byte> document, scoped ReadOnlySpan<byte> name, int start, int origin)
    {
        int position = start;
        while (position < document.Length - 1)
        {
            if (IsNamed(document, position, name))
                return Measure(document, position, name.Length, origin);
            int nameLength = NameLength(document, position, origin);
            position += 1 + nameLength + 1 + Measure(document, position, nameLength, origin).Size;
        }
        return ElementPlace.Missing;
    }

    /// <summary>Whether an element of this name starts at a position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNamed(ReadOnlySpan<byte> document, int position, scoped ReadOnlySpan<byte> name)
    {
        int start = position + 1;
        // What follows the name's zero is at least the document's terminator.
        return document.Length - start > name.Length + 1
            && document[start + name.Length] == 0
            && document.Slice(start, name.Length).SequenceEqual(name);
    }

    /// <summary>The length of the name of the element at a position.</summary>
    /// <exception cref="BsonFormatException">The name has no end.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int NameLength(ReadOnlySpan<byte> document, int position, int origin)
    {
        int start = position + 1;
        int length = ElementName.Length(document.Slice(start, document.Length - 1 - start));
        if (length < 0)
            ThrowMalformed(document, BsonFormatReason.BadElementName, position, position, origin);
        return length;
    }

    /// <summary>Measures the element at a position, whose name has been looked at.</summary>
    /// <exception cref="BsonFormatException">The element is malformed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ElementPlace Measure(ReadOnlySpan<byte> document, int position, int nameLength, int origin)
    {
        int value = position + 1 + nameLength + 1;
        // Read once: the type that is measured is the type that is handed on, whatever happens to the byte.
        byte type = document[position];
        int size = ElementSize.Measure(type, document.Slice(value, document.Length - 1 - value));
        if (size < 0)
            ThrowMalformed(document, (BsonFormatReason)~size, position, value, origin);
        return new ElementPlace(type, position, size);
    }

    [DoesNotReturn]
    private static void ThrowMalformed(ReadOnlySpan<byte> document, BsonFormatReason reason, int position, int value, int origin)
    {
        bool inHead = reason is BsonFormatReason.BadElementName or BsonFormatReason.UnknownElementType or BsonFormatReason.BadTerminator;
        int offset = origin + (inHead ? position : value);
        throw Malformed.At(reason, FieldPath.Locate(document, origin, offset), offset, document.Length - 1 - value);
    }
}
