using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text.Unicode;

namespace ShmStore.Bson;

/// <summary>One validation: walks over a document and all nested ones with a stack of their ends, without recursion.</summary>
internal ref partial struct DocumentValidator
{
    private readonly ReadOnlySpan<byte> _document;
    private readonly BsonLimits _limits;
    private readonly Span<int> _ends;
    private int _depth;
    private int _position;

    /// <summary>Prepares a walk.</summary>
    /// <param name="document">The bytes.</param>
    /// <param name="limits">How deep and long the document may be.</param>
    /// <param name="ends">Room for one terminator position a level.</param>
    public DocumentValidator(ReadOnlySpan<byte> document, BsonLimits limits, Span<int> ends)
    {
        _document = document;
        _limits = limits;
        _ends = ends;
    }

    /// <summary>The most levels of documents and arrays that the walk was in at once.</summary>
    public int Levels { get; private set; }

    /// <summary>Walks over everything.</summary>
    /// <exception cref="BsonFormatException">The first problem found.</exception>
    public void Run()
    {
        CheckRootLength();
        Enter(_document.Length);
        while (_depth > 0)
        {
            int end = _ends[_depth - 1];
            if (_position < end)
                CheckElement(end);
            else
                Leave(end);
        }
    }

    private readonly void CheckRootLength()
    {
        if (_document.Length < ElementSize.EmptyDocument)
            Throw(BsonFormatReason.BadDocumentLength, 0, $"{_document.Length} bytes are no document");
        int length = BinaryPrimitives.ReadInt32LittleEndian(_document);
        if (length != _document.Length)
            Throw(BsonFormatReason.BadDocumentLength, 0, $"the length says {length} bytes, there are {_document.Length}");
        if (length > _limits.MaximumDocumentBytes)
            Throw(BsonFormatReason.LimitExceeded, 0, $"{length} bytes exceed the limit of {_limits.MaximumDocumentBytes}");
    }

    // At a document's length field, already checked against what is around it.
    private void Enter(int length)
    {
        if (_depth == _limits.MaximumDepth)
            Throw(BsonFormatReason.LimitExceeded, _position, $"nested more than {_limits.MaximumDepth} levels deep");
        _ends[_depth++] = _position + length - 1;
        Levels = Math.Max(Levels, _depth);
        _position += sizeof(int);
    }

    private void Leave(int end)
    {
        if (_document[end] != 0)
            Throw(BsonFormatReason.BadTerminator, end, $"the document ends with 0x{_document[end]:X2}, not with zero");
        _position = end + 1;
        _depth--;
    }

    private void CheckElement(int end)
    {
        ReadOnlySpan<byte> element = _document[_position..end];
        byte type = element[0];
        if (type == 0)
            ThrowMalformed(BsonFormatReason.BadTerminator, _position, end);
        ReadOnlySpan<byte> name = element[1..];
        int nameLength = ElementName.Length(name);
        if (nameLength < 0)
            ThrowMalformed(BsonFormatReason.BadElementName, _position, end);
        if (!Utf8.IsValid(name[..nameLength]))
            Throw(BsonFormatReason.BadElementName, _position, "the name is not UTF-8");

        int valueStart = _position + 1 + nameLength + 1;
        int size = ElementSize.Measure(type, _document[valueStart..end]);
        if (size < 0)
        {
            var reason = (BsonFormatReason)~size;
            ThrowMalformed(reason, reason == BsonFormatReason.UnknownElementType ? _position : valueStart, end);
        }
        _position = valueStart;
        CheckValue((ElementType)type, size);
    }

    [DoesNotReturn]
    private readonly void ThrowMalformed(BsonFormatReason reason, int offset, int end) =>
        throw Malformed.At(reason, FieldPath.Locate(_document, offset), offset, end - offset);

    [DoesNotReturn]
    private readonly void Throw(BsonFormatReason reason, int offset, string problem) =>
        throw new BsonFormatException(reason, offset, FieldPath.Locate(_document, offset), problem);
}
