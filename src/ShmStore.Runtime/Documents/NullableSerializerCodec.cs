using System.ComponentModel;
using MongoDB.Bson.Serialization;

namespace ShmStore.Bson;

/// <summary>A reference that may be null, as <see cref="SerializerCodec{T, TSerializer}"/> writes it: the serializer is asked for null too.</summary>
/// <typeparam name="T">The reference type.</typeparam>
/// <typeparam name="TSerializer">The serializer.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NullableSerializerCodec<T, TSerializer> : IBsonCodec<T?>, IBsonView<T?>
    where T : class
    where TSerializer : IBsonSerializer, new()
{
    /// <inheritdoc/>
    public static ElementType TypeOf(T? value) => ElementType.Undefined;

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, T? value) => SerializerCodec<T, TSerializer>.WriteAny(ref writer, value!);

    /// <inheritdoc/>
    public static T? Read(ElementView element) => SerializerCodec<T, TSerializer>.ReadAny(element);

    /// <inheritdoc/>
    public static T? View(ElementView element) => Read(element);
}
