using MemoryPack;

namespace ShmStore.Benchmarks.Contenders;

/// <summary>MemoryPack, into a new array.</summary>
/// <typeparam name="T">The object type.</typeparam>
internal readonly struct MemoryPackCodec<T> : ICodec<T>
{
    /// <inheritdoc/>
    public static string Name => "MemoryPack";

    /// <inheritdoc/>
    public static long Write(T value) => ToBytes(value).Length;

    /// <inheritdoc/>
    public static byte[] ToBytes(T value) => MemoryPackSerializer.Serialize(value);

    /// <inheritdoc/>
    public static T Read(byte[] bytes) => MemoryPackSerializer.Deserialize<T>(bytes)!;
}
