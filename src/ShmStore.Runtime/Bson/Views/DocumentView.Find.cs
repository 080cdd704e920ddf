using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <content>
/// Looking elements up by name: the path for variable-width fields and for documents from elsewhere. What is not inlined
/// takes the view by value, or its parts: a view whose address is never taken lives in registers.
/// </content>
public readonly ref partial struct DocumentView
{
    /// <summary>Finds an element by its exact name; the first, if there are several.</summary>
    /// <exception cref="BsonFormatException">An element on the way is malformed.</exception>
    /// <exception cref="InvalidOperationException">This is the null view.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryFind(scoped ReadOnlySpan<byte> name, out ElementView element)
    {
        CheckLength();
        return TryTake(ElementScan.Find(Bytes, name, sizeof(int), Origin), name.Length, out element);
    }

    /// <summary>Where the elements start that are not in the fixed prefix.</summary>
    internal int TailStart => _prefix == 0 ? sizeof(int) : (int)_prefix;

    /// <summary>Refuses null and what is too short to be a document.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void CheckLength()
    {
        if (_length < ElementSize.EmptyDocument)
            ThrowNoDocument(this);
    }

    /// <summary>Finds an element whose place is normally behind the prefix.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ElementPlace FindInTail(scoped ReadOnlySpan<byte> name)
    {
        CheckLength();
        ElementPlace place = ElementScan.Find(Bytes, name, TailStart, Origin);
        // A member that was fixed when the document was written and no longer is: still inside the prefix.
        if (place.IsMissing && FixedPrefix > sizeof(int))
            place = ElementScan.Find(Bytes[..Math.Min(FixedPrefix + 1, Bytes.Length)], name, sizeof(int), Origin);
        return place;
    }

    /// <summary>Makes an element of the place where it was found.</summary>
    /// <returns>False if it is missing.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryTake(ElementPlace place, int nameLength, out ElementView element)
    {
        if (place.IsMissing)
        {
            element = default;
            return false;
        }
        int value = 1 + nameLength + 1;
        element = new ElementView(Bytes.Slice(place.Position, value + place.Size), place.Type, value, Origin + place.Position, Depth);
        return true;
    }

    /// <summary>The error for a required element that is not there.</summary>
    [DoesNotReturn]
    internal static void ThrowMissing(DocumentView document, scoped ReadOnlySpan<byte> name)
    {
        string path = FieldPath.Join(FieldPath.Locate(document.Bytes, document.Origin, document.Origin), name);
        throw new BsonFormatException(BsonFormatReason.MissingField, document.Origin, path, "required, but not in the document");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TField FindFixed<TField, TCodec>(DocumentView document, scoped ReadOnlySpan<byte> name, bool required)
        where TCodec : struct, IBsonCodec<TField>
    {
        if (document.TryFind(name, out ElementView element))
            return TCodec.Read(element);
        if (required)
            ThrowMissing(document, name);
        return default!;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryFindFixed<TField, TCodec>(DocumentView document, scoped ReadOnlySpan<byte> name, [MaybeNullWhen(false)] out TField value)
        where TCodec : struct, IBsonCodec<TField>
    {
        bool found = document.TryFind(name, out ElementView element);
        value = found ? TCodec.Read(element) : default;
        return found;
    }

    [DoesNotReturn]
    private static void ThrowNoDocument(DocumentView document)
    {
        if (document.IsNull)
            throw new InvalidOperationException("This view is null: there is no document to read from.");
        string path = FieldPath.Locate(document.Bytes, document.Origin, document.Origin);
        throw new BsonFormatException(BsonFormatReason.BadDocumentLength, document.Origin, path, $"{document.Bytes.Length} bytes are no document");
    }
}
