using ShmStore.Bson;

namespace ShmStore.Store.Schema;

/// <summary>One type that a value of another may be: its name in documents, the discriminator, and its full name.</summary>
internal sealed record KnownSchema(string Name, string Type) : ISharedObject<KnownSchema>
{
    static FixedLayout ISharedObject<KnownSchema>.FixedLayout => SchemaLayout.NoFixedMembers;

    static bool ISharedObject<KnownSchema>.IsImmutable => true;

    static void ISharedObject<KnownSchema>.Write(ref DocumentWriter writer, KnownSchema value)
    {
        int start = writer.BeginDocument(SchemaLayout.Template);
        writer.Element<string, StringCodec>("name"u8, value.Name);
        writer.Element<string, StringCodec>("type"u8, value.Type);
        writer.EndDocument(start);
    }

    static KnownSchema ISharedObject<KnownSchema>.Read(in DocumentView document) =>
        new(document.Get<string, StringCodec>("name"u8, required: true), document.Get<string, StringCodec>("type"u8, required: true));
}
