using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>A <see cref="Memory{T}"/> of bytes as binary data of subtype 0; a default value is written as none. Reads give memory of its own.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct MemoryCodec : IBsonCodec<Memory<byte>>
{
    /// <inheritdoc/>
    public static ElementType TypeOf(Memory<byte> value) => ElementType.Binary;

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, Memory<byte> value) => BinaryCodec.WriteBytes(ref writer, value.Span);

    /// <inheritdoc/>
    public static Memory<byte> Read(ElementView element) => BinaryCodec.Read(element);
}
