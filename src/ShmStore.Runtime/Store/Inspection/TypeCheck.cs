using System.Text;
using ShmStore.Bson;
using ShmStore.Documents;
using ShmStore.Store.Schema;

namespace ShmStore.Store.Inspection;

/// <summary>Looks whether a valid document can be read as a type of the schema: as deep as the document is nested, which is bounded.</summary>
/// <remarks>
/// A schema tells how members are written. What is read besides is up to their codecs, of which it says nothing: so nothing is refused that some codec of the kind reads.
/// </remarks>
internal sealed class TypeCheck(StoreSchema schema)
{
    private readonly Dictionary<string, Field[]> _fields = new(StringComparer.Ordinal);

    /// <summary>The schema.</summary>
    public StoreSchema Schema => schema;

    /// <summary>Checks a document.</summary>
    /// <exception cref="BsonFormatException">It cannot be read as the type.</exception>
    public void Check(string type, DocumentView document)
    {
        foreach (Field field in FieldsOf(Concrete(type, document)))
        {
            if (document.TryFind(field.Name, out ElementView element))
                Check(field.Type, element);
            else if (field.Required)
                DocumentView.ThrowMissing(document, field.Name);
        }
    }

    private Field[] FieldsOf(string type)
    {
        if (!_fields.TryGetValue(type, out Field[]? fields))
        {
            fields = [.. schema.FieldsOf(type).Select(static field => new Field(Encoding.UTF8.GetBytes(field.Name), FieldType.Parse(field.Type), field.Required))];
            _fields.Add(type, fields);
        }

        return fields;
    }

    // The type that the document says it is, where it can be one of several.
    private string Concrete(string type, DocumentView document)
    {
        List<KnownSchema> known = schema.KnownOf(type);
        if (known.Count == 0 || !document.TryFind(Discriminator.ElementName, out ElementView element))
            return type;
        string name = Encoding.UTF8.GetString(Discriminator.NameIn(element));
        return known.Find(candidate => candidate.Name == name)?.Type
            ?? throw element.Error(BsonFormatReason.TypeMismatch, $"'{name}' is none of the types that a {type} can be");
    }

    private void Check(FieldType type, ElementView element)
    {
        if ((element.IsNull && (type.AllowsNull || type.Kind == "any")) || (type.AllowsNull && CSharpNull.Is(element)))
            return;
        switch (type.Kind)
        {
            case "bool":
                BooleanCodec.Read(element);
                break;
            case "int32" or "int64" or "double" or "decimal128":
                if (!IsNumber(element) && element.Type is not (ElementType.String or ElementType.Boolean or ElementType.DateTime))
                    throw element.Mismatch("a number");
                break;
            case "string":
                if (!IsNumber(element))
                    StringCodec.Text(element);
                break;
            case "date":
                Expect(element, ElementType.DateTime, "a date");
                break;
            case "timestamp":
                Expect(element, ElementType.Timestamp, "a timestamp");
                break;
            case "objectId":
                Expect(element, ElementType.ObjectId, "an object id");
                break;
            case "uuid" or "binary":
                Expect(element, ElementType.Binary, "binary data");
                break;
            case "regex":
                Expect(element, ElementType.Regex, "a regular expression");
                break;
            case FieldType.Object:
                Check(type.ObjectName ?? "", element.AsDocument());
                break;
            case "array" or "tuple" or "map" or "pair" or "document":
                CheckParts(type, element);
                break;
        }
    }

    private void CheckParts(FieldType type, ElementView element)
    {
        // Pairs, dictionaries, and times with their zone, can be arrays or documents.
        if (type.Kind == "array" && type.Parts.Count > 0 && element.Type != ElementType.Array)
            throw element.Mismatch("an array");
        if (type.Kind == "map" && element.Type == ElementType.Array)
            return;
        int index = 0;
        foreach (ElementView part in element.AsDocument())
        {
            if (index < type.Parts.Count)
                Check(type.Parts[type.Kind is "array" or "map" ? 0 : index], part);
            index++;
        }

        if (type.Kind is "tuple" or "pair" && index != type.Parts.Count)
            throw element.Error(BsonFormatReason.TypeMismatch, $"{index} items where {type.Parts.Count} are expected");
    }

    private static bool IsNumber(ElementView element) => element.Type is ElementType.Int32 or ElementType.Int64 or ElementType.Double or ElementType.Decimal128;

    private static void Expect(ElementView element, ElementType type, string what)
    {
        if (element.Type != type)
            throw element.Mismatch(what);
    }

    private readonly record struct Field(byte[] Name, FieldType Type, bool Required);
}
