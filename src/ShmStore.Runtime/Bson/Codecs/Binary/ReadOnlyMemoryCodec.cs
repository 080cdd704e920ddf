using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>A <see cref="ReadOnlyMemory{T}"/> of bytes as binary data of subtype 0; a default value is written as none. Reads give memory of its own.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ReadOnlyMemoryCodec : IBsonCodec<ReadOnlyMemory<byte>>
{
    /// <inheritdoc/>
    public static ElementType TypeOf(ReadOnlyMemory<byte> value) => ElementType.Binary;

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, ReadOnlyMemory<byte> value) => BinaryCodec.WriteBytes(ref writer, value.Span);

    /// <inheritdoc/>
    public static ReadOnlyMemory<byte> Read(ElementView element) => BinaryCodec.Read(element);
}
