using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using ShmStore.Bson;
using ShmStore.Generated.Tests.Shapes;

namespace ShmStore.Generated.Tests;

/// <summary>Gets objects into documents and back, as a user would: through a store, or from foreign bytes.</summary>
internal static class Documents
{
    /// <summary>The bytes that a store holds for a value.</summary>
    public static byte[] Encode<T>(ShapeStore.Key key, Func<ShapeStore.Writer, SharedEntryWriter<T>> entry, T value)
        where T : ISharedObject<T>
    {
        using ShapeStore.Writer writer = ShapeStore.CreateWriter();
        entry(writer).Set(value);
        return writer.GetRaw(key)!;
    }

    /// <summary>Reads a document of which only its bytes are known.</summary>
    public static T Read<T>(byte[] document)
        where T : ISharedObject<T> => T.Read(DocumentView.Of<T>(document));

    /// <summary>Reads a document that somebody else wrote.</summary>
    public static T Read<T>(BsonDocument document)
        where T : ISharedObject<T> => Read<T>(document.ToBson());

    /// <summary>Parses a document with MongoDB.Bson.</summary>
    public static BsonDocument Parse(byte[] document) => BsonSerializer.Deserialize<BsonDocument>(document);
}
