using System.Buffers.Binary;
using System.Text;
using MongoDB.Bson;
using ShmStore.Bson;

namespace ShmStore.Documents;

/// <summary>Turns BSON bytes into <see cref="BsonValue"/>s without MongoDB.Bson's own reader, which needs reflection and knows no depth limit.</summary>
/// <remarks>
/// Of elements with the same name the first counts. The bytes may be changing underneath: it then returns anything or throws
/// <see cref="BsonFormatException"/>, but stays inside the bytes and allocates no more than a small multiple of them. Thread-safe.
/// </remarks>
internal static class BsonValueReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a whole document.</summary>
    /// <exception cref="BsonFormatException">An element is malformed, nested too deeply, or of a type for which there is no <see cref="BsonValue"/>.</exception>
    public static BsonDocument ReadDocument(DocumentView view)
    {
        var document = new BsonDocument();
        foreach (ElementView element in view)
        {
            string name = ReadName(element);
            if (!document.Contains(name))
                document.Add(name, ReadValue(element));
        }
        return document;
    }

    /// <summary>Reads an element's name.</summary>
    /// <exception cref="BsonFormatException">It is not UTF-8.</exception>
    public static string ReadName(ElementView element) => Text(element, element.Name, BsonFormatReason.BadElementName);

    private static BsonArray ReadArray(DocumentView view)
    {
        var array = new BsonArray();
        foreach (ElementView element in view)
            array.Add(ReadValue(element));
        return array;
    }

    /// <summary>Reads one value.</summary>
    /// <exception cref="BsonFormatException">It is malformed, nested too deeply, or of a type for which there is no <see cref="BsonValue"/>.</exception>
    public static BsonValue ReadValue(ElementView element)
    {
        ReadOnlySpan<byte> value = element.Value;
        return element.Type switch
        {
            ElementType.Double => new BsonDouble(BinaryPrimitives.ReadDoubleLittleEndian(value)),
            ElementType.String => new BsonString(Text(element, Unframed(element, value))),
            ElementType.Document => ReadDocument(element.AsDocument()),
            ElementType.Array => ReadArray(element.AsDocument()),
            ElementType.Binary => ReadBinary(element, value),
            ElementType.Undefined => BsonUndefined.Value,
            ElementType.ObjectId => new BsonObjectId(new ObjectId(value.ToArray())),
            ElementType.Boolean => value[0] == 0 ? BsonBoolean.False : BsonBoolean.True,
            ElementType.DateTime => new BsonDateTime(BinaryPrimitives.ReadInt64LittleEndian(value)),
            ElementType.Null => BsonNull.Value,
            ElementType.Regex => ReadRegex(element, value),
            ElementType.JavaScript => new BsonJavaScript(Text(element, Unframed(element, value))),
            ElementType.Symbol => BsonSymbol.Create(Text(element, Unframed(element, value))),
            ElementType.JavaScriptWithScope => ReadScopedCode(element),
            ElementType.Int32 => new BsonInt32(BinaryPrimitives.ReadInt32LittleEndian(value)),
            ElementType.Timestamp => new BsonTimestamp(BinaryPrimitives.ReadInt64LittleEndian(value)),
            ElementType.Int64 => new BsonInt64(BinaryPrimitives.ReadInt64LittleEndian(value)),
            ElementType.Decimal128 => new BsonDecimal128(Decimal128.FromIEEEBits(
                BinaryPrimitives.ReadUInt64LittleEndian(value[sizeof(ulong)..]), BinaryPrimitives.ReadUInt64LittleEndian(value))),
            ElementType.MinKey => BsonMinKey.Value,
            ElementType.MaxKey => BsonMaxKey.Value,
            // The deprecated DBPointer: MongoDB.Bson has no value for it.
            _ => throw element.Mismatch("a type that a BsonDocument can hold"),
        };
    }

    private static BsonBinaryData ReadBinary(ElementView element, ReadOnlySpan<byte> value)
    {
        var subtype = (BsonBinarySubType)value[sizeof(int)];
        ReadOnlySpan<byte> content = value[(sizeof(int) + 1)..];
        if (subtype is BsonBinarySubType.UuidStandard or BsonBinarySubType.UuidLegacy && content.Length != 16)
            throw element.Error(BsonFormatReason.BadBinary, $"a UUID of {content.Length} bytes instead of 16");
        if ((byte)subtype == BinaryCodec.OldSubtype)
        {
            if (content.Length < sizeof(int) || BinaryPrimitives.ReadInt32LittleEndian(content) != content.Length - sizeof(int))
                throw element.Error(BsonFormatReason.BadBinary, $"the inner length contradicts the {content.Length} bytes of binary data");
            content = content[sizeof(int)..];
        }
        return new BsonBinaryData(content.ToArray(), subtype);
    }

    private static BsonRegularExpression ReadRegex(ElementView element, ReadOnlySpan<byte> value)
    {
        int pattern = value.IndexOf((byte)0);
        if (pattern < 0 || pattern == value.Length - 1)
            throw element.Error(BsonFormatReason.BadString, "the regular expression has no end");
        return new BsonRegularExpression(Text(element, value[..pattern]), Text(element, value[(pattern + 1)..^1]));
    }

    private static BsonJavaScriptWithScope ReadScopedCode(ElementView element)
    {
        ScopedCode code = ScopedCode.Of(element);
        return new BsonJavaScriptWithScope(Text(element, code.Code), ReadDocument(code.Scope));
    }

    // A string's bytes without its length and its closing zero.
    private static ReadOnlySpan<byte> Unframed(ElementView element, ReadOnlySpan<byte> value) =>
        value.Length > sizeof(int) ? value[sizeof(int)..^1] : throw element.Error(BsonFormatReason.BadString, "text without a closing zero");

    private static string Text(ElementView element, ReadOnlySpan<byte> utf8, BsonFormatReason reason = BsonFormatReason.InvalidUtf8)
    {
        try
        {
            return StrictUtf8.GetString(utf8);
        }
        catch (DecoderFallbackException)
        {
            throw element.Error(reason, "text that is not UTF-8");
        }
    }
}
