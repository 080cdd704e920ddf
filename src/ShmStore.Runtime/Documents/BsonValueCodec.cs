using System.ComponentModel;
using MongoDB.Bson;
using ShmStore.Documents;

namespace ShmStore.Bson;

/// <summary>A <see cref="BsonValue"/> or one of the types derived from it. Every BSON type that has one goes through unchanged, bit for bit.</summary>
/// <typeparam name="T"><see cref="BsonValue"/>, <see cref="BsonDocument"/>, <see cref="BsonArray"/>, <see cref="BsonRegularExpression"/>, ….</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct BsonValueCodec<T> : IBsonCodec<T>
    where T : BsonValue
{
    /// <inheritdoc/>
    public static ElementType TypeOf(T value)
    {
        if (value is null)
            NullMember.Throw();
        return (ElementType)(byte)value.BsonType;
    }

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, T value) => BsonValueWriter.WriteValue(ref writer, value);

    /// <inheritdoc/>
    public static T Read(ElementView element) => BsonValueReader.ReadValue(element) as T ?? throw element.Mismatch($"a {typeof(T).Name}");
}
