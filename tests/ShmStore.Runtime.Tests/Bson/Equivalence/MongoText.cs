using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using MongoDB.Bson;
using MongoDB.Bson.IO;

namespace ShmStore.Tests.Bson.Equivalence;

/// <summary>Everything in a document as MongoDB.Bson's reader sees it; <see cref="ViewedText"/> writes the same.</summary>
internal static class MongoText
{
    /// <summary>The text of a whole document without the deprecated DBPointer, which that reader does not know.</summary>
    public static string Of(byte[] document)
    {
        using var stream = new MemoryStream(document);
        using var reader = new BsonBinaryReader(stream, new BsonBinaryReaderSettings { FixOldBinarySubTypeOnInput = false });
        var text = new StringBuilder();
        AppendDocument(text, reader);
        return text.ToString();
    }

    private static void AppendDocument(StringBuilder text, BsonBinaryReader reader)
    {
        reader.ReadStartDocument();
        AppendElements(text, reader, hasNames: true);
        reader.ReadEndDocument();
    }

    private static void AppendArray(StringBuilder text, BsonBinaryReader reader)
    {
        reader.ReadStartArray();
        AppendElements(text, reader, hasNames: false);
        reader.ReadEndArray();
    }

    // The names in arrays are not handed out; they do not count.
    private static void AppendElements(StringBuilder text, BsonBinaryReader reader, bool hasNames)
    {
        text.Append('{');
        while (reader.ReadBsonType() is var type && type != BsonType.EndOfDocument)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(byte)type:X2} {(hasNames ? reader.ReadName() : "")}=");
            AppendValue(text, reader, type);
            text.Append(';');
        }
        text.Append('}');
    }

    private static void AppendValue(StringBuilder text, BsonBinaryReader reader, BsonType type)
    {
        switch (type)
        {
            case BsonType.Document:
                AppendDocument(text, reader);
                break;
            case BsonType.Array:
                AppendArray(text, reader);
                break;
            case BsonType.JavaScriptWithScope:
                text.Append(reader.ReadJavaScriptWithScope());
                AppendDocument(text, reader);
                break;
            default:
                text.Append(Scalar(reader, type));
                break;
        }
    }

    private static string Scalar(BsonBinaryReader reader, BsonType type)
    {
        switch (type)
        {
            case BsonType.String:
                return reader.ReadString();
            case BsonType.JavaScript:
                return reader.ReadJavaScript();
            case BsonType.Symbol:
                return reader.ReadSymbol();
            case BsonType.RegularExpression:
                BsonRegularExpression expression = reader.ReadRegularExpression();
                return $"{expression.Pattern}/{expression.Options}";
            case BsonType.Binary:
                BsonBinaryData data = reader.ReadBinaryData();
                return $"{(byte)data.SubType:X2}:{Convert.ToHexString(data.Bytes)}";
            case BsonType.Double:
                return Number(BitConverter.DoubleToInt64Bits(reader.ReadDouble()));
            case BsonType.DateTime:
                return Number(reader.ReadDateTime());
            case BsonType.Int64:
                return Number(reader.ReadInt64());
            case BsonType.Timestamp:
                return Number(reader.ReadTimestamp());
            case BsonType.Int32:
                return Number(reader.ReadInt32());
            case BsonType.ObjectId:
                return Convert.ToHexString(reader.ReadObjectId().ToByteArray());
            case BsonType.Boolean:
                return reader.ReadBoolean() ? "01" : "00";
            case BsonType.Decimal128:
                return Decimal(reader.ReadDecimal128());
            default:
                Skip(reader, type);
                return "";
        }
    }

    private static void Skip(BsonBinaryReader reader, BsonType type)
    {
        Action read = type switch
        {
            BsonType.Null => reader.ReadNull,
            BsonType.Undefined => reader.ReadUndefined,
            BsonType.MinKey => reader.ReadMinKey,
            _ => reader.ReadMaxKey,
        };
        read();
    }

    private static string Decimal(Decimal128 value)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value.GetIEEELowBits());
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], value.GetIEEEHighBits());
        return Convert.ToHexString(bytes);
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
