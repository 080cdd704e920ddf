using System.Diagnostics.CodeAnalysis;
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
            return MongoBytes.Write(writer => BsonSerializer.Serialize(writer, type, value), BsonLimits.DefaultDepth);
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
        // A copy, not memory that somebody might change after it was checked.
        byte[] copy = raw.ToArray();
        try
        {
            DynamicSerializers.Prepare();
            return MongoBytes.Read(copy, static document => BsonSerializer.Deserialize<T>(document));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new SharedStoreException($"A document of {copy.Length} bytes cannot be read as {typeof(T)}. {e.Message}", e);
        }
    }
}
