using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ShmStore.Bson;

/// <summary>
/// A BSON document read in place: its bytes and what is known of their layout. Nothing is parsed before a field is
/// asked for. The bytes may be changing under a view; it then returns anything, or throws
/// <see cref="BsonFormatException"/>, but stays inside the bytes and ends.
/// </summary>
[DebuggerDisplay("{DebuggerText,nq}")]
public readonly ref partial struct DocumentView
{
    private readonly ref readonly byte _start;

    // Words, though less would do: passing a view copies it word by word, and copying a word that was written in two pieces waits for both.
    private readonly nint _length;
    private readonly nint _prefix;
    private readonly DocumentFacts _facts;

    /// <summary>A document of which nothing is known: every field is looked up by name.</summary>
    /// <param name="bytes">The document, from its length field to its terminator.</param>
    public DocumentView(ReadOnlySpan<byte> bytes)
        : this(bytes, fixedPrefix: 0)
    {
    }

    /// <summary>A document whose start is known to be a canonical fixed block.</summary>
    /// <param name="bytes">The document, from its length field to its terminator.</param>
    /// <param name="fixedPrefix">How many of the bytes are canonical; 0 for none. What exceeds them or 65535 counts as none.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DocumentView(ReadOnlySpan<byte> bytes, int fixedPrefix)
        : this(bytes, (uint)fixedPrefix < (uint)bytes.Length && fixedPrefix <= ushort.MaxValue ? fixedPrefix : 0, origin: 0, depth: 0)
    {
    }

    /// <summary>A slice of a root document. Paths in errors rely on <paramref name="origin"/> being its true place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal DocumentView(ReadOnlySpan<byte> bytes, int fixedPrefix, int origin, int depth)
        : this(bytes, fixedPrefix, new DocumentFacts(origin, depth))
    {
    }

    /// <summary>A document whose facts are packed already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal DocumentView(ReadOnlySpan<byte> bytes, int fixedPrefix, DocumentFacts facts)
    {
        _start = ref MemoryMarshal.GetReference(bytes);
        _length = bytes.Length;
        _prefix = fixedPrefix;
        _facts = facts;
    }

    /// <summary>A document whose fixed prefix is recognised by comparing it with the type's layout.</summary>
    /// <typeparam name="T">The shared object type expected.</typeparam>
    /// <param name="bytes">The document, from its length field to its terminator.</param>
    public static DocumentView Of<T>(ReadOnlySpan<byte> bytes)
        where T : ISharedObject<T> => new(bytes, T.FixedLayout.Match(bytes));

    /// <summary>The embedded document in an element; the null view for null.</summary>
    /// <typeparam name="T">The shared object type expected.</typeparam>
    /// <exception cref="BsonFormatException">The element is neither a document nor null, or nested too deeply.</exception>
    public static DocumentView Of<T>(ElementView element)
        where T : ISharedObject<T> => element.AsDocument<T>();

    /// <summary>The document's bytes.</summary>
    public ReadOnlySpan<byte> Bytes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => MemoryMarshal.CreateReadOnlySpan(in _start, (int)_length);
    }

    /// <summary>Whether there is no document: a view of null. Its fields cannot be read.</summary>
    public bool IsNull => Unsafe.IsNullRef(in _start);

    /// <summary>What else is known.</summary>
    internal DocumentFacts Facts => _facts;

    /// <summary>How many bytes from the start are known to be canonical; 0 when nothing is known.</summary>
    public int FixedPrefix => (int)_prefix;

    /// <summary>How many documents and arrays enclose this one.</summary>
    public int Depth => _facts.Depth;

    /// <summary>Where this document starts, in bytes from the root document's start.</summary>
    public int Origin => _facts.Origin;

    /// <summary>What a debugger shows: the content, cut off after a bounded length.</summary>
    internal string DebuggerText => ViewText.Of(this);

    /// <summary>Reads a field that canonical documents hold at a constant offset.</summary>
    /// <param name="offset">The value's offset in a canonical document.</param>
    /// <param name="name">The element's UTF-8 name, by which it is looked up in other documents.</param>
    /// <param name="required">Whether a missing element is an error; otherwise it reads as the default value.</param>
    /// <exception cref="BsonFormatException">The element is missing though required, of another type, or out of range.</exception>
    /// <exception cref="InvalidOperationException">This is the null view.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TField GetFixed<TField, TRaw, TCodec>(int offset, scoped ReadOnlySpan<byte> name, bool required)
        where TCodec : struct, IFixedCodec<TField, TRaw>
        where TRaw : unmanaged
    {
        if (HasFixed<TRaw>(offset))
        {
            TRaw raw = FixedAt<TRaw>(offset);
            if (TCodec.IsReadable(raw))
                return TCodec.FromRaw(raw);
        }
        return FindFixed<TField, TCodec>(this, name, required);
    }

    /// <summary>As <see cref="GetFixed"/>, but says whether the element is there.</summary>
    /// <returns>False if it is missing.</returns>
    /// <exception cref="BsonFormatException">The element is of another type or out of range.</exception>
    /// <exception cref="InvalidOperationException">This is the null view.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGetFixed<TField, TRaw, TCodec>(int offset, scoped ReadOnlySpan<byte> name, [MaybeNullWhen(false)] out TField value)
        where TCodec : struct, IFixedCodec<TField, TRaw>
        where TRaw : unmanaged
    {
        if (HasFixed<TRaw>(offset))
        {
            TRaw raw = FixedAt<TRaw>(offset);
            if (TCodec.IsReadable(raw))
            {
                value = TCodec.FromRaw(raw);
                return true;
            }
        }
        return TryFindFixed<TField, TCodec>(this, name, out value);
    }

    /// <summary>Reads a field by name. Looks behind the fixed prefix first.</summary>
    /// <param name="name">The element's UTF-8 name.</param>
    /// <param name="required">Whether a missing element is an error; otherwise it reads as the default value.</param>
    /// <exception cref="BsonFormatException">The element is missing though required, of another type, or out of range.</exception>
    /// <exception cref="InvalidOperationException">This is the null view.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TField Get<TField, TCodec>(scoped ReadOnlySpan<byte> name, bool required)
        where TCodec : struct, IBsonCodec<TField>
    {
        if (TryTake(FindInTail(name), name.Length, out ElementView element))
            return TCodec.Read(element);
        if (required)
            ThrowMissing(this, name);
        return default!;
    }

    /// <summary>Views a field in place by name. Looks behind the fixed prefix first.</summary>
    /// <param name="name">The element's UTF-8 name.</param>
    /// <param name="required">Whether a missing element is an error; otherwise it is the default view.</param>
    /// <exception cref="BsonFormatException">The element is missing though required, or of another type.</exception>
    /// <exception cref="InvalidOperationException">This is the null view.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TView GetView<TView, TReader>(scoped ReadOnlySpan<byte> name, bool required)
        where TReader : struct, IBsonView<TView>, allows ref struct
        where TView : allows ref struct
    {
        if (TryTake(FindInTail(name), name.Length, out ElementView element))
            return TReader.View(element);
        if (required)
            ThrowMissing(this, name);
        return default!;
    }

    /// <summary>Whether the document has an element of this name that is neither null nor undefined.</summary>
    /// <exception cref="BsonFormatException">An element on the way is malformed.</exception>
    /// <exception cref="InvalidOperationException">This is the null view.</exception>
    public bool Has(scoped ReadOnlySpan<byte> name) => TryFind(name, out ElementView element) && !element.IsNull;

    /// <summary>A cursor over the elements behind the fixed prefix, for reading all fields in declared order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TailCursor Tail() => new(in _start, _length, _facts, TailStart);

    /// <summary>The same document with a recognised prefix, which reaches over an element that follows it directly.</summary>
    /// <param name="fixedPrefix">How many bytes are known to be canonical; 0 for none.</param>
    /// <param name="following">An element of this document, or none.</param>
    internal DocumentView With(int fixedPrefix, ElementView following)
    {
        // Reaching over it is sound: no fixed member of the type whose prefix this is lies there.
        int end = fixedPrefix + following.Length;
        bool follows = fixedPrefix > 0 && following.Length > 0 && following.Origin == Origin + fixedPrefix && end <= ushort.MaxValue;
        return new DocumentView(Bytes, follows ? end : fixedPrefix, Origin, Depth);
    }

    /// <summary>Whether a value of this width at this offset is inside the prefix.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool HasFixed<TRaw>(int offset)
        where TRaw : unmanaged => (ulong)(uint)offset + (uint)Unsafe.SizeOf<TRaw>() <= (ulong)_prefix;

    // In bounds because HasFixed was asked and the prefix never exceeds the bytes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TRaw FixedAt<TRaw>(int offset)
        where TRaw : unmanaged =>
        Unsafe.ReadUnaligned<TRaw>(in Unsafe.AddByteOffset(ref Unsafe.AsRef(in _start), (nuint)(uint)offset));
}
