using ShmStore.Generators.Model;

namespace ShmStore.Generators.Schema;

/// <summary>Writes a store's schema as the BSON document that the region carries.</summary>
internal static class SchemaDocument
{
    /// <summary>The document's bytes.</summary>
    public static byte[] Write(StoreModel store) => BsonWriter.Document(root =>
    {
        root.Text("store", store.SchemaName);
        root.Documents("keys", store.Keys, WriteKey);
        root.Documents("types", store.Types, WriteType);
    });

    /// <summary>A kind's name in the schema.</summary>
    public static string Name(KeyKind kind) => kind switch
    {
        KeyKind.Entry => "entry",
        KeyKind.Atomic => "atomic",
        KeyKind.Map => "map",
        KeyKind.DocumentMap => "documentMap",
        _ => "document",
    };

    private static void WriteKey(BsonWriter writer, KeyModel key)
    {
        writer.Text("name", key.Name);
        writer.Text("kind", Name(key.Kind));
        if (key.MapKey is { } mapKey)
            writer.Text("key", mapKey.Schema);
        if (key.SchemaType.Length > 0)
            writer.Text("type", key.SchemaType);
    }

    private static void WriteType(BsonWriter writer, SchemaType type)
    {
        writer.Text("name", type.Name);
        writer.Documents("fields", type.Fields, WriteField);
        if (type.Known.Count > 0)
            writer.Documents("known", type.Known, WriteKnown);
    }

    private static void WriteKnown(BsonWriter writer, SchemaKnownType known)
    {
        writer.Text("name", known.Name);
        writer.Text("type", known.Type);
    }

    private static void WriteField(BsonWriter writer, SchemaField field)
    {
        writer.Text("name", field.Name);
        writer.Text("type", field.Type);
        if (field.Offset > 0)
            writer.Number("offset", field.Offset);
        if (field.Required)
            writer.True("required");
        if (field.MayBeLeftOut)
            writer.True("mayBeLeftOut");
        if (field.Default is { } value)
            writer.Text("default", value);
    }
}
