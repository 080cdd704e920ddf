using System.Buffers.Binary;
using System.ComponentModel;
using MongoDB.Bson;

namespace ShmStore.Bson;

/// <summary><see cref="BsonTimestamp"/> as a timestamp.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct BsonTimestampCodec : IFixedCodec<BsonTimestamp, long>, IBsonView<BsonTimestamp>
{
    /// <inheritdoc/>
    public static ElementType TypeOf(BsonTimestamp value)
    {
        if (value is null)
            NullMember.Throw();
        return ElementType.Timestamp;
    }

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, BsonTimestamp value) => writer.WriteRaw(ToRaw(value));

    /// <inheritdoc/>
    public static BsonTimestamp Read(ElementView element) => element.Type == ElementType.Timestamp
        ? FromRaw(BinaryPrimitives.ReadInt64LittleEndian(element.Value))
        : throw element.Mismatch("a timestamp");

    /// <inheritdoc/>
    public static BsonTimestamp View(ElementView element) => Read(element);

    /// <inheritdoc/>
    public static long ToRaw(BsonTimestamp value)
    {
        if (value is null)
            NullMember.Throw();
        return value.Value;
    }

    /// <inheritdoc/>
    public static BsonTimestamp FromRaw(long raw) => new(raw);
}
