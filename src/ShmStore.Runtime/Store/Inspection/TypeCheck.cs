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
            case "array" when type.Parts.Count > 0:
                foreach (ElementView item in element.AsArray())
                    CheckItem(type.Parts[0], item);
                break;
            case "map":
                CheckValues(type, element);
                break;
            case "tuple":
                CheckItems(type, element);
                break;
            case "pair":
                CheckPair(type, element);
                break;
            case "array" or "document":
                // A time with its zone is read from both.
                element.AsDocument();
                break;
        }
    }

    // A dictionary that is an array of its entries reads each from a pair too, and nothing but its member tells it from a list of tuples.
    private void CheckItem(FieldType type, ElementView item)
    {
        if (type is { Kind: "tuple", AllowsNull: false } && item.Type == ElementType.Document)
            CheckPair(type, item);
        else
            Check(type, item);
    }

    private void CheckValues(FieldType type, ElementView element)
    {
        if (element.Type != ElementType.Document)
            throw element.Mismatch("a document");
        if (type.Parts is not [{ } value])
            return;
        foreach (ElementView part in element.AsDocument())
            Check(value, part);
    }

    private void CheckItems(FieldType type, ElementView element)
    {
        int index = 0;
        foreach (ElementView part in element.AsArray())
        {
            if (index < type.Parts.Count)
                Check(type.Parts[index], part);
            index++;
        }

        if (index != type.Parts.Count)
            throw element.Error(BsonFormatReason.TypeMismatch, $"{index} items where {type.Parts.Count} are expected");
    }

    private void CheckPair(FieldType type, ElementView element)
    {
        if (element.Type == ElementType.Array)
        {
            CheckItems(type, element);
            return;
        }

        if (type.Parts is not [var key, var value])
            throw element.Mismatch("an array");
        DocumentView pair = element.AsDocument();
        CheckNamed(key, pair, "k"u8);
        CheckNamed(value, pair, "v"u8);
    }

    private void CheckNamed(FieldType type, DocumentView pair, ReadOnlySpan<byte> name)
    {
        if (!pair.TryFind(name, out ElementView part))
            DocumentView.ThrowMissing(pair, name);
        Check(type, part);
    }

    private static bool IsNumber(ElementView element) => element.Type is ElementType.Int32 or ElementType.Int64 or ElementType.Double or ElementType.Decimal128;

    private static void Expect(ElementView element, ElementType type, string what)
    {
        if (element.Type != type)
            throw element.Mismatch(what);
    }
}
