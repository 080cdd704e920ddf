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
    private readonly Dictionary<string, CheckedType> _types = new(StringComparer.Ordinal);

    /// <summary>The schema.</summary>
    public StoreSchema Schema => schema;

    /// <summary>Checks a document.</summary>
    /// <exception cref="BsonFormatException">It cannot be read as the type.</exception>
    public void Check(string type, DocumentView document)
    {
        CheckedType concrete = Concrete(type, document);
        var found = new HashSet<int>();
        foreach (ElementView element in document)
        {
            // Of several elements of a name the first counts, as for those who read.
            if (concrete.TryFind(element.Name, out int number, out FieldType declared) && found.Add(number))
                Check(declared, element);
        }

        if (concrete.FirstMissing(found) is { } missing)
            DocumentView.ThrowMissing(document, missing);
    }

    /// <summary>What the schema says of a type.</summary>
    public CheckedType Of(string type)
    {
        if (!_types.TryGetValue(type, out CheckedType? checkedType))
            _types.Add(type, checkedType = new CheckedType(schema, type));
        return checkedType;
    }

    // The type that the document says it is, where it can be one of several.
    private CheckedType Concrete(string type, DocumentView document)
    {
        CheckedType declared = Of(type);
        if (!declared.HasKnown || !document.TryFind(Discriminator.ElementName, out ElementView element))
            return declared;
        string name = Encoding.UTF8.GetString(Discriminator.NameIn(element));
        return Of(declared.Known(name) ?? throw element.Error(BsonFormatReason.TypeMismatch, $"'{name}' is none of the types that a {type} can be"));
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
}
