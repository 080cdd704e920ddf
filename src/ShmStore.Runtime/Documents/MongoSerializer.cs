using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using MongoDB.Bson.IO;
using MongoDB.Bson.Serialization;
using ShmStore.Bson;

namespace ShmStore.Documents;

/// <summary>Single values to and from BSON through MongoDB.Bson's serializers, kept from its traps. Thread-safe.</summary>
internal static class MongoSerializer
{
    /// <summary>What callers are told who trim or compile ahead of time.</summary>
    public const string Requirement = "MongoDB.Bson builds serializers by reflection. Use a type with [SharedObject], or BsonDocument.";

    private const string Name = "v";

    /// <summary>Serialises a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="depth">How many levels of documents and arrays it may have.</param>
    /// <returns>A valid document of this one element.</returns>
    /// <exception cref="ArgumentException">MongoDB.Bson cannot, or what it wrote is not valid.</exception>
    [RequiresUnreferencedCode(Requirement)]
    [RequiresDynamicCode(Requirement)]
    public static byte[] Serialize<T>(T value, int depth) => Serialize(value, static () => BsonSerializer.LookupSerializer<T>(), depth);

    /// <summary>Serialises a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="serializer">Gives the serializer.</param>
    /// <param name="depth">How many levels of documents and arrays it may have.</param>
    /// <returns>A valid document of this one element.</returns>
    /// <exception cref="ArgumentException">The serializer cannot, or what it wrote is not valid.</exception>
    public static byte[] Serialize<T>(T value, Func<IBsonSerializer<T>> serializer, int depth)
    {
        try
        {
            return MongoBytes.Write(
                writer =>
                {
                    writer.WriteStartDocument();
                    writer.WriteName(Name);
                    serializer().Serialize(BsonSerializationContext.CreateRoot(writer), value);
                    writer.WriteEndDocument();
                },
                depth + 1);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A serializer, or a property of the object, may throw anything.
            throw new ArgumentException($"MongoDB.Bson cannot serialise the value of type {typeof(T)}: {e.Message}", e);
        }
    }

    /// <summary>Writes what <see cref="Serialize{T}(T, Func{IBsonSerializer{T}}, int)"/> made as the value of the element that was begun.</summary>
    public static void WriteWrapped(ref DocumentWriter writer, byte[] wrapped)
    {
        foreach (ElementView element in new DocumentView(wrapped))
        {
            writer.SetType(element.Type);
            writer.WriteBytes(element.Value);
        }
    }

    /// <summary>Deserialises what <see cref="Serialize{T}(T, Func{IBsonSerializer{T}}, int)"/> made.</summary>
    public static T ReadWrapped<T>(byte[] wrapped, Func<IBsonSerializer<T>> serializer)
    {
        DynamicSerializers.Prepare();
        using var reader = new BsonBinaryReader(new MemoryStream(wrapped));
        reader.ReadStartDocument();
        reader.ReadName();
        return serializer().Deserialize(BsonDeserializationContext.CreateRoot(reader));
    }

    /// <summary>Deserialises an element's value.</summary>
    /// <exception cref="BsonFormatException">The element is not valid, or MongoDB.Bson cannot make this type of it.</exception>
    [RequiresUnreferencedCode(Requirement)]
    [RequiresDynamicCode(Requirement)]
    public static T Deserialize<T>(ElementView element) => Deserialize(element, static () => BsonSerializer.LookupSerializer<T>());

    /// <summary>Deserialises an element's value.</summary>
    /// <exception cref="BsonFormatException">The element is not valid, or the serializer cannot make this type of it.</exception>
    public static T Deserialize<T>(ElementView element, Func<IBsonSerializer<T>> serializer)
    {
        // A copy, which is checked after it was made: the bytes may be changing.
        byte[] document = Wrap(element);
        try
        {
            return MongoBytes.Read(document, wrapped => ReadWrapped(wrapped, serializer));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            BsonFormatReason reason = e is BsonFormatException damaged ? damaged.Reason : BsonFormatReason.TypeMismatch;
            throw element.Error(reason, $"MongoDB.Bson cannot read it as {typeof(T)}: {e.Message}", e);
        }
    }

    private static byte[] Wrap(ElementView element)
    {
        ReadOnlySpan<byte> value = element.Value;
        byte[] document = new byte[sizeof(int) + 1 + Name.Length + 1 + value.Length + 1];
        BinaryPrimitives.WriteInt32LittleEndian(document, document.Length);
        document[sizeof(int)] = (byte)element.Type;
        document[sizeof(int) + 1] = (byte)Name[0];
        value.CopyTo(document.AsSpan(sizeof(int) + 1 + Name.Length + 1));
        return document;
    }
}
