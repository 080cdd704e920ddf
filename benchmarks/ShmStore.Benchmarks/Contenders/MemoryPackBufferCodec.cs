using System.Buffers;
using MemoryPack;

namespace ShmStore.Benchmarks.Contenders;

/// <summary>MemoryPack, into a buffer that is kept.</summary>
/// <typeparam name="T">The object type.</typeparam>
internal readonly struct MemoryPackBufferCodec<T> : ICodec<T>
{
    private static readonly ArrayBufferWriter<byte> Buffer = new(64 * 1024);

    /// <inheritdoc/>
    public static string Name => "MemoryPack, kept buffer";

    /// <inheritdoc/>
    public static long Write(T value)
    {
        ArrayBufferWriter<byte> buffer = Buffer;
        buffer.ResetWrittenCount();
        MemoryPackSerializer.Serialize(buffer, value);
        return buffer.WrittenCount;
    }

    /// <inheritdoc/>
    public static byte[] ToBytes(T value)
    {
        Write(value);
        return Buffer.WrittenSpan.ToArray();
    }

    /// <inheritdoc/>
    public static T Read(byte[] bytes) => MemoryPackCodec<T>.Read(bytes);
}
