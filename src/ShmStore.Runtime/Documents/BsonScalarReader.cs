using System.Buffers.Binary;
using System.Text;
using MongoDB.Bson;
using ShmStore.Bson;

namespace ShmStore.Documents;

/// <summary>Turns the bytes of values that hold no document into <see cref="BsonValue"/>s. Of changing bytes it makes anything, or throws. Thread-safe.</summary>
/// <remarks>Never makes a <see cref="BsonDocument"/>: a program in which there is none is compiled ahead of time without MongoDB.Bson's serializers.</remarks>
internal static class BsonScalarReader
{
    /// <summary>Reads an element's name.</summary>
    /// <exception cref="BsonFormatException">It is not UTF-8.</exception>
    public static string ReadName(ElementView element) => Text(element, element.Name, BsonFormatReason.BadElementName);

    /// <summary>Reads the code of an element that is code with a scope.</summary>
    /// <exception cref="BsonFormatException">It is not UTF-8.</exception>
    public static string ReadCode(ElementView element, ScopedCode code) => Text(element, code.Code);

    /// <summary>Reads one value that is neither a document, nor an array, nor code with a scope.</summary>
    /// <exception cref="BsonFormatException">It is malformed, or of a type for which there is no such value.</exception>
    public static BsonValue Read(ElementView element)
    {
        ReadOnlySpan<byte> value = element.Value;
        return element.Type switch
        {
            ElementType.Double => new BsonDouble(BinaryPrimitives.ReadDoubleLittleEndian(value)),
            ElementType.String => new BsonString(Text(element, Unframed(element, value))),
            ElementType.Binary => ReadBinary(element, value),
            ElementType.Undefined => BsonUndefined.Value,
            ElementType.ObjectId => new BsonObjectId(new ObjectId(value.ToArray())),
            ElementType.Boolean => value[0] == 0 ? BsonBoolean.False : BsonBoolean.True,
            ElementType.DateTime => new BsonDateTime(BinaryPrimitives.ReadInt64LittleEndian(value)),
            ElementType.Null => BsonNull.Value,
            ElementType.Regex => ReadRegex(element, value),
            ElementType.JavaScript => new BsonJavaScript(Text(element, Unframed(element, value))),
            ElementType.Symbol => (BsonSymbol)Text(element, Unframed(element, value)),
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

    // A string's bytes without its length and its closing zero.
    private static ReadOnlySpan<byte> Unframed(ElementView element, ReadOnlySpan<byte> value) =>
        value.Length > sizeof(int) ? value[sizeof(int)..^1] : throw element.Error(BsonFormatReason.BadString, "text without a closing zero");

    private static string Text(ElementView element, ReadOnlySpan<byte> utf8, BsonFormatReason reason = BsonFormatReason.InvalidUtf8)
    {
        try
        {
            return StrictUtf8.Encoding.GetString(utf8);
        }
        catch (DecoderFallbackException)
        {
            throw element.Error(reason, "text that is not UTF-8");
        }
    }
}
