using ShmStore.Bson;

namespace ShmStore.Store.Schema;

/// <summary>One key of a schema: its name, its kind (<see cref="KeyKinds"/>), the type of its run-time keys if it is a map, and the type behind it; documents have none.</summary>
internal sealed record KeySchema(string Name, string Kind, string? Key, string? Type) : ISharedObject<KeySchema>
{
    static FixedLayout ISharedObject<KeySchema>.FixedLayout => SchemaLayout.NoFixedMembers;

    static bool ISharedObject<KeySchema>.IsImmutable => true;

    static void ISharedObject<KeySchema>.Write(ref DocumentWriter writer, KeySchema value)
    {
        int start = writer.BeginDocument(SchemaLayout.Template);
        writer.Element<string, StringCodec>("name"u8, value.Name);
        writer.Element<string, StringCodec>("kind"u8, value.Kind);
        if (value.Key is { } key)
        {
            writer.Element<string, StringCodec>("key"u8, key);
        }

        if (value.Type is { } type)
        {
            writer.Element<string, StringCodec>("type"u8, type);
        }

        writer.EndDocument(start);
    }

    static KeySchema ISharedObject<KeySchema>.Read(in DocumentView document) =>
        new(
            document.Get<string, StringCodec>("name"u8, required: true),
            document.Get<string, StringCodec>("kind"u8, required: true),
            document.Get<string?, NullableReferenceCodec<string, StringCodec>>("key"u8, required: false),
            document.Get<string?, NullableReferenceCodec<string, StringCodec>>("type"u8, required: false));
}
