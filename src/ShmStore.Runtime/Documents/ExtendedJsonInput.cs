using MongoDB.Bson;
using ShmStore.Bson;

namespace ShmStore.Documents;

/// <summary>Writes what a reader of extended JSON reads as BSON. Thread-safe.</summary>
internal static class ExtendedJsonInput
{
    /// <summary>Reads a whole document.</summary>
    /// <exception cref="FormatException">It is not extended JSON, holds a name twice, or is nested too deeply.</exception>
    /// <exception cref="ArgumentException">It holds a value that BSON cannot, or is too large.</exception>
    public static void ReadDocument(ExtendedJsonReader json, ref DocumentWriter writer)
    {
        json.ReadRequiredDocument();
        ReadElements(json, ref writer);
    }

    private static void ReadElements(ExtendedJsonReader json, ref DocumentWriter writer)
    {
        int start = Begin(ref writer);
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (json.ReadBsonType() is var type and not BsonType.EndOfDocument)
        {
            string name = json.ReadName();
            if (!names.Add(name))
                throw ExtendedJsonReader.NotExtendedJson($"The name '{name}' appears twice in one document.");
            writer.BeginElement(CString.Encode(name));
            ReadValue(json, type, ref writer);
        }
        json.ReadEndDocument();
        writer.EndDocument(start);
    }

    private static void ReadArray(ExtendedJsonReader json, ref DocumentWriter writer)
    {
        json.ReadStartArray();
        int start = Begin(ref writer);
        for (int index = 0; json.ReadBsonType() is var type and not BsonType.EndOfDocument; index++)
        {
            writer.BeginArrayElement(index);
            ReadValue(json, type, ref writer);
        }
        json.ReadEndArray();
        writer.EndDocument(start);
    }

    // Type and value of the element whose name was written.
    private static void ReadValue(ExtendedJsonReader json, BsonType type, ref DocumentWriter writer)
    {
        writer.SetType((ElementType)(byte)type);
        switch (type)
        {
            case BsonType.Document:
                json.ReadStartDocument();
                ReadElements(json, ref writer);
                break;
            case BsonType.Array:
                ReadArray(json, ref writer);
                break;
            case BsonType.JavaScriptWithScope:
                ReadScopedCode(json, ref writer);
                break;
            default:
                BsonValueWriter.WriteValue(ref writer, ReadScalar(json, type));
                break;
        }
    }

    private static void ReadScopedCode(ExtendedJsonReader json, ref DocumentWriter writer)
    {
        int start = BsonValueWriter.BeginScopedCode(ref writer, json.ReadJavaScriptWithScope());
        ReadDocument(json, ref writer);
        BsonValueWriter.EndScopedCode(ref writer, start);
    }

    private static BsonValue ReadScalar(ExtendedJsonReader json, BsonType type)
    {
        switch (type)
        {
            case BsonType.Double:
                return json.ReadDouble();
            case BsonType.String:
                return json.ReadString();
            case BsonType.Binary:
                return json.ReadBinaryData();
            case BsonType.ObjectId:
                return json.ReadObjectId();
            case BsonType.Boolean:
                return json.ReadBoolean();
            case BsonType.DateTime:
                return new BsonDateTime(json.ReadDateTime());
            case BsonType.RegularExpression:
                return json.ReadRegularExpression();
            case BsonType.JavaScript:
                return new BsonJavaScript(json.ReadJavaScript());
            case BsonType.Symbol:
                return (BsonSymbol)json.ReadSymbol();
            case BsonType.Int32:
                return json.ReadInt32();
            case BsonType.Timestamp:
                return new BsonTimestamp(json.ReadTimestamp());
            case BsonType.Int64:
                return json.ReadInt64();
            case BsonType.Decimal128:
                return json.ReadDecimal128();
            case BsonType.Undefined:
                json.ReadUndefined();
                return BsonUndefined.Value;
            case BsonType.Null:
                json.ReadNull();
                return BsonNull.Value;
            case BsonType.MinKey:
                json.ReadMinKey();
                return BsonMinKey.Value;
            case BsonType.MaxKey:
                json.ReadMaxKey();
                return BsonMaxKey.Value;
            default:
                throw ExtendedJsonReader.NotExtendedJson($"A value is expected, not {type}.");
        }
    }

    private static int Begin(ref DocumentWriter writer) => writer.Depth < BsonLimits.DefaultDepth
        ? writer.BeginDocument([0, 0, 0, 0])
        : throw ExtendedJsonReader.NotExtendedJson($"It is nested more than {BsonLimits.DefaultDepth} levels deep.");
}
