using ShmStore.Bson;

namespace ShmStore.Store.Schema;

/// <summary>One object type: its full name, its fields in declared order, and the types that a value may be, none for a type that is always exactly itself.</summary>
internal sealed record TypeSchema(string Name, List<FieldSchema> Fields, List<KnownSchema> Known) : ISharedObject<TypeSchema>
{
    static FixedLayout ISharedObject<TypeSchema>.FixedLayout => SchemaLayout.NoFixedMembers;

    static bool ISharedObject<TypeSchema>.IsImmutable => false;

    static void ISharedObject<TypeSchema>.Write(ref DocumentWriter writer, TypeSchema value)
    {
        int start = writer.BeginDocument(SchemaLayout.Template);
        writer.Element<string, StringCodec>("name"u8, value.Name);
        writer.Element<List<FieldSchema>, ListCodec<FieldSchema, ObjectCodec<FieldSchema>>>("fields"u8, value.Fields);
        if (value.Known.Count > 0)
        {
            writer.Element<List<KnownSchema>, ListCodec<KnownSchema, ObjectCodec<KnownSchema>>>("known"u8, value.Known);
        }

        writer.EndDocument(start);
    }

    static TypeSchema ISharedObject<TypeSchema>.Read(in DocumentView document) =>
        new(
            document.Get<string, StringCodec>("name"u8, required: true),
            document.Get<List<FieldSchema>, ListCodec<FieldSchema, ObjectCodec<FieldSchema>>>("fields"u8, required: true),
            document.Get<List<KnownSchema>?, NullableReferenceCodec<List<KnownSchema>, ListCodec<KnownSchema, ObjectCodec<KnownSchema>>>>("known"u8, required: false) ?? []);
}
