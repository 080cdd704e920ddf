using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <summary>Where a value stands in its root document, and how deep: what views of documents inside it need to know.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ValuePlace
{
    private readonly DocumentFacts _document;
    private readonly nint _offset;

    /// <summary>A value at an offset in a document, in bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ValuePlace(DocumentFacts document, nint offset)
    {
        _document = document;
        _offset = offset;
    }

    /// <summary>Takes an embedded document or array that starts with its length, if that is in order and it is not nested too deeply.</summary>
    /// <param name="rest">From the value's first byte to the end of the document around it, its terminator excluded.</param>
    /// <param name="bytes">The embedded document.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryTakeDocument(ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> bytes)
    {
        if (rest.Length >= ElementSize.EmptyDocument)
        {
            // Read once: what is checked is what is used.
            int length = Unsafe.ReadUnaligned<int>(in rest[0]);
            if (length >= ElementSize.EmptyDocument && length <= rest.Length && _document.Depth + 1 < BsonLimits.DefaultDepth)
            {
                bytes = rest[..length];
                return true;
            }
        }
        bytes = default;
        return false;
    }

    /// <summary>A view of an embedded document that starts here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal DocumentView View(ReadOnlySpan<byte> bytes, int fixedPrefix) =>
        new(bytes, fixedPrefix, new DocumentFacts(_document.Origin + (int)_offset, _document.Depth + 1));
}
