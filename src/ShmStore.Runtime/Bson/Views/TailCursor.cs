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
    private readonly nint _end;
    private readonly DocumentFacts _facts;
    private nint _position;

    /// <summary>A cursor over a document's bytes, of which there are at least as many as <paramref name="position"/>, or which the slow path refuses.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal TailCursor(ref readonly byte start, nint length, DocumentFacts facts, nint position)
    {
        _start = ref start;
        _end = length - 1;
        _facts = facts;
        _position = position;
    }

    // For what is not at the cursor, wherever it is.
    private readonly DocumentView Document
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(MemoryMarshal.CreateReadOnlySpan(in _start, (int)_end + 1), fixedPrefix: 0, _facts);
    }

    /// <summary>Reads the next declared field.</summary>
    /// <param name="name">The element's UTF-8 name.</param>
    /// <param name="required">Whether a missing element is an error; otherwise it reads as the default value.</param>
    /// <exception cref="BsonFormatException">The element is missing though required, of another type, or out of range.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TField Next<TField, TCodec>(scoped ReadOnlySpan<byte> name, bool required)
        where TCodec : struct, IBsonCodec<TField>
    {
        if (TryNextPlain<TField, TCodec>(name, out TField value))
            return value;
        TailValue<TField> found = FindNext<TField, TCodec>(Document, (int)_position, name, required);
        _position = found.Next;
        return found.Value;
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
        if (TryNextPlain<TField, TCodec>(name, out TField plain))
        {
            value = plain;
            return true;
        }
        TailValue<TField> found = FindNext<TField, TCodec>(Document, (int)_position, name, required: false);
        _position = found.Next;
        value = found.Value;
        return found.IsThere;
    }

    // What every canonical document takes. Names are constants where this is inlined, and comparing one becomes a few compares with constants.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryNextPlain<TField, TCodec>(scoped ReadOnlySpan<byte> name, out TField value)
        where TCodec : struct, IBsonCodec<TField>
    {
        nint position = _position;
        int head = 1 + name.Length + 1;
        // Behind type, name and zero, before the document's terminator. Not negative, type and name lie inside the document; negative when there is no document.
        nint rest = _end - position - head;
        if (rest >= 0)
        {
            ref byte element = ref Unsafe.AddByteOffset(ref Unsafe.AsRef(in _start), position);
            if (ElementName.Is(ref Unsafe.Add(ref element, 1), name))
            {
                ReadOnlySpan<byte> bytes = MemoryMarshal.CreateReadOnlySpan(in Unsafe.Add(ref element, head), (int)rest);
                int size = TCodec.TryReadPlain((ElementType)element, bytes, new ValuePlace(_facts, position + head), out value);
                if (size >= 0)
                {
                    _position = position + head + size;
                    return true;
                }
            }
        }
        value = default!;
        return false;
    }

    // Returns the value instead of storing it in a variable of the caller, which would then live in memory on the path above too.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TailValue<TField> FindNext<TField, TCodec>(DocumentView document, int position, scoped ReadOnlySpan<byte> name, bool required)
        where TCodec : struct, IBsonCodec<TField>
    {
        ElementPlace place;
        int next = position;
        if (ElementScan.IsNamed(document.Bytes, position, name))
        {
            place = ElementScan.Measure(document.Bytes, position, name.Length, document.Origin);
            next += 1 + name.Length + 1 + place.Size;
        }
        else
        {
            place = document.FindInTail(name);
        }
        if (document.TryTake(place, name.Length, out ElementView element))
            return new TailValue<TField>(TCodec.Read(element), isThere: true, next);
        if (required)
            DocumentView.ThrowMissing(document, name);
        return new TailValue<TField>(default!, isThere: false, next);
    }
}
