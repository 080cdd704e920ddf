using System.ComponentModel;
using MongoDB.Bson.Serialization;
using ShmStore.Documents;

namespace ShmStore.Bson;

/// <summary>A value as the serializer of MongoDB.Bson writes it that the member's own <c>[BsonSerializer]</c> names. The serializer also decides about null.</summary>
/// <typeparam name="T">The .NET type.</typeparam>
/// <typeparam name="TSerializer">The serializer, which must be an <see cref="IBsonSerializer{TValue}"/> of the type and safe to use from several threads.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SerializerCodec<T, TSerializer> : IBsonCodec<T>, IBsonView<T>
    where TSerializer : IBsonSerializer, new()
{
    /// <inheritdoc/>
    /// <remarks>The serializer decides on the type; <see cref="Write"/> sets it.</remarks>
    public static ElementType TypeOf(T value)
    {
        if (value is null && !typeof(T).IsValueType)
            NullMember.Throw();
        return ElementType.Undefined;
    }

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, T value) => WriteAny(ref writer, value);

    /// <inheritdoc/>
    public static T Read(ElementView element)
    {
        T value = ReadAny(element);
        return value is null && !typeof(T).IsValueType ? throw element.Mismatch(Article.With(typeof(T).Name)) : value;
    }

    /// <inheritdoc/>
    public static T View(ElementView element) => Read(element);

    /// <summary>Writes a value that may be null.</summary>
    internal static void WriteAny(ref DocumentWriter writer, T value)
    {
        byte[] wrapped = MongoSerializer.Serialize(value, Serializer, BsonLimits.DefaultDepth - writer.Depth);
        MongoSerializer.WriteWrapped(ref writer, wrapped);
    }

    /// <summary>Reads a value that may be null.</summary>
    internal static T ReadAny(ElementView element) => MongoSerializer.Deserialize(element, Serializer);

    private static IBsonSerializer<T> Serializer() => Instance.Value;

    // Made when it is first needed: its constructor may throw, and then does at each use.
    private static class Instance
    {
        public static readonly IBsonSerializer<T> Value = (IBsonSerializer<T>)(IBsonSerializer)new TSerializer();
    }
}
