using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text.Unicode;

namespace ShmStore.Bson;

/// <content>The rules of single values, whose framing is known to be right.</content>
internal ref partial struct DocumentValidator
{
    private const int BinaryHead = sizeof(int) + 1;
    private const int UuidBytes = 16;

    // Moves over the value, or into it if it is a document.
    private void CheckValue(ElementType type, int size)
    {
        switch (type)
        {
            case ElementType.Document or ElementType.Array:
                Enter(size);
                return;
            case ElementType.JavaScriptWithScope:
                EnterScope(size);
                return;
            case ElementType.String or ElementType.JavaScript or ElementType.Symbol:
                CheckString(_position, size);
                break;
            case ElementType.DbPointer:
                CheckString(_position, size - 12);
                break;
            case ElementType.Binary:
                CheckBinary(size);
                break;
            case ElementType.Boolean:
                if (_document[_position] > 1)
                    Throw(BsonFormatReason.BadBoolean, _position, $"{_document[_position]} is neither 0 nor 1");
                break;
            case ElementType.Regex:
                // Pattern and options, with the zero between them, which is valid UTF-8 itself.
                CheckUtf8(_position, size - 1);
                break;
        }
        _position += size;
    }

    // A string's length field, text and zero, together `size` bytes.
    private readonly void CheckString(int start, int size)
    {
        if (_document[start + size - 1] != 0)
            Throw(BsonFormatReason.BadString, start, "the closing zero is missing");
        CheckUtf8(start + sizeof(int), size - sizeof(int) - 1);
    }

    private readonly void CheckUtf8(int start, int length)
    {
        ReadOnlySpan<byte> text = _document.Slice(start, length);
        if (!Utf8.IsValid(text))
            Throw(BsonFormatReason.InvalidUtf8, start + Utf8Text.InvalidAt(text), "the text is not UTF-8");
    }

    private readonly void CheckBinary(int size)
    {
        int length = size - BinaryHead;
        byte subtype = _document[_position + sizeof(int)];
        if (subtype is 3 or UuidRaw.Subtype && length != UuidBytes)
            Throw(BsonFormatReason.BadBinary, _position, $"a UUID of {length} bytes");
        if (subtype != 2)
            return;
        if (length < sizeof(int) || BinaryPrimitives.ReadInt32LittleEndian(_document[(_position + BinaryHead)..]) != length - sizeof(int))
            Throw(BsonFormatReason.BadBinary, _position, $"the inner length does not fit the outer length of {length}");
    }

    // Length, code, and a document that must end where the length says.
    private void EnterScope(int size)
    {
        int code = _position + sizeof(int);
        int left = size - sizeof(int);
        int codeSize = ElementSize.Measure((byte)ElementType.String, _document.Slice(code, left));
        if (codeSize < 0)
            ThrowMalformed((BsonFormatReason)~codeSize, code, code + left);
        CheckString(code, codeSize);
        int scope = code + codeSize;
        left -= codeSize;
        if (left < ElementSize.EmptyDocument || BinaryPrimitives.ReadInt32LittleEndian(_document[scope..]) != left)
            ThrowBadScope(code, scope, left);
        _position = scope;
        Enter(left);
    }

    // Where the code takes all room, the scope's place is already behind the element.
    [DoesNotReturn]
    private readonly void ThrowBadScope(int code, int scope, int left) =>
        throw new BsonFormatException(
            BsonFormatReason.BadNestedLength, scope, FieldPath.Locate(_document, code), $"the scope is not a document of the {left} bytes left for it");
}
