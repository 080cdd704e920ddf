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
    /// <summary>Reads a whole document.</summary>
    /// <exception cref="BsonFormatException">An element is malformed, nested too deeply, or of a type for which there is no <see cref="BsonValue"/>.</exception>
    public static BsonDocument ReadDocument(DocumentView view)
    {
        var document = new BsonDocument();
        foreach (ElementView element in view)
        {
            string name = BsonScalarReader.ReadName(element);
            if (!document.Contains(name))
                document.Add(name, ReadValue(element));
        }
        return document;
    }

    /// <summary>Reads one value.</summary>
    /// <exception cref="BsonFormatException">It is malformed, nested too deeply, or of a type for which there is no <see cref="BsonValue"/>.</exception>
    public static BsonValue ReadValue(ElementView element) => element.Type switch
    {
        ElementType.Document => ReadDocument(element.AsDocument()),
        ElementType.Array => ReadArray(element.AsDocument()),
        ElementType.JavaScriptWithScope => ReadScopedCode(element),
        _ => BsonScalarReader.Read(element),
    };

    private static BsonArray ReadArray(DocumentView view)
    {
        var array = new BsonArray();
        foreach (ElementView element in view)
            array.Add(ReadValue(element));
        return array;
    }

    private static BsonJavaScriptWithScope ReadScopedCode(ElementView element)
    {
        ScopedCode code = ScopedCode.Of(element);
        return new BsonJavaScriptWithScope(BsonScalarReader.ReadCode(element, code), ReadDocument(code.Scope));
    }
}
