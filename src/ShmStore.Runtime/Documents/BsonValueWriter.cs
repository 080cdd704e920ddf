using MongoDB.Bson;
using ShmStore.Bson;

namespace ShmStore.Documents;

/// <summary>Turns <see cref="BsonValue"/>s into BSON bytes without MongoDB.Bson's own writer, which needs reflection. Thread-safe.</summary>
internal static class BsonValueWriter
{
    /// <summary>Writes a value's bytes, without type and name.</summary>
    /// <exception cref="ArgumentException">It holds a name twice or something that BSON cannot, or is nested too deeply or too long.</exception>
    public static void WriteValue(ref DocumentWriter writer, BsonValue value)
    {
        switch (value.BsonType)
        {
            case BsonType.Double:
                writer.WriteInt64(BitConverter.DoubleToInt64Bits(value.AsDouble));
                break;
            case BsonType.String:
                writer.WriteString(value.AsString);
                break;
            case BsonType.Document:
                WriteDocument(ref writer, value.AsBsonDocument);
                break;
            case BsonType.Array:
                WriteArray(ref writer, value.AsBsonArray);
                break;
            case BsonType.Binary:
                WriteBinary(ref writer, value.AsBsonBinaryData);
                break;
            case BsonType.ObjectId:
                writer.WriteBytes(value.AsObjectId.ToByteArray());
                break;
            case BsonType.Boolean:
                writer.WriteByte(value.AsBoolean ? (byte)1 : (byte)0);
                break;
            case BsonType.DateTime:
                writer.WriteInt64(value.AsBsonDateTime.MillisecondsSinceEpoch);
                break;
            case BsonType.RegularExpression:
                WriteCString(ref writer, value.AsBsonRegularExpression.Pattern);
                WriteCString(ref writer, value.AsBsonRegularExpression.Options);
                break;
            case BsonType.JavaScript:
                writer.WriteString(value.AsBsonJavaScript.Code);
                break;
            case BsonType.Symbol:
                writer.WriteString(value.AsBsonSymbol.Name);
                break;
            case BsonType.JavaScriptWithScope:
                WriteScopedCode(ref writer, value.AsBsonJavaScriptWithScope);
                break;
            case BsonType.Int32:
                writer.WriteInt32(value.AsInt32);
                break;
            case BsonType.Timestamp:
                writer.WriteInt64(value.AsBsonTimestamp.Value);
                break;
            case BsonType.Int64:
                writer.WriteInt64(value.AsInt64);
                break;
            case BsonType.Decimal128:
                writer.WriteInt64((long)value.AsDecimal128.GetIEEELowBits());
                writer.WriteInt64((long)value.AsDecimal128.GetIEEEHighBits());
                break;
            case BsonType.Undefined or BsonType.Null or BsonType.MinKey or BsonType.MaxKey:
                break;
            default:
                throw new ArgumentException($"a value of type {value.BsonType} cannot be stored");
        }
    }

    /// <summary>Writes a whole document, its elements in their order.</summary>
    /// <exception cref="ArgumentException">It holds a name twice or something that BSON cannot, or is nested too deeply or too long.</exception>
    public static void WriteDocument(ref DocumentWriter writer, BsonDocument document)
    {
        int start = writer.BeginDocument([0, 0, 0, 0]);
        WriteElements(ref writer, document);
        writer.EndDocument(start);
    }

    /// <summary>Writes a document's elements into the one that has begun.</summary>
    /// <inheritdoc cref="WriteDocument"/>
    public static void WriteElements(ref DocumentWriter writer, BsonDocument document)
    {
        DuplicateNames.ThrowIfAny(document);
        foreach (BsonElement element in document)
        {
            writer.BeginElement(CString.Encode(element.Name));
            WriteTyped(ref writer, element.Value);
        }
    }

    /// <summary>Begins code with a scope, which follows as a document.</summary>
    /// <returns>Where it starts, for <see cref="EndScopedCode"/>.</returns>
    /// <exception cref="ArgumentException">The code has a lone surrogate, or is too long.</exception>
    public static int BeginScopedCode(ref DocumentWriter writer, string code)
    {
        int start = writer.Position;
        writer.WriteInt32(0);
        writer.WriteString(code);
        return start;
    }

    /// <summary>Ends code whose scope was written.</summary>
    public static void EndScopedCode(ref DocumentWriter writer, int start) => writer.SetFixed<int, int, Int32Codec>(start, writer.Position - start);

    private static void WriteArray(ref DocumentWriter writer, BsonArray array)
    {
        int start = writer.BeginArray();
        int index = 0;
        foreach (BsonValue value in array)
        {
            writer.BeginArrayElement(index++);
            WriteTyped(ref writer, value);
        }
        writer.EndDocument(start);
    }

    /// <summary>Writes the type and the bytes of the element that was begun.</summary>
    /// <inheritdoc cref="WriteValue"/>
    // Not by the codec: with the codec comes what reads, and makes documents, into every program that is compiled ahead of time.
    public static void WriteTyped(ref DocumentWriter writer, BsonValue value)
    {
        writer.SetType((ElementType)(byte)value.BsonType);
        WriteValue(ref writer, value);
    }

    private static void WriteBinary(ref DocumentWriter writer, BsonBinaryData data)
    {
        byte[] bytes = data.Bytes;
        bool repeatsLength = (byte)data.SubType == BinaryCodec.OldSubtype;
        writer.WriteInt32(repeatsLength ? bytes.Length + sizeof(int) : bytes.Length);
        writer.WriteByte((byte)data.SubType);
        if (repeatsLength)
            writer.WriteInt32(bytes.Length);
        writer.WriteBytes(bytes);
    }

    private static void WriteScopedCode(ref DocumentWriter writer, BsonJavaScriptWithScope code)
    {
        int start = BeginScopedCode(ref writer, code.Code);
        WriteDocument(ref writer, code.Scope);
        EndScopedCode(ref writer, start);
    }

    private static void WriteCString(ref DocumentWriter writer, string text)
    {
        writer.WriteBytes(CString.Encode(text));
        writer.WriteByte(0);
    }
}
