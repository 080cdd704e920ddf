using MongoDB.Bson;
using MongoDB.Bson.IO;
using ShmStore.Bson;

namespace ShmStore.Documents;

/// <summary>Gives documents to a writer of extended JSON. Of elements with the same name the first counts. Thread-safe.</summary>
internal static class ExtendedJsonOutput
{
    /// <summary>Writes a whole document.</summary>
    /// <exception cref="BsonFormatException">An element is malformed, nested too deeply, or of the deprecated DBPointer type.</exception>
    public static void WriteDocument(JsonWriter json, DocumentView document)
    {
        json.WriteStartDocument();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (ElementView element in document)
        {
            string name = BsonScalarReader.ReadName(element);
            if (!names.Add(name))
                continue;
            json.WriteName(name);
            WriteValue(json, element);
        }
        json.WriteEndDocument();
    }

    private static void WriteArray(JsonWriter json, DocumentView array)
    {
        json.WriteStartArray();
        foreach (ElementView element in array)
            WriteValue(json, element);
        json.WriteEndArray();
    }

    private static void WriteValue(JsonWriter json, ElementView element)
    {
        switch (element.Type)
        {
            case ElementType.Document:
                WriteDocument(json, element.AsDocument());
                break;
            case ElementType.Array:
                WriteArray(json, element.AsDocument());
                break;
            case ElementType.JavaScriptWithScope:
                ScopedCode code = ScopedCode.Of(element);
                json.WriteJavaScriptWithScope(BsonScalarReader.ReadCode(element, code));
                WriteDocument(json, code.Scope);
                break;
            default:
                WriteScalar(json, BsonScalarReader.Read(element));
                break;
        }
    }

    private static void WriteScalar(JsonWriter json, BsonValue value)
    {
        switch (value.BsonType)
        {
            case BsonType.Double:
                ShortDoubles.Write(json, value.AsDouble);
                break;
            case BsonType.String:
                json.WriteString(value.AsString);
                break;
            case BsonType.Binary:
                json.WriteBinaryData(value.AsBsonBinaryData);
                break;
            case BsonType.Undefined:
                json.WriteUndefined();
                break;
            case BsonType.ObjectId:
                json.WriteObjectId(value.AsObjectId);
                break;
            case BsonType.Boolean:
                json.WriteBoolean(value.AsBoolean);
                break;
            case BsonType.DateTime:
                json.WriteDateTime(value.AsBsonDateTime.MillisecondsSinceEpoch);
                break;
            case BsonType.Null:
                json.WriteNull();
                break;
            case BsonType.RegularExpression:
                json.WriteRegularExpression(value.AsBsonRegularExpression);
                break;
            case BsonType.JavaScript:
                json.WriteJavaScript(value.AsBsonJavaScript.Code);
                break;
            case BsonType.Symbol:
                json.WriteSymbol(value.AsBsonSymbol.Name);
                break;
            case BsonType.Int32:
                json.WriteInt32(value.AsInt32);
                break;
            case BsonType.Timestamp:
                json.WriteTimestamp(value.AsBsonTimestamp.Value);
                break;
            case BsonType.Int64:
                json.WriteInt64(value.AsInt64);
                break;
            case BsonType.Decimal128:
                json.WriteDecimal128(value.AsDecimal128);
                break;
            case BsonType.MinKey:
                json.WriteMinKey();
                break;
            case BsonType.MaxKey:
                json.WriteMaxKey();
                break;
        }
    }
}
