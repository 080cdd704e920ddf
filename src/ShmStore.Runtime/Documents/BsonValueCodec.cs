using MongoDB.Bson;
using ShmStore.Bson;

namespace ShmStore.Documents;

/// <summary>Any <see cref="BsonValue"/> as an element. Every BSON type that has one goes through unchanged, bit for bit.</summary>
internal readonly struct BsonValueCodec : IBsonCodec<BsonValue>
{
    /// <summary>The deprecated subtype of binary data that repeats its length inside.</summary>
    public const byte OldBinarySubtype = 2;

    /// <inheritdoc/>
    public static ElementType TypeOf(BsonValue value) => (ElementType)(byte)value.BsonType;

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, BsonValue value) => BsonValueWriter.WriteValue(ref writer, value);

    /// <inheritdoc/>
    public static BsonValue Read(ElementView element) => BsonValueReader.ReadValue(element);
}
