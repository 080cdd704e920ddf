using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ShmStore.Bson;

/// <summary>
/// One element of a document: its type, name and value bytes, measured once when it was found. Copies nothing and
/// is valid as long as the bytes under it are.
/// </summary>
[DebuggerDisplay("{DebuggerText,nq}")]
public readonly ref struct ElementView
{
    private readonly ref readonly byte _start;
    private readonly ulong _lengths; // Of all bytes, and above them of those before the value.
    private readonly ElementFacts _facts;

    /// <summary>Wraps an element that was measured.</summary>
    /// <param name="bytes">From the type byte to the value's end.</param>
    /// <param name="type">The type it was measured by: the byte itself may change under a torn read.</param>
    /// <param name="valueStart">Where the value starts in <paramref name="bytes"/>.</param>
    /// <param name="origin">Where <paramref name="bytes"/> start in the root document, of which they are a slice.</param>
    /// <param name="depth">How many documents enclose the one that holds the element.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ElementView(ReadOnlySpan<byte> bytes, ElementType type, int valueStart, int origin, int depth)
    {
        _start = ref MemoryMarshal.GetReference(bytes);
        _lengths = (uint)bytes.Length | ((ulong)(uint)valueStart << 32);
        _facts = new ElementFacts(type, depth, origin);
    }

    /// <summary>The element's type.</summary>
    public ElementType Type => _facts.Type;

    /// <summary>The name's UTF-8 bytes without the closing zero.</summary>
    public ReadOnlySpan<byte> Name => Bytes.IsEmpty ? default : Bytes[1..(ValueStart - 1)];

    /// <summary>The value's bytes, with the length fields that its type has.</summary>
    public ReadOnlySpan<byte> Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Bytes[ValueStart..];
    }

    /// <summary>Where the element (its type byte) starts, in bytes from the root document's start.</summary>
    public int Origin => _facts.Origin;

    /// <summary>How many documents and arrays enclose the document that holds the element.</summary>
    public int Depth => _facts.Depth;

    /// <summary>Whether the value is null, or the deprecated undefined.</summary>
    public bool IsNull => Type is ElementType.Null or ElementType.Undefined;

    /// <summary>How many bytes type, name and value are.</summary>
    internal int Length => (int)_lengths;

    private int ValueStart => (int)(_lengths >> 32);

    private ReadOnlySpan<byte> Bytes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => MemoryMarshal.CreateReadOnlySpan(in _start, Length);
    }

    /// <summary>What a debugger shows: the content, cut off after a bounded length.</summary>
    internal string DebuggerText => ViewText.Of(this);

    /// <summary>The document or array in this element.</summary>
    /// <exception cref="BsonFormatException">Another type, or nested too deeply.</exception>
    public DocumentView AsDocument()
    {
        if (Type is not (ElementType.Document or ElementType.Array))
            throw Mismatch("a document");
        return Nested(fixedPrefix: 0);
    }

    /// <summary>The embedded document in this element, with its fixed prefix recognised; the null view for null.</summary>
    /// <typeparam name="T">The shared object type expected.</typeparam>
    /// <exception cref="BsonFormatException">Another type, or nested too deeply.</exception>
    public DocumentView AsDocument<T>()
        where T : ISharedObject<T>
    {
        if (Type == ElementType.Document)
            return Nested(T.FixedLayout.Match(Value));
        return IsNull ? default : throw Mismatch("a document");
    }

    /// <summary>An error about this element, for codecs to throw.</summary>
    /// <param name="reason">What kind of problem it is.</param>
    /// <param name="problem">The problem in words.</param>
    /// <param name="valueOffset">Where in <see cref="Value"/> the problem is, in bytes.</param>
    public BsonFormatException Error(BsonFormatReason reason, string problem, int valueOffset = 0) =>
        At(reason, problem, Origin + ValueStart + valueOffset);

    /// <summary>The error that this element's type is not one the member can be read from.</summary>
    /// <param name="expected">What was expected, as in "an integer".</param>
    public BsonFormatException Mismatch(string expected) =>
        At(BsonFormatReason.TypeMismatch, $"{Article.With(Type.ToString())} where {expected} is expected", Origin);

    /// <summary>The error of what something else has thrown that was to read this element.</summary>
    internal BsonFormatException Error(BsonFormatReason reason, string problem, Exception cause) => At(reason, problem, Origin + ValueStart, cause);

    /// <summary>The array in this element, which the caller knows to be one.</summary>
    internal DocumentView AsArray() => Type == ElementType.Array ? Nested(fixedPrefix: 0) : throw Mismatch("an array");

    private DocumentView Nested(int fixedPrefix)
    {
        int depth = Depth + 1;
        if (depth >= BsonLimits.DefaultDepth)
            throw Error(BsonFormatReason.LimitExceeded, $"nested more than {BsonLimits.DefaultDepth} levels deep");
        return new DocumentView(Value, fixedPrefix, Origin + ValueStart, depth);
    }

    private BsonFormatException At(BsonFormatReason reason, string problem, int offset, Exception? cause = null) =>
        // A value without bytes has no place of its own to be found by.
        new(reason, offset, Bytes.IsEmpty ? "" : FieldPath.Locate(Bytes, Origin, Value.IsEmpty ? Origin : offset), problem, cause);
}
