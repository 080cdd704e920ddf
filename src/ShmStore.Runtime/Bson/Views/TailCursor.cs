using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <summary>
/// Reads the elements behind a document's fixed prefix in declared order. An element found at the cursor costs one
/// comparison of its name; one that is elsewhere is looked up in the whole document.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct TailCursor
{
    private readonly DocumentView _document;
    private int _position;

    internal TailCursor(DocumentView document)
    {
        _document = document;
        _position = document.TailStart;
    }

    /// <summary>Reads the next declared field.</summary>
    /// <param name="name">The element's UTF-8 name.</param>
    /// <param name="required">Whether a missing element is an error; otherwise it reads as the default value.</param>
    /// <exception cref="BsonFormatException">The element is missing though required, of another type, or out of range.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TField Next<TField, TCodec>(scoped ReadOnlySpan<byte> name, bool required)
        where TCodec : struct, IBsonCodec<TField>
    {
        if (TryFindNext(name, out ElementView element))
            return TCodec.Read(element);
        if (required)
            DocumentView.ThrowMissing(_document, name);
        return default!;
    }

    /// <summary>Reads the next declared field if it is there.</summary>
    /// <param name="name">The element's UTF-8 name.</param>
    /// <param name="value">The value read.</param>
    /// <returns>False if it is missing.</returns>
    /// <exception cref="BsonFormatException">The element is of another type or out of range.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryNext<TField, TCodec>(scoped ReadOnlySpan<byte> name, [MaybeNullWhen(false)] out TField value)
        where TCodec : struct, IBsonCodec<TField>
    {
        bool found = TryFindNext(name, out ElementView element);
        value = found ? TCodec.Read(element) : default;
        return found;
    }

    // Inlined with the comparison: names are constants there, and it becomes a few loads.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryFindNext(scoped ReadOnlySpan<byte> name, out ElementView element)
    {
        ReadOnlySpan<byte> bytes = _document.Bytes;
        if (!ElementScan.IsNamed(bytes, _position, name))
            return _document.TryTake(_document.FindInTail(name), name.Length, out element);
        ElementPlace place = ElementScan.Measure(bytes, _position, name.Length, _document.Origin);
        _position += 1 + name.Length + 1 + place.Size;
        return _document.TryTake(place, name.Length, out element);
    }
}
