using MongoDB.Bson;
using ShmStore.Store.Schema;

namespace ShmStore.Tool;

/// <summary>A schema for programs: the schema document as docs/format.md describes it, and of each field what its type and offset mean for who looks at the bytes.</summary>
/// <remarks>Made of what was understood of the document, which may come from anybody, and not of its bytes.</remarks>
internal static class SchemaJson
{
    /// <summary>The schema.</summary>
    public static BsonDocument Of(StoreSchema schema) => new()
    {
        { "store", schema.StoreName },
        { "keys", new BsonArray(schema.Keys.Select(Of)) },
        { "types", new BsonArray(schema.Types.Select(Of)) },
    };

    private static BsonDocument Of(KeySchema key)
    {
        var document = new BsonDocument { { "name", key.Name }, { "kind", key.Kind } };
        document.Add("key", key.Key, key.Key is not null);
        return document.Add("type", key.Type, key.Type is not null);
    }

    private static BsonDocument Of(TypeSchema type)
    {
        var document = new BsonDocument { { "name", type.Name }, { "fields", new BsonArray(type.Fields.Select(Of)) } };
        return document.Add("known", () => new BsonArray(type.Known.Select(static known => new BsonDocument { { "name", known.Name }, { "type", known.Type } })), type.Known.Count > 0);
    }

    private static BsonDocument Of(FieldSchema field)
    {
        StoredForm form = StoredForm.Of(field);
        var document = new BsonDocument { { "name", field.Name }, { "type", field.Type } };
        document.Add("bsonType", () => (int)form.Type!, form.Type is not null);
        document.Add("nullable", true, form.IsNullable);
        document.Add("offset", () => field.Offset!.Value, field.Offset is not null);
        document.Add("bytes", () => form.Bytes!.Value, form.Bytes is not null);
        document.Add("required", true, field.Required);
        document.Add("mayBeLeftOut", true, field.MayBeLeftOut);
        return document.Add("default", field.Default, field.Default is not null);
    }
}
