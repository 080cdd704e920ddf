using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Contenders;

/// <summary>System.Text.Json with its source generator, to UTF-8.</summary>
/// <typeparam name="T">The object type.</typeparam>
internal readonly struct JsonCodec<T> : ICodec<T>
{
    private static readonly JsonTypeInfo<T> TypeInfo = (JsonTypeInfo<T>)SampleJson.Default.GetTypeInfo(typeof(T))!;

    /// <inheritdoc/>
    public static string Name => "System.Text.Json";

    /// <inheritdoc/>
    public static long Write(T value) => ToBytes(value).Length;

    /// <inheritdoc/>
    public static byte[] ToBytes(T value) => JsonSerializer.SerializeToUtf8Bytes(value, TypeInfo);

    /// <inheritdoc/>
    public static T Read(byte[] bytes) => JsonSerializer.Deserialize(bytes, TypeInfo)!;
}
