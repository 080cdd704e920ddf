using ShmStore.Bson;

namespace ShmStore.Store.Schema;

/// <summary>A whole schema document, as docs/format.md describes it: the store's name, its keys, and the object types behind them.</summary>
internal sealed record SchemaDocument(string StoreName, List<KeySchema> Keys, List<TypeSchema> Types) : ISharedObject<SchemaDocument>
{
    static FixedLayout ISharedObject<SchemaDocument>.FixedLayout => SchemaLayout.NoFixedMembers;

    static bool ISharedObject<SchemaDocument>.IsImmutable => false;

    /// <summary>Reads a validated document.</summary>
    public static SchemaDocument Parse(ReadOnlySpan<byte> document) => Read(new DocumentView(document));

    /// <summary>The document's bytes.</summary>
    public byte[] ToBytes()
    {
        using var encoder = new DocumentEncoder(stackalloc byte[DocumentEncoder.StackBytes]);
        return encoder.Encode(this).ToArray();
    }

    static void ISharedObject<SchemaDocument>.Write(ref DocumentWriter writer, SchemaDocument value)
    {
        int start = writer.BeginDocument(SchemaLayout.Template);
        writer.Element<string, StringCodec>("store"u8, value.StoreName);
        writer.Element<List<KeySchema>, ListCodec<KeySchema, ObjectCodec<KeySchema>>>("keys"u8, value.Keys);
        writer.Element<List<TypeSchema>, ListCodec<TypeSchema, ObjectCodec<TypeSchema>>>("types"u8, value.Types);
        writer.EndDocument(start);
    }

    static SchemaDocument ISharedObject<SchemaDocument>.Read(in DocumentView document) => Read(document);

    private static SchemaDocument Read(in DocumentView document) =>
        new(
            document.Get<string, StringCodec>("store"u8, required: true),
            document.Get<List<KeySchema>, ListCodec<KeySchema, ObjectCodec<KeySchema>>>("keys"u8, required: true),
            document.Get<List<TypeSchema>, ListCodec<TypeSchema, ObjectCodec<TypeSchema>>>("types"u8, required: true));
}
