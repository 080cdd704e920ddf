using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ShmStore.Bson;

/// <summary>
/// Reads the elements behind a document's fixed prefix in declared order. An element found at the cursor costs one
/// comparison of its name; one that is elsewhere is looked up in the whole document.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct TailCursor
{
    // The parts of a view, not a view: see DocumentFacts.
    private readonly ref readonly byte _start;
    private readonly int _length;
    private readonly DocumentFacts _facts;
    private int _position;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal TailCursor(ref readonly byte start, int length, DocumentFacts facts, int position)
    {
        _start = ref start;
        _length = length;
        _facts = facts;
        _position = position;
    }

    // For what is not at the cursor, wherever it is.
    private readonly DocumentView Document
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Bytes, fixedPrefix: 0, _facts);
    }

    private readonly ReadOnlySpan<byte> Bytes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => MemoryMarshal.CreateReadOnlySpan(in _start, _length);
    }

    /// <summary>Reads the next declared field.</summary>
    /// <param name="name">The element's UTF-8 name.</param>
    /// <param name="required">Whether a missing element is an error; otherwise it reads as the default value.</param>
    /// <exception cref="BsonFormatException">The element is missing though required, of another type, or out of range.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TField Next<TField, TCodec>(scoped ReadOnlySpan<byte> name, bool required)
        where TCodec : struct, IBsonCodec<TField>
    {
        if (!TryNext<TField, TCodec>(name, out TField? value) && required)
            DocumentView.ThrowMissing(Document, name);
        return value!;
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
        ReadOnlySpan<byte> bytes = Bytes;
        int position = _position;
        // Names are constants when this is inlined, and comparing one becomes a few loads.
        if (ElementScan.IsNamed(bytes, position, name))
        {
            int start = position + 1 + name.Length + 1;
            int size = TCodec.TryReadPlain((ElementType)bytes[position], bytes.Slice(start, bytes.Length - 1 - start), out value!);
            if (size >= 0)
            {
                _position = start + size;
                return true;
            }
        }
        bool found = TryFindNext<TField, TCodec>(Document, position, name, out value, out int next);
        _position = next;
        return found;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryFindNext<TField, TCodec>(
        DocumentView document, int position, scoped ReadOnlySpan<byte> name, [MaybeNullWhen(false)] out TField value, out int next)
        where TCodec : struct, IBsonCodec<TField>
    {
        ElementPlace place;
        next = position;
        if (ElementScan.IsNamed(document.Bytes, position, name))
        {
            place = ElementScan.Measure(document.Bytes, position, name.Length, document.Origin);
            next += 1 + name.Length + 1 + place.Size;
        }
        else
        {
            place = document.FindInTail(name);
        }
        bool found = document.TryTake(place, name.Length, out ElementView element);
        value = found ? TCodec.Read(element) : default;
        return found;
    }
}
