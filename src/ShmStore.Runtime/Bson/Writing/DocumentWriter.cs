using System.Buffers;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ShmStore.Bson;

/// <summary>
/// Writes one document into a buffer, and from that into larger ones of a pool as needed. Generated code and codecs drive it; whatever they
/// throw, nothing has left the buffer. Not for use by several threads.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref partial struct DocumentWriter
{
    // Above a document's limit, so that what is too long is refused with its full length where possible.
    private const int MaxBufferBytes = 2 * BsonLimits.DefaultDocumentBytes;

    // What is longer than a buffer on the stack most often has lists or long texts.
    private const int LeastRented = 4096;
    private const int GrowthFactor = 4;

    private Span<byte> _buffer;
    private byte[]? _rented;
    private int _position;
    private int _member;
    private int _depth;

    /// <summary>Starts at the beginning of a buffer, which its owner keeps.</summary>
    internal DocumentWriter(Span<byte> buffer) => _buffer = buffer;

    /// <summary>Starts at the beginning of a buffer rented from <see cref="ArrayPool{T}.Shared"/>, which is the writer's from now on.</summary>
    internal DocumentWriter(byte[] rented)
        : this(rented.AsSpan()) => _rented = rented;

    /// <summary>How many bytes have been written.</summary>
    public readonly int Position => _position;

    /// <summary>The buffer in use if it is of <see cref="ArrayPool{T}.Shared"/>: to be given back there when what was written is of no more use.</summary>
    internal readonly byte[]? Rented => _rented;

    /// <summary>What has been written so far.</summary>
    internal readonly ReadOnlySpan<byte> Written => _buffer[.._position];

    /// <summary>How many documents and arrays have begun and not ended.</summary>
    internal readonly int Depth => _depth;

    /// <summary>Where the member being written stands in <see cref="Written"/>, for errors.</summary>
    internal int Member
    {
        readonly get => _member;
        set => _member = value;
    }

    /// <summary>Starts a document.</summary>
    /// <param name="template">Its fixed prefix with zeroed values: at least the 4 bytes of the length.</param>
    /// <returns>The document's start, for <see cref="SetFixed"/> and <see cref="EndDocument"/>.</returns>
    /// <exception cref="ArgumentException">Nested more than 100 levels deep, as a cycle of references is.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int BeginDocument(scoped ReadOnlySpan<byte> template) => BeginFixed(template).Start;

    /// <summary>Starts a document whose fixed values follow at once.</summary>
    /// <inheritdoc cref="BeginDocument"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FixedBlock BeginFixed(scoped ReadOnlySpan<byte> template)
    {
        if (_depth >= BsonLimits.DefaultDepth || template.Length < FixedLayout.EmptyEnd)
            ThrowCannotBegin(template.Length);
        _depth++;
        int start = _position;
        ref byte destination = ref Append(template.Length);
        template.CopyTo(MemoryMarshal.CreateSpan(ref destination, template.Length));
        return new FixedBlock(ref destination, template.Length, start);
    }

    /// <summary>Starts an array; its elements follow through <see cref="ArrayElement"/>.</summary>
    /// <inheritdoc cref="BeginDocument"/>
    public int BeginArray() => BeginDocument([0, 0, 0, 0]);

    /// <summary>Sets a value of the fixed prefix.</summary>
    /// <param name="position">Where: the document's start plus the value's constant offset.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The value cannot be represented.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The place has not been written yet.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetFixed<TField, TRaw, TCodec>(int position, TField value)
        where TCodec : struct, IFixedCodec<TField, TRaw>
        where TRaw : unmanaged
    {
        _member = position;
        if ((ulong)(uint)position + (uint)Unsafe.SizeOf<TRaw>() > (uint)_position)
            ThrowNotWritten(position);
        Unsafe.WriteUnaligned(ref At(position), TCodec.ToRaw(value));
    }

    /// <summary>Writes one element.</summary>
    /// <param name="name">Its UTF-8 name, without a zero byte.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="ArgumentException">The value cannot be represented, or the document becomes too long.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Element<TField, TCodec>(scoped ReadOnlySpan<byte> name, TField value)
        where TCodec : struct, IBsonCodec<TField>
    {
        if (TCodec.IsNested)
        {
            // Nothing to try, and the types are known here.
            At(BeginElement(name)) = (byte)TCodec.TypeOf(value);
            TCodec.Write(ref this, value);
            return;
        }
        Span<byte> buffer = _buffer;
        int start = _position;
        int head = 1 + name.Length + 1;
        // The position is read and written once: a chain of updates through memory is what short elements would wait for.
        if (buffer.Length - start > head)
        {
            ref byte destination = ref Unsafe.Add(ref MemoryMarshal.GetReference(buffer), (nint)(uint)start);
            int size = TCodec.TryWritePlain(value, MemoryMarshal.CreateSpan(ref Unsafe.Add(ref destination, head), buffer.Length - start - head), out ElementType type);
            if (size >= 0)
            {
                WriteHead(ref destination, type, name);
                _position = start + head + size;
                return;
            }
        }
        WriteElement<TField, TCodec>(name, value);
    }

    /// <summary>Ends the document or array that began last.</summary>
    /// <param name="start">What its beginning returned.</param>
    /// <exception cref="ArgumentException">It is longer than 16 MiB.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndDocument(int start)
    {
        Append(1) = 0;
        int length = _position - start;
        if (start < 0 || length is < ElementSize.EmptyDocument or > BsonLimits.DefaultDocumentBytes)
            ThrowBadLength(start, length);
        _depth--;
        Unsafe.WriteUnaligned(ref At(start), length);
    }

    /// <summary>Inserts a whole element into a document that was ended last.</summary>
    /// <param name="start">Where the document starts.</param>
    /// <param name="offset">Where in it the element goes: between two others.</param>
    /// <param name="element">Type, name and value.</param>
    /// <exception cref="ArgumentException">The document becomes too long.</exception>
    internal void InsertElement(int start, int offset, ReadOnlySpan<byte> element)
    {
        int at = start + offset;
        int moved = _position - at;
        Append(element.Length);
        _buffer.Slice(at, moved).CopyTo(_buffer[(at + element.Length)..]);
        element.CopyTo(_buffer[at..]);
        int length = _position - start;
        if (length > BsonLimits.DefaultDocumentBytes)
            ThrowBadLength(start, length);
        Unsafe.WriteUnaligned(ref At(start), length);
    }

    /// <summary>Sets the type of the element whose value is being written, where it is known only afterwards.</summary>
    internal readonly void SetType(ElementType type) => At(_member) = (byte)type;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteElement<TField, TCodec>(scoped ReadOnlySpan<byte> name, TField value)
        where TCodec : struct, IBsonCodec<TField>
    {
        int start = BeginElement(name);
        At(start) = (byte)TCodec.TypeOf(value);
        TCodec.Write(ref this, value);
    }

    /// <summary>Writes an element's head; its value and <see cref="SetType"/> follow. Until then the type is a placeholder, so that errors find the name.</summary>
    /// <param name="name">Its UTF-8 name, without a zero byte.</param>
    /// <returns>Where the type stands.</returns>
    /// <exception cref="ArgumentException">The document becomes too long.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int BeginElement(scoped ReadOnlySpan<byte> name)
    {
        int start = _position;
        _member = start;
        WriteHead(ref Append(1 + name.Length + 1), ElementType.Null, name);
        return start;
    }

    // The caller has made room for it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteHead(ref byte destination, ElementType type, scoped ReadOnlySpan<byte> name)
    {
        destination = (byte)type;
        name.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref destination, 1), name.Length));
        Unsafe.Add(ref destination, 1 + name.Length) = 0;
    }

    // Room for `count` bytes, now counted as written.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref byte Append(int count)
    {
        int start = _position;
        if (count > _buffer.Length - start)
            Grow(count);
        _position = start + count;
        return ref At(start);
    }

    // Callers have checked that `position` is inside the buffer.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ref byte At(int position) =>
        ref Unsafe.Add(ref MemoryMarshal.GetReference(_buffer), (nint)(uint)position);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int count)
    {
        long needed = (long)_position + count;
        if (needed > MaxBufferBytes)
            throw TooLong(needed);
        long wanted = Math.Max(GrowthFactor * (long)_buffer.Length, LeastRented);
        byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(wanted, needed, MaxBufferBytes));
        Written.CopyTo(larger);
        if (_rented is not null)
            ArrayPool<byte>.Shared.Return(_rented);
        _buffer = _rented = larger;
    }

    [DoesNotReturn]
    private static void ThrowCannotBegin(int template)
    {
        if (template < FixedLayout.EmptyEnd)
            throw new ArgumentException($"A document's template of {template} bytes has no room for its length.", nameof(template));
        throw new ArgumentException($"nested more than {BsonLimits.DefaultDepth} levels deep (a cycle of references?)");
    }

    [DoesNotReturn]
    private readonly void ThrowNotWritten(int position) =>
        throw new ArgumentOutOfRangeException(nameof(position), position, $"A fixed value must lie inside the {_position} bytes written.");

    [DoesNotReturn]
    private void ThrowBadLength(int start, int length)
    {
        if (start < 0 || length < ElementSize.EmptyDocument)
            throw new ArgumentOutOfRangeException(nameof(start), start, $"No document begins there: {_position} bytes are written.");
        _member = start;
        throw TooLong(length);
    }

    private static ArgumentException TooLong(long length) =>
        new($"{length} bytes exceed the {BsonLimits.DefaultDocumentBytes} bytes a document may have");
}
