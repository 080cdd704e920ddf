using MessagePack;

namespace ShmStore.Benchmarks.Contenders;

/// <summary>MessagePack for C#, with integer keys.</summary>
/// <typeparam name="T">The object type.</typeparam>
internal readonly struct MessagePackCodec<T> : ICodec<T>
{
    /// <inheritdoc/>
    public static string Name => "MessagePack";

    /// <inheritdoc/>
    public static long Write(T value) => ToBytes(value).Length;

    /// <inheritdoc/>
    public static byte[] ToBytes(T value) => MessagePackSerializer.Serialize(value);

    /// <inheritdoc/>
    public static T Read(byte[] bytes) => MessagePackSerializer.Deserialize<T>(bytes);
}
