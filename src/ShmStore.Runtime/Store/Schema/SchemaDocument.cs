using ShmStore.Bson;

namespace ShmStore.Store.Schema;

/// <summary>Schema documents: BSON to models and back. docs/format.md describes them.</summary>
internal static class SchemaDocument
{
    /// <summary>Reads a validated document.</summary>
    public static (string StoreName, IReadOnlyList<KeySchema> Keys, IReadOnlyList<TypeSchema> Types) Parse(DocumentView document) =>
        (Text(document, "store"u8), Items(document, "keys"u8, ParseKey), Items(document, "types"u8, ParseType));

    /// <summary>Writes a schema as a document.</summary>
    public static byte[] Write(string storeName, IReadOnlyList<KeySchema> keys, IReadOnlyList<TypeSchema> types)
    {
        return DocumentEncoder.EncodeToArray(
            (storeName, keys, types),
            static (ref DocumentWriter writer, (string StoreName, IReadOnlyList<KeySchema> Keys, IReadOnlyList<TypeSchema> Types) schema) =>
            {
                int start = writer.BeginDocument(default);
                writer.Element<string, StringCodec>("store"u8, schema.StoreName);
                WriteItems(ref writer, "keys"u8, schema.Keys, WriteKey);
                WriteItems(ref writer, "types"u8, schema.Types, WriteType);
                writer.EndDocument(start);
            });
    }

    private delegate TItem ItemParser<TItem>(DocumentView document);

    private delegate void ItemWriter<TItem>(ref DocumentWriter writer, TItem item);

    private static KeySchema ParseKey(DocumentView document) =>
        new(Text(document, "name"u8), Text(document, "kind"u8), document.Get<string?, NullableReferenceCodec<string, StringCodec>>("type"u8, false) ?? "");

    private static TypeSchema ParseType(DocumentView document) =>
        new(Text(document, "name"u8), Items(document, "fields"u8, ParseField));

    private static FieldSchema ParseField(DocumentView document) =>
        new(
            Text(document, "name"u8),
            Text(document, "type"u8),
            document.Get<int?, NullableCodec<int, Int32Codec>>("offset"u8, false),
            document.Get<bool, BooleanCodec>("required"u8, false));

    private static string Text(DocumentView document, ReadOnlySpan<byte> name) => document.Get<string, StringCodec>(name, true);

    private static List<TItem> Items<TItem>(DocumentView document, ReadOnlySpan<byte> name, ItemParser<TItem> parse)
    {
        var items = new List<TItem>();
        foreach (DocumentView item in document.GetView<ArrayView<DocumentView, AnyDocumentView>, ArrayViewReader<DocumentView, AnyDocumentView>>(name, true))
        {
            items.Add(parse(item));
        }

        return items;
    }
}
