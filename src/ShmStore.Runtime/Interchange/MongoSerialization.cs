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

    // MongoDB.Bson's messages repeat themselves at each level, and the last one says why.
    private const int LongestPart = 240;

    /// <summary>Serialises an object to one valid document. In a dictionary of objects all is what it is in BSON, without the names of .NET types.</summary>
    /// <exception cref="ArgumentException">MongoDB.Bson cannot, or what it wrote is not a valid document, or not all of the object.</exception>
    [RequiresUnreferencedCode(Requirement)]
    [RequiresDynamicCode(Requirement)]
    public static byte[] Serialize(object value)
    {
        try
        {
            byte[] document = value is IDictionary<string, object?>
                ? Write(DictionaryOfObjects.WithoutExpandos(value), static context => context.IsDynamicType = static _ => true)
                : Write(value, configure: null);
            UnwrittenValues.ThrowIfAny(value);
            return document;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A serializer, or a property of the object, may throw anything.
            throw new ArgumentException($"An object of type {value.GetType()} cannot be stored as a document. {ShortText.Of(e.Message, LongestPart)}", nameof(value), e);
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

    [RequiresUnreferencedCode(Requirement)]
    [RequiresDynamicCode(Requirement)]
    private static byte[] Write(object value, Action<BsonSerializationContext.Builder>? configure) =>
        MongoBytes.Write(writer => BsonSerializer.Serialize(writer, value.GetType(), value, configure), BsonLimits.DefaultDepth);
}
