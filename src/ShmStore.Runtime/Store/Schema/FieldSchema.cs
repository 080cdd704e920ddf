using ShmStore.Bson;

namespace ShmStore.Store.Schema;

/// <summary>
/// One field of an object type: element name, type as spelt in schema documents, value offset if it is fixed, whether a document without it is an error, whether those who write it may leave it out, and what it stands for then, null for the
/// type's own default.
/// </summary>
internal sealed record FieldSchema(string Name, string Type, int? Offset, bool Required, bool MayBeLeftOut, string? Default) : ISharedObject<FieldSchema>
{
    static FixedLayout ISharedObject<FieldSchema>.FixedLayout => SchemaLayout.NoFixedMembers;

    static bool ISharedObject<FieldSchema>.IsImmutable => true;

    static void ISharedObject<FieldSchema>.Write(ref DocumentWriter writer, FieldSchema value)
    {
        int start = writer.BeginDocument(SchemaLayout.Template);
        writer.Element<string, StringCodec>("name"u8, value.Name);
        writer.Element<string, StringCodec>("type"u8, value.Type);
        if (value.Offset is { } offset)
        {
            writer.Element<int, Int32Codec>("offset"u8, offset);
        }

        if (value.Required)
        {
            writer.Element<bool, BooleanCodec>("required"u8, true);
        }

        if (value.MayBeLeftOut)
        {
            writer.Element<bool, BooleanCodec>("mayBeLeftOut"u8, true);
        }

        if (value.Default is { } omitted)
        {
            writer.Element<string, StringCodec>("default"u8, omitted);
        }

        writer.EndDocument(start);
    }

    static FieldSchema ISharedObject<FieldSchema>.Read(in DocumentView document) =>
        new(
            document.Get<string, StringCodec>("name"u8, required: true),
            document.Get<string, StringCodec>("type"u8, required: true),
            document.Get<int?, NullableCodec<int, Int32Codec>>("offset"u8, required: false),
            document.Get<bool, BooleanCodec>("required"u8, required: false),
            document.Get<bool, BooleanCodec>("mayBeLeftOut"u8, required: false),
            document.Get<string?, NullableReferenceCodec<string, StringCodec>>("default"u8, required: false));
}
