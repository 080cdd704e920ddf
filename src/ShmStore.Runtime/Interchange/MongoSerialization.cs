using System.Diagnostics.CodeAnalysis;
using MongoDB.Bson.IO;
using MongoDB.Bson.Serialization;
using ShmStore.Bson;
using ShmStore.Documents;

namespace ShmStore;

/// <summary>The way through MongoDB.Bson's serializers, for types that the generator did not see.</summary>
internal static class MongoSerialization
{
    /// <summary>What callers are told who trim or compile ahead of time.</summary>
    public const string Requirement = MongoSerializer.Requirement;

    /// <summary>Serialises an object to one valid document.</summary>
    /// <exception cref="ArgumentException">MongoDB.Bson cannot, or what it wrote is not a valid document.</exception>
    [RequiresUnreferencedCode(Requirement)]
    [RequiresDynamicCode(Requirement)]
    public static byte[] Serialize(object value)
    {
        Type type = value.GetType();
        try
        {
            using var stream = new MemoryStream();
            using (var writer = new BsonBinaryWriter(stream, new BsonBinaryWriterSettings { MaxDocumentSize = BsonLimits.DefaultDocumentBytes }))
                BsonSerializer.Serialize(writer, type, value);
            byte[] raw = stream.ToArray();
            BsonValidation.Validate(raw);
            DuplicateNames.ThrowIfAny(new DocumentView(raw));
            return raw;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A serializer, or a property of the object, may throw anything.
            throw new ArgumentException($"An object of type {type} cannot be stored as a document. {e.Message}", nameof(value), e);
        }
    }

    /// <summary>Deserialises a document.</summary>
    /// <exception cref="SharedStoreException">MongoDB.Bson cannot make this type of it, or the document is not valid any more.</exception>
    [RequiresUnreferencedCode(Requirement)]
    [RequiresDynamicCode(Requirement)]
    public static T Deserialize<T>(ReadOnlyMemory<byte> raw)
    {
        // MongoDB.Bson reads without a depth limit, and its stack overflow ends the process. So it gets a copy which is
        // checked here, not memory that somebody might have changed after it was.
        byte[] copy = raw.ToArray();
        try
        {
            BsonValidation.Validate(copy);
            DynamicSerializers.Prepare();
            return BsonSerializer.Deserialize<T>(copy);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new SharedStoreException($"A document of {copy.Length} bytes cannot be read as {typeof(T)}. {e.Message}", e);
        }
    }
}
